import { ActionIcon, Button, Loader, Menu } from '@mantine/core'
import { IconDots, IconMessage, IconPointFilled } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../api/client.ts'
import { type ItemOf, pages, useCommand } from '../api/queries.ts'
import { useSession } from '../session/session.tsx'
import { useLanguage, useTexts } from '../texts/texts.tsx'
import { actorName } from './actor-name.ts'
import { useShownChanges } from './changed-fields.ts'
import { ConfirmDialog } from './command-dialog.tsx'
import { CommentBox } from './comment-box.tsx'
import { ErrorPanel } from './error-panel.tsx'
import { eventText } from './event-text.ts'
import { TimeText } from './format.tsx'
import { MentionText } from './mention-text.tsx'
import { notify } from './notify.tsx'
import { RecordFiles } from './record-files.tsx'
import { Section } from './section.tsx'
import styles from './timeline.module.css'

type Item = ItemOf<'/api/v1/timeline'>
/** Of a form that was filled in anew the record itself says more than its history. */
const MOST_CHANGES = 8

interface About {
  entity: string
  id: string
}

/** What belongs to every record, of whatever kind: its files, what happened to it, and what people say about it. */
export default function Activity({ entity, id }: About) {
  const { can } = useSession()
  return (
    <div className={styles.activity}>
      {can('documents.read') ? <RecordFiles entity={entity} id={id} /> : null}
      <Timeline entity={entity} id={id} />
    </div>
  )
}

function Timeline({ entity, id }: About) {
  const t = useTexts()
  const { can } = useSession()
  const items = useInfiniteQuery(pages('/api/v1/timeline', { query: { entity, entityId: id, limit: 20 } }))
  const add = useCommand(({ body, mentions }: { body: string; mentions: string[] }, key) =>
    api.POST('/api/v1/comments', {
      params: { header: { 'Idempotency-Key': key } },
      body: { entity, entityId: id, body, mentions },
    }),
  )
  const rows = items.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <Section title={t('timeline.title')}>
      {can('comments.comment.add') ? (
        <CommentBox
          entity={entity}
          entityId={id}
          submit={t('comment.add')}
          error={add.error}
          onSubmit={(body, mentions) => add.mutateAsync({ body, mentions })}
        />
      ) : null}
      <ErrorPanel error={items.error} onRetry={() => void items.refetch()} />
      {items.isPending ? <div className={styles.waiting} aria-busy="true" /> : null}
      <ol className={styles.list} aria-label={t('timeline.title')}>
        {rows.map((item) => (
          <li key={item.id} className={styles.item} data-kind={item.kind}>
            <span className={styles.mark} aria-hidden>
              {item.kind === 'comment' ? (
                <IconMessage size={14} stroke={1.75} />
              ) : (
                <IconPointFilled size={10} />
              )}
            </span>
            {item.kind === 'comment' ? (
              <Comment item={item} entity={entity} id={id} />
            ) : (
              <Happened item={item} entity={entity} />
            )}
          </li>
        ))}
      </ol>
      {items.hasNextPage ? (
        <Button
          variant="subtle"
          size="compact-sm"
          loading={items.isFetchingNextPage}
          onClick={() => void items.fetchNextPage()}
        >
          {t('timeline.earlier')}
        </Button>
      ) : null}
      {items.isFetchingNextPage ? <Loader className="visually-hidden" /> : null}
    </Section>
  )
}

function Happened({ item, entity }: { item: Item; entity: string }) {
  const language = useLanguage()
  const { t } = language
  const changes = useShownChanges()(entity, item.changes).slice(0, MOST_CHANGES)
  return (
    <div className={styles.content}>
      <p className={styles.line}>
        <span className={styles.who}>{actorName(t, item.actor)}</span>{' '}
        {eventText(language, item.operation ?? '')}{' '}
        <span className={styles.when}>
          <TimeText value={item.at} />
        </span>
      </p>
      {changes.length > 0 ? (
        <dl className={styles.changes}>
          {changes.map(({ field, name, from, to }) => (
            <div key={field}>
              <dt>{name}</dt>
              <dd>
                {from === undefined ? null : <del>{from}</del>} {to === undefined ? null : <ins>{to}</ins>}
              </dd>
            </div>
          ))}
        </dl>
      ) : null}
    </div>
  )
}

function Comment({ item, entity, id }: About & { item: Item }) {
  const t = useTexts()
  const [open, setOpen] = useState<'edit' | 'delete'>()
  const edit = useCommand(({ body, mentions }: { body: string; mentions: string[] }) =>
    api.PATCH('/api/v1/comments/{id}', {
      params: { path: { id: item.id } },
      body: { body, mentions, version: item.version ?? 1 },
    }),
  )
  const remove = useCommand(() => api.DELETE('/api/v1/comments/{id}', { params: { path: { id: item.id } } }))
  const mayEdit = item.actions?.edit.allowed === true
  const mayDelete = item.actions?.delete.allowed === true
  return (
    <div className={styles.content}>
      <div className={styles.head}>
        <p className={styles.line}>
          <span className={styles.who}>{actorName(t, item.actor)}</span>{' '}
          <span className={styles.when}>
            <TimeText value={item.at} />
            {item.editedAt && item.body !== null ? ` · ${t('comment.edited')}` : null}
          </span>
        </p>
        {mayEdit || mayDelete ? (
          <Menu>
            <Menu.Target>
              <ActionIcon size="sm" aria-label={t('comment.more', { name: item.actor })}>
                <IconDots size={16} stroke={1.75} />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              {mayEdit ? <Menu.Item onClick={() => setOpen('edit')}>{t('action.edit')}</Menu.Item> : null}
              {mayDelete ? (
                <Menu.Item onClick={() => setOpen('delete')}>{t('action.delete')}</Menu.Item>
              ) : null}
            </Menu.Dropdown>
          </Menu>
        ) : null}
      </div>
      {item.body === null ? (
        <p className={styles.gone}>{t('comment.deleted')}</p>
      ) : open === 'edit' ? (
        <CommentBox
          entity={entity}
          entityId={id}
          initial={{ body: item.body, mentions: item.mentions }}
          submit={t('action.save')}
          error={edit.error}
          onSubmit={async (body, mentions) => {
            await edit.mutateAsync({ body, mentions })
            setOpen(undefined)
          }}
          onCancel={() => setOpen(undefined)}
        />
      ) : (
        <MentionText text={item.body} mentions={item.mentions} />
      )}
      {open === 'delete' ? (
        <ConfirmDialog
          title={t('comment.delete')}
          text={t('comment.delete.text')}
          submit={t('action.delete')}
          danger
          onConfirm={async () => {
            await remove.mutateAsync(undefined)
            notify(t('done.deleted'))
          }}
          onClose={() => setOpen(undefined)}
        />
      ) : null}
    </div>
  )
}
