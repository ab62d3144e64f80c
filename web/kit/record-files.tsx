import { ActionIcon, Button, FileButton } from '@mantine/core'
import { IconFile, IconPaperclip, IconPhoto, IconTrash } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { type DragEvent, useState } from 'react'
import { api } from '../api/client.ts'
import { type ItemOf, pages, useCommand } from '../api/queries.ts'
import { useSession } from '../session/session.tsx'
import { useTexts } from '../texts/texts.tsx'
import { base64Of } from './base64.ts'
import { ConfirmDialog } from './command-dialog.tsx'
import { ErrorPanel } from './error-panel.tsx'
import { TimeText, useFormat } from './format.tsx'
import { notify } from './notify.tsx'
import styles from './record-files.module.css'
import { Section } from './section.tsx'

type Attached = ItemOf<'/api/v1/files'>
const ACCEPTED = 'image/png,image/jpeg,image/webp,image/svg+xml,application/pdf'

/** The files of a record; new ones are dropped onto it or chosen. */
export function RecordFiles({ entity, id }: { entity: string; id: string }) {
  const t = useTexts()
  const { can } = useSession()
  const [isOver, setOver] = useState(false)
  const [isSending, setSending] = useState(false)
  const [removed, setRemoved] = useState<Attached>()
  const [error, setError] = useState<unknown>()
  const files = useInfiniteQuery(
    pages('/api/v1/files', { query: { entity, entityId: id, visibility: 'members', limit: 50 } }),
  )
  const attach = useCommand(async (file: File) =>
    api.POST('/api/v1/files', {
      body: { name: file.name, content: await base64Of(file), visibility: 'members', entity, entityId: id },
    }),
  )
  const remove = useCommand((file: Attached) =>
    api.DELETE('/api/v1/files/{id}', { params: { path: { id: file.id } } }),
  )
  const rows = files.data?.pages.flatMap((page) => page.items) ?? []
  const mayAttach = can('documents.upload')
  const take = async (given: readonly File[]) => {
    if (given.length === 0 || isSending) return
    setSending(true)
    setError(undefined)
    try {
      for (const file of given) await attach.mutateAsync(file)
      notify(t('done.saved'))
    } catch (thrown) {
      setError(thrown)
    } finally {
      setSending(false)
    }
  }
  const dropping = mayAttach
    ? {
        onDragOver: (event: DragEvent) => {
          if (!event.dataTransfer.types.includes('Files')) return
          event.preventDefault()
          setOver(true)
        },
        onDragLeave: () => setOver(false),
        onDrop: (event: DragEvent) => {
          event.preventDefault()
          setOver(false)
          void take([...event.dataTransfer.files])
        },
      }
    : {}
  return (
    <div {...dropping} className={styles.place} data-over={isOver}>
      <Section
        title={t('files.title')}
        actions={
          mayAttach ? (
            <FileButton multiple accept={ACCEPTED} onChange={(given) => void take(given)}>
              {(button) => (
                <Button
                  {...button}
                  variant="default"
                  size="compact-sm"
                  loading={isSending}
                  leftSection={<IconPaperclip size={14} aria-hidden />}
                >
                  {t('files.add')}
                </Button>
              )}
            </FileButton>
          ) : null
        }
      >
        <ErrorPanel error={files.error ?? error} />
        {files.isSuccess && rows.length === 0 ? (
          <p className={styles.none}>{t(mayAttach ? 'files.none' : 'files.none.reader')}</p>
        ) : null}
        <ul className={styles.files} aria-label={t('files.title')}>
          {rows.map((file) => (
            <li key={file.id}>
              {file.mediaType.startsWith('image/') ? (
                <IconPhoto size={18} stroke={1.5} aria-hidden />
              ) : (
                <IconFile size={18} stroke={1.5} aria-hidden />
              )}
              <a href={file.url} target="_blank" rel="noreferrer" className={styles.name}>
                {file.name}
              </a>
              <span className={styles.about}>
                <Size bytes={file.bytes} />
                {file.by === null ? null : ` · ${file.by}`} · <TimeText value={file.at} />
              </span>
              {can('documents.file.remove') ? (
                <ActionIcon
                  aria-label={t('files.remove', { name: file.name })}
                  onClick={() => setRemoved(file)}
                >
                  <IconTrash size={15} stroke={1.6} />
                </ActionIcon>
              ) : null}
            </li>
          ))}
        </ul>
      </Section>
      {removed ? (
        <ConfirmDialog
          title={t('files.remove', { name: removed.name })}
          submit={t('action.delete')}
          danger
          onConfirm={async () => {
            await remove.mutateAsync(removed)
            notify(t('done.deleted'))
          }}
          onClose={() => setRemoved(undefined)}
        />
      ) : null}
    </div>
  )
}

/** 1.2 MB, 34 kB. */
function Size({ bytes }: { bytes: number }) {
  const format = useFormat()
  const [value, unit] = bytes < 999_500 ? [bytes / 1000, 'kB'] : [bytes / 1_000_000, 'MB']
  return (
    <span className="numbers">
      {format.count(Math.max(0.1, Math.round(value * 10) / 10))} {unit}
    </span>
  )
}
