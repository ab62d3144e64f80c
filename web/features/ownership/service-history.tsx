import { ActionIcon, Button, FileButton, TextInput } from '@mantine/core'
import { IconPhotoPlus, IconPlus, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { answerOf, api, idempotent } from '../../api/client.ts'
import { useCommand } from '../../api/queries.ts'
import { base64Of } from '../../kit/base64.ts'
import { CommandDialog } from '../../kit/command-dialog.tsx'
import { EmptyState } from '../../kit/empty-state.tsx'
import { ErrorPanel } from '../../kit/error-panel.tsx'
import { given, orUndefined } from '../../kit/form-fields.tsx'
import { DateText } from '../../kit/format.tsx'
import { notify } from '../../kit/notify.tsx'
import { Section } from '../../kit/section.tsx'
import { StateBadge } from '../../kit/state-badge.tsx'
import { useSession } from '../../session/session.tsx'
import { useTexts } from '../../texts/texts.tsx'
import { type Ownership, SERVICE_KINDS, type ServiceKind } from './ownership-texts.ts'
import styles from './piece-ownership.module.css'

type Entry = Ownership['service'][number]

/** What was done to a piece, and a form for what was done now; its owner sees the same. */
export function ServiceHistory({ pieceId, entries }: { pieceId: string; entries: readonly Entry[] }) {
  const t = useTexts()
  const { can } = useSession()
  const [open, setOpen] = useState<'new' | Entry>()
  const mayRecord = can('ownership.service.record')
  return (
    <Section
      title={t('service.title')}
      actions={
        mayRecord ? (
          <Button
            variant="default"
            size="compact-sm"
            leftSection={<IconPlus size={14} aria-hidden />}
            onClick={() => setOpen('new')}
          >
            {t('service.record')}
          </Button>
        ) : null
      }
    >
      {entries.length === 0 ? <EmptyState title={t('service.empty')} text={t('service.empty.text')} /> : null}
      <ol className={styles.entries}>
        {entries.map((entry) => (
          <li key={entry.id} className={styles.entry}>
            <div className={styles.head}>
              <b>{t(SERVICE_KINDS[entry.kind])}</b>
              {entry.underWarranty ? <StateBadge tone="info">{t('service.underWarranty')}</StateBadge> : null}
              <span className={styles.muted}>
                <DateText value={entry.on} /> · {entry.doneBy}
              </span>
              {mayRecord ? (
                <Button variant="subtle" size="compact-xs" onClick={() => setOpen(entry)}>
                  {t('service.correct')}
                </Button>
              ) : null}
            </div>
            <p className={styles.text}>{entry.description}</p>
            {entry.parts.length > 0 ? (
              <p className={styles.muted}>
                {t('service.parts')}:{' '}
                {entry.parts.map((part) => `${part.quantity} × ${part.name}`).join(', ')}
              </p>
            ) : null}
            <Photos ids={entry.photoIds} />
          </li>
        ))}
      </ol>
      {open ? (
        <ServiceDialog
          pieceId={pieceId}
          entry={open === 'new' ? undefined : open}
          onClose={() => setOpen(undefined)}
        />
      ) : null}
    </Section>
  )
}

function Photos({ ids }: { ids: readonly string[] }) {
  const t = useTexts()
  if (ids.length === 0) return null
  return (
    <div className={styles.photos}>
      {ids.map((id, index) => (
        <a key={id} href={`/files/${id}`} target="_blank" rel="noreferrer">
          <img src={`/files/${id}`} alt={t('service.photo', { n: index + 1 })} loading="lazy" />
        </a>
      ))}
    </div>
  )
}

interface Values {
  kind: ServiceKind
  on: string
  doneBy: string
  description: string
  underWarranty: boolean
  parts: { key: number; name: string; quantity: string }[]
  photoIds: string[]
}

function ServiceDialog(props: { pieceId: string; entry: Entry | undefined; onClose(): void }) {
  const t = useTexts()
  const { me } = useSession()
  const { entry } = props
  const record = useCommand((values: Values, key) =>
    api.POST('/api/v1/serials/{id}/service', {
      params: { path: { id: props.pieceId }, header: idempotent(key) },
      body: {
        kind: values.kind,
        doneBy: values.doneBy.trim(),
        description: values.description.trim(),
        underWarranty: values.underWarranty,
        parts: values.parts
          .filter((part) => part.name.trim() !== '')
          .map((part) => ({ name: part.name.trim(), quantity: part.quantity.trim() })),
        photoIds: values.photoIds,
        ...given({ on: orUndefined(values.on), correctsId: entry?.id }),
      },
    }),
  )
  return (
    <CommandDialog<Values>
      large
      title={t(entry ? 'service.correct' : 'service.record')}
      text={t(entry ? 'service.correct.text' : 'service.record.text')}
      submit={t('action.save')}
      initial={{
        kind: entry?.kind ?? 'repair',
        on: entry?.on ?? '',
        doneBy: entry?.doneBy ?? me.name,
        description: entry?.description ?? '',
        underWarranty: entry?.underWarranty ?? false,
        parts: (entry?.parts ?? []).map((part, key) => ({ key, ...part })),
        photoIds: [...(entry?.photoIds ?? [])],
      }}
      fields={[
        {
          kind: 'select',
          name: 'kind',
          label: t('service.kind'),
          options: Object.entries(SERVICE_KINDS).map(([value, text]) => ({ value, label: t(text) })),
          half: true,
        },
        { kind: 'day', name: 'on', label: t('service.on'), hint: t('service.on.hint'), half: true },
        { kind: 'text', name: 'doneBy', label: t('service.doneBy'), required: true },
        { kind: 'paragraph', name: 'description', label: t('service.description'), required: true },
        { kind: 'switch', name: 'underWarranty', label: t('service.underWarranty') },
      ]}
      more={(values, change) => (
        <>
          <Parts parts={values.parts} onChange={(parts) => change({ ...values, parts })} />
          <NewPhotos ids={values.photoIds} onChange={(photoIds) => change({ ...values, photoIds })} />
        </>
      )}
      onSubmit={async (values) => {
        await record.mutateAsync(values)
        notify(t('done.saved'))
      }}
      onClose={props.onClose}
    />
  )
}

function Parts(props: { parts: Values['parts']; onChange(parts: Values['parts']): void }) {
  const t = useTexts()
  const { parts, onChange } = props
  const set = (key: number, patch: Partial<Values['parts'][number]>) =>
    onChange(parts.map((part) => (part.key === key ? { ...part, ...patch } : part)))
  const next = Math.max(0, ...parts.map((part) => part.key + 1))
  return (
    <fieldset>
      <legend>{t('service.parts')}</legend>
      {parts.map((part) => (
        <div key={part.key} className={styles.part}>
          <TextInput
            label={t('service.part')}
            value={part.name}
            onChange={(event) => set(part.key, { name: event.currentTarget.value })}
          />
          <TextInput
            label={t('service.quantity')}
            inputMode="decimal"
            value={part.quantity}
            onChange={(event) => set(part.key, { quantity: event.currentTarget.value })}
          />
          <ActionIcon
            aria-label={t('lines.remove', { name: part.name || t('service.part') })}
            onClick={() => onChange(parts.filter(({ key }) => key !== part.key))}
          >
            <IconTrash size={16} stroke={1.6} />
          </ActionIcon>
        </div>
      ))}
      <Button
        mt="xs"
        variant="default"
        size="compact-sm"
        onClick={() => onChange([...parts, { key: next, name: '', quantity: '1' }])}
      >
        {t('service.addPart')}
      </Button>
    </fieldset>
  )
}

function NewPhotos(props: { ids: readonly string[]; onChange(ids: string[]): void }) {
  const t = useTexts()
  const { can } = useSession()
  const [error, setError] = useState<unknown>()
  const [isSending, setSending] = useState(false)
  const send = async (file: File | null) => {
    if (!file) return
    setSending(true)
    setError(undefined)
    try {
      const content = await base64Of(file)
      const stored = await answerOf(api.POST('/api/v1/files', { body: { name: file.name, content } }))
      props.onChange([...props.ids, stored.id])
    } catch (thrown) {
      setError(thrown)
    } finally {
      setSending(false)
    }
  }
  if (!can('documents.upload')) return null
  return (
    <div>
      <ErrorPanel error={error} />
      <FileButton accept="image/png,image/jpeg,image/webp" onChange={(file) => void send(file)}>
        {(button) => (
          <Button
            {...button}
            variant="default"
            size="compact-sm"
            loading={isSending}
            leftSection={<IconPhotoPlus size={14} aria-hidden />}
          >
            {t('service.addPhoto')}
          </Button>
        )}
      </FileButton>
      <Photos ids={props.ids} />
    </div>
  )
}
