import { queryOptions, useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { type Answer, answerOf, api } from '../../api/client.ts'
import type { ApiProblem } from '../../api/problem.ts'
import { keyOf, useCommand } from '../../api/queries.ts'
import { ActionMenu } from '../../kit/action-menu.tsx'
import { ConfirmDialog } from '../../kit/command-dialog.tsx'
import { Cell } from '../../kit/list/cell.tsx'
import { useNaming } from '../../kit/list/labels.ts'
import { listPlace } from '../../kit/list/list-place.ts'
import { labelOf, type Resource, type Row, useResources } from '../../kit/list/resource.ts'
import { RestoreButton } from '../../kit/list/restore-button.tsx'
import { EditButton } from '../../kit/new-button.tsx'
import { notify } from '../../kit/notify.tsx'
import { BackMark, Fact, Facts, RecordPage } from '../../kit/record-page.tsx'
import { Section } from '../../kit/section.tsx'
import { StateBadge } from '../../kit/state-badge.tsx'
import { useTexts } from '../../texts/texts.tsx'
import { RecordDialog } from './record-dialog.tsx'

const route = getRouteApi('/desk/records/$list/$id')
type Send = (path: string, init: object) => Promise<Answer<Row>>

const recordQuery = (resource: Resource | undefined, id: string) =>
  queryOptions<Row, ApiProblem>({
    queryKey: keyOf(`/api/v1${resource?.path ?? ''}/{id}`, { path: { id } }),
    enabled: resource !== undefined,
    queryFn: ({ signal }) =>
      answerOf<Row>(
        (api.GET as unknown as Send)(`/api/v1${resource!.path}/{id}`, { params: { path: { id } }, signal }),
      ),
  })

/** A record of a resource that has no page of its own. */
export default function PlainRecordPage(): ReactNode {
  const t = useTexts()
  const naming = useNaming()
  const { list, id } = route.useParams()
  const resource = useResources().data?.items.find(({ name }) => name === list)
  const record = useQuery(recordQuery(resource, id))
  return (
    <RecordPage
      query={record}
      {...(resource ? { activity: { entity: resource.entity, id } } : {})}
      back={
        <Link {...listPlace(list)}>
          <BackMark />
          {naming.list(list)}
        </Link>
      }
      title={(row) => (resource ? String(row.name ?? labelOf(resource, row)) : '')}
      badge={(row) => (row.deletedAt ? <StateBadge tone="bad">{t('record.deleted')}</StateBadge> : null)}
      below={(row) => (resource ? <span className="mono">{labelOf(resource, row)}</span> : null)}
      actions={(row) => (resource ? <Actions resource={resource} record={row} /> : null)}
    >
      {(row) => (
        <Section title={t('record.facts')}>
          <Facts>
            {resource?.fields.map((field) => (
              <Fact
                key={field.name}
                name={naming.field(list, field.name)}
                wide={field.type === 'paragraph' && Boolean(row[field.name])}
              >
                <Cell resource={resource} field={field} row={row} />
              </Fact>
            ))}
          </Facts>
        </Section>
      )}
    </RecordPage>
  )
}

function Actions({ resource, record }: { resource: Resource; record: Row }) {
  const t = useTexts()
  const navigate = route.useNavigate()
  const [open, setOpen] = useState<'edit' | 'delete'>()
  const params = { params: { path: { id: record.id } } }
  const remove = useCommand(() => (api.DELETE as unknown as Send)(`/api/v1${resource.path}/{id}`, params))
  const isDeleted = Boolean(record.deletedAt)
  return (
    <>
      {isDeleted && resource.may.restore ? (
        <RestoreButton path={resource.path} id={String(record.id)} />
      ) : null}
      {!isDeleted && resource.may.update ? (
        <EditButton label={t('action.edit')} onClick={() => setOpen('edit')} />
      ) : null}
      {!isDeleted && resource.deletable && resource.may.delete ? (
        <ActionMenu
          label={t('action.more')}
          actions={[
            {
              key: 'delete',
              label: t('action.delete'),
              action: { allowed: true },
              danger: true,
              onClick: () => setOpen('delete'),
            },
          ]}
        />
      ) : null}
      {/* A form that is open stays open where somebody else deletes the record: what was typed is not lost. */}
      {open === 'edit' ? (
        <RecordDialog resource={resource} record={record} onClose={() => setOpen(undefined)} />
      ) : null}
      {open === 'delete' ? (
        <ConfirmDialog
          title={t('record.delete', { name: labelOf(resource, record) })}
          text={t('record.delete.text')}
          submit={t('action.delete')}
          danger
          onConfirm={async () => {
            await remove.mutateAsync(undefined)
            notify(t('done.deleted'))
            void navigate(listPlace(resource.name))
          }}
          onClose={() => setOpen(undefined)}
        />
      ) : null}
    </>
  )
}
