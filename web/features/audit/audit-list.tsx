import { Button, Popover } from '@mantine/core'
import { IconHistory, IconX } from '@tabler/icons-react'
import { getRouteApi } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { ItemOf } from '../../api/queries.ts'
import { actorName } from '../../kit/actor-name.ts'
import { type ShownChange, useShownChanges } from '../../kit/changed-fields.ts'
import { EmptyState } from '../../kit/empty-state.tsx'
import { eventTitle } from '../../kit/event-text.ts'
import { ListScreen } from '../../kit/list/list-screen.tsx'
import { SearchField } from '../../kit/list-page.tsx'
import { SourceLink } from '../../kit/source-link.tsx'
import { sourceWord } from '../../kit/source-name.ts'
import { parseSearch } from '../../search.ts'
import { type Language, useLanguage, useTexts } from '../../texts/texts.tsx'
import { type Alert, DETECTORS } from '../vigilance/vigilance-texts.ts'
import styles from './audit-list.module.css'

type Row = ItemOf<'/api/v1/audit-records'>
const route = getRouteApi('/desk/audit')
const MANY = 'lists.bulk.run'

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
          cell: (row) => <OfWhat record={row} />,
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

/** The record that it was done to, by its label or else by its kind. */
function OfWhat({ record }: { record: Row }) {
  const language = useLanguage()
  const { entity, entityId } = record
  const shown = labelOf(language, record) ?? sourceWord(language.t, entity)
  if (shown === undefined) return <span className={styles.nothing}>–</span>
  return <SourceLink entity={entity} id={entityId} label={shown} />
}

/** Some labels are names that the program has: of the command that was given for many records, of what is odd about scans. */
function labelOf(language: Language, { operation, entity, label }: Row): string | undefined {
  if (label === null) return undefined
  if (operation === MANY) return eventTitle(language, label)
  if (entity === 'scan_alert' && Object.hasOwn(DETECTORS, label))
    return language.t(DETECTORS[label as Alert['detector']].text)
  return label
}

/** What was done, in words; the name of the command is its title, and stands with what it changed. */
function What({ record }: { record: Row }) {
  const language = useLanguage()
  const { t } = language
  const changes = useShownChanges()(record.entity, record.changes)
  const what = eventTitle(language, record.operation)
  return (
    <span className={styles.what}>
      <span title={record.operation}>{what}</span>
      {changes.length > 0 ? (
        <Popover position="bottom-start" width={360} trapFocus withRoles={false}>
          <Popover.Target>
            <button type="button" className={styles.toggle} aria-haspopup="dialog">
              {t('audit.showChanges')}
            </button>
          </Popover.Target>
          <Popover.Dropdown role="dialog" aria-label={t('audit.changesOf', { operation: what })}>
            <Changes changes={changes} />
            <p className={`mono ${styles.command}`}>{record.operation}</p>
          </Popover.Dropdown>
        </Popover>
      ) : null}
    </span>
  )
}

function Changes({ changes }: { changes: readonly ShownChange[] }) {
  return (
    <dl className={styles.changes} data-autofocus tabIndex={0}>
      {changes.map(({ field, name, from, to }) => (
        <div key={field}>
          <dt>{name}</dt>
          <dd>
            {from === undefined ? null : <del>{from}</del>} {to === undefined ? null : <ins>{to}</ins>}
          </dd>
        </div>
      ))}
    </dl>
  )
}

/** The fields that were changed, where somebody wants them as a column. */
function Shown({ record }: { record: Row }) {
  return useShownChanges()(record.entity, record.changes)
    .map(({ name }) => name)
    .join(', ')
}
