import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../../api/client.ts'
import { read, useCommand } from '../../api/queries.ts'
import { CommandDialog, ConfirmDialog } from '../../kit/command-dialog.tsx'
import { ErrorPanel } from '../../kit/error-panel.tsx'
import { TimeText } from '../../kit/format.tsx'
import { notify } from '../../kit/notify.tsx'
import { Fact, Facts } from '../../kit/record-page.tsx'
import { Section } from '../../kit/section.tsx'
import { useTexts } from '../../texts/texts.tsx'
import { ConsentBadge } from './consent-badge.tsx'

/** Whether one is named in the passports of pieces one worked on: each decides for themselves. */
export function OwnConsent() {
  const t = useTexts()
  const [open, setOpen] = useState<'give' | 'withdraw'>()
  const consent = useQuery(read('/api/v1/me/passport-consent'))
  const give = useCommand((body: { given: boolean; name: string }) =>
    api.PUT('/api/v1/me/passport-consent', { body }),
  )
  const record = consent.data
  const last = record?.history[0]
  return (
    <Section title={t('consent.own')}>
      <ErrorPanel error={consent.error} />
      <p>{t('consent.own.text')}</p>
      {record ? (
        <>
          <Facts>
            <Fact name={t('consent.state')}>
              <ConsentBadge given={record.given} />
            </Fact>
            {last ? (
              <>
                <Fact name={t('consent.publicName')}>{last.name}</Fact>
                <Fact name={t('consent.since')}>
                  <TimeText value={last.at} />
                </Fact>
              </>
            ) : null}
          </Facts>
          <Button variant="default" mt="md" onClick={() => setOpen(record.given ? 'withdraw' : 'give')}>
            {t(record.given ? 'consent.withdraw' : 'consent.give')}
          </Button>
        </>
      ) : null}
      {open === 'give' && record ? (
        <CommandDialog
          title={t('consent.give')}
          text={t('consent.give.text')}
          submit={t('consent.give')}
          operation="passports.consent.give_own"
          initial={{ name: record.name }}
          fields={[
            {
              kind: 'text',
              name: 'name',
              label: t('consent.publicName'),
              hint: t('consent.publicName.hint'),
              required: true,
            },
          ]}
          onSubmit={async ({ name }) => {
            await give.mutateAsync({ given: true, name: name.trim() })
            notify(t('done.saved'))
          }}
          onClose={() => setOpen(undefined)}
        />
      ) : null}
      {open === 'withdraw' && record ? (
        <ConfirmDialog
          title={t('consent.withdraw')}
          text={t('consent.withdraw.text')}
          submit={t('consent.withdraw')}
          onConfirm={async () => {
            await give.mutateAsync({ given: false, name: record.name })
            notify(t('done.saved'))
          }}
          onClose={() => setOpen(undefined)}
        />
      ) : null}
    </Section>
  )
}
