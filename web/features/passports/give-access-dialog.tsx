import { Button, CopyButton, Modal } from '@mantine/core'
import { useRef, useState } from 'react'
import { api } from '../../api/client.ts'
import { type DataOf, useCommand } from '../../api/queries.ts'
import { CommandDialog } from '../../kit/command-dialog.tsx'
import { useFormat } from '../../kit/format.tsx'
import { useTexts } from '../../texts/texts.tsx'
import styles from './give-access-dialog.module.css'

type Given = Pick<DataOf<'/api/v1/passport-access'>['items'][number], 'id' | 'expiresAt'> & {
  key: string
  link: string
}

/** Gives a key for one piece, or for all; it is shown once. */
export function GiveAccessDialog(props: { piece: { id: string; serial: string } | null; onClose(): void }) {
  const t = useTexts()
  const { piece, onClose } = props
  const [given, setGiven] = useState<Given>()
  const isGiven = useRef(false)
  const give = useCommand((values: { name: string; days: string }) =>
    api.POST('/api/v1/passport-access', {
      body: { name: values.name.trim(), serialId: piece?.id ?? null, days: Number(values.days) },
    }),
  )
  if (given) return <GivenKey given={given} onClose={onClose} />
  return (
    <CommandDialog
      title={t('access.give')}
      text={piece ? t('access.give.piece', { serial: piece.serial }) : t('access.give.every')}
      submit={t('access.give')}
      operation="passports.access.give"
      initial={{ name: '', days: '30' }}
      fields={[
        { kind: 'text', name: 'name', label: t('access.name'), hint: t('access.name.hint'), required: true },
        { kind: 'whole', name: 'days', label: t('access.days'), required: true },
      ]}
      onSubmit={async (values) => {
        const fresh = await give.mutateAsync(values)
        isGiven.current = true
        setGiven(fresh)
      }}
      // The key follows in its place.
      onClose={() => isGiven.current || onClose()}
    />
  )
}

function GivenKey({ given, onClose }: { given: Given; onClose(): void }) {
  const t = useTexts()
  const format = useFormat()
  return (
    <Modal
      opened
      onClose={onClose}
      title={<strong>{t('access.given')}</strong>}
      size="32rem"
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      <p>{t('access.given.text', { date: format.moment(given.expiresAt) })}</p>
      <dl className={styles.secrets}>
        {(
          [
            ['access.link', given.link],
            ['access.key', given.key],
          ] as const
        ).map(([name, value]) => (
          <div key={name}>
            <dt>{t(name)}</dt>
            <dd>
              <code>{value}</code>
              <CopyButton value={value}>
                {({ copied, copy }) => (
                  <Button variant="default" size="compact-sm" onClick={copy}>
                    {t(copied ? 'error.copied' : 'access.copy')}
                  </Button>
                )}
              </CopyButton>
            </dd>
          </div>
        ))}
      </dl>
    </Modal>
  )
}
