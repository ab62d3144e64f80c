import { Button } from '@mantine/core'
import { IconHistory, IconX } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { type ItemOf, pages } from '../../api/queries.ts'
import { actorName } from '../../kit/actor-name.ts'
import type { Column } from '../../kit/data-table.tsx'
import { EmptyState } from '../../kit/empty-state.tsx'
import { TimeText } from '../../kit/format.tsx'
import { ListPage, SearchField } from '../../kit/list-page.tsx'
import { SourceLink } from '../../kit/source-link.tsx'
import { useTexts } from '../../texts/texts.tsx'
import styles from './audit-list.module.css'

type Row = ItemOf<'/api/v1/audit-records'>
const route = getRouteApi('/desk/audit')

export default function AuditList(): ReactNode {
  const t = useTexts()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const records = useInfiniteQuery(pages('/api/v1/audit-records', { query: search }))
  const choose = (patch: typeof search) =>
    void navigate({ search: (before) => ({ ...before, ...patch }), replace: true })
  const columns: Column<Row>[] = [
    { key: 'operation', header: t('audit.what'), grow: true, cell: (row) => <What record={row} /> },
    {
      key: 'record',
      header: t('audit.record'),
      cell: (row) => <SourceLink entity={row.entity} id={row.entityId} label={row.label ?? row.entity} />,
    },
    { key: 'actor', header: t('audit.who'), cell: (row) => actorName(t, row.actorName) },
    { key: 'at', header: t('audit.when'), align: 'end', cell: (row) => <TimeText value={row.at} /> },
  ]
  return (
    <ListPage
      title={t('nav.audit')}
      label={t('nav.audit')}
      columns={columns}
      query={records}
      filters={
        <>
          <SearchField
            label={t('audit.byPerson')}
            value={search.actor}
            onChange={(actor) => choose({ actor })}
          />
          {search.entity !== undefined || search.entityId !== undefined || search.operation !== undefined ? (
            <Button
              variant="default"
              rightSection={<IconX size={14} aria-hidden />}
              onClick={() => choose({ entity: undefined, entityId: undefined, operation: undefined })}
            >
              {t('audit.oneRecord')}
            </Button>
          ) : null}
        </>
      }
      empty={
        <EmptyState
          icon={<IconHistory size={32} stroke={1.25} />}
          title={t('list.nothing')}
          text={t('list.nothing.text')}
        />
      }
    />
  )
}

/** What was done, by the name of the command; what it changed opens below. */
function What({ record }: { record: Row }) {
  const t = useTexts()
  const [isOpen, setOpen] = useState(false)
  const hasChanges =
    typeof record.changes === 'object' && record.changes !== null && Object.keys(record.changes).length > 0
  return (
    <div>
      <span className="mono">{record.operation}</span>
      {hasChanges ? (
        <button
          type="button"
          className={styles.toggle}
          aria-expanded={isOpen}
          onClick={() => setOpen(!isOpen)}
        >
          {t(isOpen ? 'audit.hideChanges' : 'audit.showChanges')}
        </button>
      ) : null}
      {isOpen ? <Changes changes={record.changes as Record<string, unknown>} /> : null}
    </div>
  )
}

function Changes({ changes }: { changes: Record<string, unknown> }) {
  return (
    <dl className={styles.changes}>
      {Object.entries(changes).map(([field, change]) => (
        <div key={field}>
          <dt>{field}</dt>
          <dd>{isChange(change) ? `${shown(change.from)} → ${shown(change.to)}` : shown(change)}</dd>
        </div>
      ))}
    </dl>
  )
}

const isChange = (value: unknown): value is { from?: unknown; to?: unknown } =>
  typeof value === 'object' && value !== null && ('from' in value || 'to' in value)

const shown = (value: unknown): string => {
  if (value === undefined || value === null || value === '') return '–'
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}
