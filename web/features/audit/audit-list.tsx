import { Button, Popover } from '@mantine/core'
import { IconHistory, IconX } from '@tabler/icons-react'
import { getRouteApi } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { ItemOf } from '../../api/queries.ts'
import { actorName } from '../../kit/actor-name.ts'
import { EmptyState } from '../../kit/empty-state.tsx'
import { fieldText, valueText } from '../../kit/event-text.ts'
import { useFormat } from '../../kit/format.tsx'
import { ListScreen } from '../../kit/list/list-screen.tsx'
import { SearchField } from '../../kit/list-page.tsx'
import { SourceLink } from '../../kit/source-link.tsx'
import { parseSearch } from '../../search.ts'
import { useSession } from '../../session/session.tsx'
import { useTexts } from '../../texts/texts.tsx'
import styles from './audit-list.module.css'

type Row = ItemOf<'/api/v1/audit-records'>
const route = getRouteApi('/desk/audit')

export default function AuditList(): ReactNode {
  const t = useTexts()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const choose = (patch: typeof search) =>
    void navigate({ search: (before) => ({ ...before, ...patch }), replace: true })
  const { entity, entityId, operation, actor } = search
  return (
    <ListScreen<Row, typeof search>
      resource="audit.record"
      path="/audit-records"
      title={t('nav.audit')}
      search={search}
      onSearch={choose}
      onOpenView={(query) => void navigate({ search: parseSearch(query) })}
      query={{ entity, entityId, operation, actor }}
      columns={{
        operation: {
          header: t('audit.what'),
          grow: true,
          width: 320,
          cell: (row) => <What record={row} />,
        },
        label: {
          header: t('audit.record'),
          width: 260,
          cell: (row) => <SourceLink entity={row.entity} id={row.entityId} label={row.label ?? row.entity} />,
        },
        actorName: { header: t('audit.who'), width: 190, cell: (row) => actorName(t, row.actorName) },
        at: { header: t('audit.when'), align: 'end' },
        changes: { phone: 'hide', cell: (row) => <Shown record={row} /> },
      }}
      filters={
        <>
          <SearchField
            label={t('audit.byPerson')}
            value={actor}
            onChange={(name) => choose({ actor: name })}
          />
          {entity !== undefined || entityId !== undefined || operation !== undefined ? (
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
      empty={<EmptyState icon={<IconHistory size={32} stroke={1.25} />} title={t('list.nothing')} />}
    />
  )
}

const changesOf = (record: Row): Record<string, unknown> =>
  typeof record.changes === 'object' && record.changes !== null
    ? (record.changes as Record<string, unknown>)
    : {}

/** What was done, in words and by the name of the command; what it changed is shown beside it. */
function What({ record }: { record: Row }) {
  const t = useTexts()
  const changes = changesOf(record)
  return (
    <span className={styles.what}>
      <span className="mono">{record.operation}</span>
      {Object.keys(changes).length > 0 ? (
        <Popover position="bottom-start" width={360} trapFocus withRoles={false}>
          <Popover.Target>
            <button type="button" className={styles.toggle} aria-haspopup="dialog">
              {t('audit.showChanges')}
            </button>
          </Popover.Target>
          <Popover.Dropdown role="dialog" aria-label={t('audit.changesOf', { operation: record.operation })}>
            <Changes record={record} changes={changes} />
          </Popover.Dropdown>
        </Popover>
      ) : null}
    </span>
  )
}

function Changes({ record, changes }: { record: Row; changes: Record<string, unknown> }) {
  const t = useTexts()
  const format = useFormat()
  const { workshop } = useSession()
  const shown = (field: string, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value) && !('amount' in value)
      ? JSON.stringify(value)
      : valueText(t, record.entity, field, value, { currency: workshop.currency, money: format.money })
  return (
    <dl className={styles.changes} data-autofocus tabIndex={0}>
      {Object.entries(changes).map(([field, change]) => (
        <div key={field}>
          <dt>{fieldText(t, field)}</dt>
          <dd>
            {isChange(change) ? (
              <>
                {'from' in change ? <del>{shown(field, change.from)}</del> : null}{' '}
                {'to' in change ? <ins>{shown(field, change.to)}</ins> : null}
              </>
            ) : (
              shown(field, change)
            )}
          </dd>
        </div>
      ))}
    </dl>
  )
}

/** The fields that were changed, where somebody wants them as a column. */
function Shown({ record }: { record: Row }) {
  const t = useTexts()
  return Object.keys(changesOf(record))
    .map((field) => fieldText(t, field))
    .join(', ')
}

const isChange = (value: unknown): value is { from?: unknown; to?: unknown } =>
  typeof value === 'object' && value !== null && ('from' in value || 'to' in value)
