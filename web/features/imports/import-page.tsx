import { Button, FileInput, NativeSelect, Radio, Stepper, Table } from '@mantine/core'
import { IconUpload } from '@tabler/icons-react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { type ReactNode, useEffect, useMemo, useState } from 'react'
import { type Answer, answerOf, api } from '../../api/client.ts'
import { type ApiProblem, toProblem } from '../../api/problem.ts'
import { read, useCommand } from '../../api/queries.ts'
import { actorName } from '../../kit/actor-name.ts'
import { ConfirmDialog } from '../../kit/command-dialog.tsx'
import { ErrorPanel } from '../../kit/error-panel.tsx'
import { TimeText } from '../../kit/format.tsx'
import { useNaming } from '../../kit/list/labels.ts'
import { listPlace } from '../../kit/list/list-place.ts'
import { type Resource, useResources } from '../../kit/list/resource.ts'
import { notify } from '../../kit/notify.tsx'
import { Page } from '../../kit/page.tsx'
import { BackMark } from '../../kit/record-page.tsx'
import { Section } from '../../kit/section.tsx'
import { StateBadge } from '../../kit/state-badge.tsx'
import { useTexts } from '../../texts/texts.tsx'
import { firstRows } from './first-rows.ts'
import { guessMapping, keepMapping, recalledMapping } from './guess-mapping.ts'
import styles from './import-page.module.css'

const route = getRouteApi('/desk/import/$list')

interface Report {
  rows: number
  created: number
  updated: number
  unchanged: number
  refused: number
  errors: { line: number; column: string; value: string; message: string }[]
  importId?: string | null
}
interface ReadTable {
  name: string
  csv: string
  bySheetRow: boolean
  header: string[]
  samples: string[][]
}
type Mode = 'all_or_nothing' | 'skip_errors'
type Send = (path: string, init: object) => Promise<Answer<Report>>

/** Reads a file into the records of a list: choose it, say what its columns are, see what would happen, do it, and take it back. */
export default function ImportPage(): ReactNode {
  const t = useTexts()
  const naming = useNaming()
  const { list } = route.useParams()
  const resource = useResources().data?.items.find(({ name }) => name === list)
  return (
    <Page
      title={t('import.of', { list: naming.list(list) })}
      above={
        <Link {...listPlace(list)}>
          <BackMark />
          {naming.list(list)}
        </Link>
      }
    >
      {resource?.may.import ? <Wizard key={list} resource={resource} /> : null}
      <Earlier list={list} />
    </Page>
  )
}

function Wizard({ resource }: { resource: Resource }) {
  const t = useTexts()
  const naming = useNaming()
  const client = useQueryClient()
  const [table, setTable] = useState<ReadTable>()
  const [mapping, setMapping] = useState<readonly string[]>([])
  const [mode, setMode] = useState<Mode>('all_or_nothing')
  const [checked, setChecked] = useState<Report>()
  const [done, setDone] = useState<Report>()
  const [error, setError] = useState<unknown>()
  const [isBusy, setBusy] = useState(false)
  const labelOf = useMemo(() => {
    const fields = new Map(resource.fields.map(({ name, column }) => [column ?? name, name]))
    return (column: string) => {
      const field = fields.get(column)
      return field === undefined ? column.replaceAll('_', ' ') : naming.field(resource.name, field)
    }
  }, [resource, naming])

  const working = async (work: () => Promise<void>) => {
    setBusy(true)
    setError(undefined)
    try {
      await work()
    } catch (thrown) {
      setError(thrown)
    } finally {
      setBusy(false)
    }
  }
  const take = (file: File | null) => {
    setChecked(undefined)
    setDone(undefined)
    setTable(undefined)
    if (!file) return
    void working(async () => {
      const isSheet = /\.xlsx$/i.test(file.name)
      const csv = isSheet ? await readSheet(file) : await file.text()
      const [header = [], ...samples] = firstRows(csv, 4)
      const columns = resource.importColumns.map(({ name }) => name)
      setTable({ name: file.name, csv, bySheetRow: isSheet, header, samples })
      setMapping(recalledMapping(resource.name, header, columns) ?? guessMapping(header, columns, labelOf))
    })
  }
  const missing = resource.importColumns
    .filter(({ name, required }) => required && !mapping.includes(name))
    .map(({ name }) => labelOf(name))
  const twice = mapping.find((column, at) => column !== '' && mapping.indexOf(column) !== at)

  const send = async (dryRun: boolean): Promise<Report> =>
    await answerOf(
      (api.POST as unknown as Send)(`/api/v1${resource.path}/import`, {
        body: {
          csv: table!.csv,
          mode,
          dryRun,
          bySheetRow: table!.bySheetRow,
          fileName: table!.name.slice(0, 200),
          mapping: Object.fromEntries(
            table!.header.map((name, at) => [name.toLowerCase(), mapping[at] ?? '']),
          ),
        },
      }),
    )
  const check = () =>
    void working(async () => {
      keepMapping(resource.name, table!.header, mapping)
      setChecked(await send(true))
    })
  const apply = () =>
    void working(async () => {
      const report = await send(false)
      setDone(report)
      setChecked(undefined)
      await client.invalidateQueries()
    })
  const step = done ? 3 : checked ? 2 : table ? 1 : 0
  return (
    <Section>
      <div className={styles.wizard}>
        <Stepper active={step} size="sm" allowNextStepsSelect={false} iconSize={28}>
          <Stepper.Step label={t('import.step.file')} />
          <Stepper.Step label={t('import.step.columns')} />
          <Stepper.Step label={t('import.step.check')} />
        </Stepper>
        <ErrorPanel error={error} />
        {done ? (
          <Done report={done} list={resource.name} onNext={() => take(null)} />
        ) : (
          <>
            <FileInput
              label={t('import.file')}
              description={t('import.file.hint')}
              placeholder={t('import.file.choose')}
              leftSection={<IconUpload size={16} aria-hidden />}
              accept=".csv,.xlsx,text/csv"
              clearable
              onChange={take}
            />
            {table ? (
              <Mapping
                table={table}
                resource={resource}
                mapping={mapping}
                labelOf={labelOf}
                onChange={(next) => {
                  setMapping(next)
                  setChecked(undefined)
                }}
              />
            ) : (
              <p className={styles.hint}>
                {t('import.columns.are', {
                  columns: resource.importColumns.map(({ name }) => labelOf(name)).join(', '),
                })}
              </p>
            )}
            {table && missing.length > 0 ? (
              <p className={styles.problem} role="alert">
                {t('import.missing', { columns: missing.join(', ') })}
              </p>
            ) : null}
            {twice ? (
              <p className={styles.problem} role="alert">
                {t('import.twice', { column: labelOf(twice) })}
              </p>
            ) : null}
            {checked && table ? <Checked report={checked} table={table} labelOf={labelOf} /> : null}
            {checked && checked.refused > 0 ? (
              <Radio.Group label={t('import.mode')} value={mode} onChange={(value) => setMode(value as Mode)}>
                <div className={styles.modes}>
                  <Radio value="all_or_nothing" label={t('import.mode.all')} />
                  <Radio value="skip_errors" label={t('import.mode.skip')} />
                </div>
              </Radio.Group>
            ) : null}
            <div className={styles.buttons}>
              {table ? (
                <Button
                  variant={checked ? 'default' : 'filled'}
                  disabled={missing.length > 0 || twice !== undefined}
                  loading={isBusy && !checked}
                  onClick={check}
                >
                  {checked ? t('import.checkAgain') : t('import.check')}
                </Button>
              ) : null}
              {checked ? (
                <Button
                  loading={isBusy}
                  disabled={
                    (checked.refused > 0 && mode === 'all_or_nothing') ||
                    checked.created + checked.updated === 0
                  }
                  onClick={apply}
                >
                  {t('import.apply')}
                </Button>
              ) : null}
            </div>
          </>
        )}
      </div>
    </Section>
  )
}

/** A workbook as CSV, which the server makes of it. */
async function readSheet(file: File): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer())
  let binary = ''
  for (let at = 0; at < bytes.length; at += 32_768)
    binary += String.fromCharCode(...bytes.subarray(at, at + 32_768))
  const { csv } = await answerOf(api.POST('/api/v1/imports/read-sheet', { body: { content: btoa(binary) } }))
  return csv
}

function Mapping(props: {
  table: ReadTable
  resource: Resource
  mapping: readonly string[]
  labelOf(column: string): string
  onChange(mapping: string[]): void
}) {
  const t = useTexts()
  const { table, resource, mapping, labelOf, onChange } = props
  const options = [
    { value: '', label: t('import.leaveOut') },
    ...resource.importColumns.map(({ name, required }) => ({
      value: name,
      label: required ? `${labelOf(name)} *` : labelOf(name),
    })),
  ]
  return (
    <div className={styles.scroll}>
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('import.inFile')}</Table.Th>
            <Table.Th>{t('import.example')}</Table.Th>
            <Table.Th>{t('import.means')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {table.header.map((name, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a file may have two columns of one name
            <Table.Tr key={at}>
              <Table.Td>{name}</Table.Td>
              <Table.Td className={styles.sample}>
                {table.samples
                  .map((row) => row[at])
                  .filter(Boolean)
                  .slice(0, 2)
                  .join(' · ')}
              </Table.Td>
              <Table.Td>
                <NativeSelect
                  aria-label={t('import.meaningOf', { column: name })}
                  value={mapping[at] ?? ''}
                  data={options}
                  onChange={(event) =>
                    onChange(
                      table.header.map((_, index) =>
                        index === at ? event.currentTarget.value : (mapping[index] ?? ''),
                      ),
                    )
                  }
                />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  )
}

/** What the file would do, and which rows are wrong. */
function Checked(props: { report: Report; table: ReadTable; labelOf(column: string): string }) {
  const t = useTexts()
  const { report, table, labelOf } = props
  return (
    <div role="status" className={styles.checked}>
      <Counts report={report} />
      {report.errors.length > 0 ? (
        <div className={styles.scroll}>
          <Table aria-label={t('import.wrong')}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t(table.bySheetRow ? 'import.row' : 'import.line')}</Table.Th>
                <Table.Th>{t('import.column')}</Table.Th>
                <Table.Th>{t('import.value')}</Table.Th>
                <Table.Th>{t('import.right')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {report.errors.slice(0, 200).map((error) => (
                <Table.Tr key={`${error.line} ${error.column} ${error.message}`}>
                  <Table.Td className="numbers">{error.line}</Table.Td>
                  <Table.Td>{labelOf(error.column)}</Table.Td>
                  <Table.Td>{error.value}</Table.Td>
                  <Table.Td>{error.message}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </div>
      ) : null}
    </div>
  )
}

function Counts({ report }: { report: Report }) {
  const t = useTexts()
  return (
    <p className={styles.counts}>
      <StateBadge tone="good">{t.count('import.created', report.created)}</StateBadge>
      <StateBadge tone="info">{t.count('import.updated', report.updated)}</StateBadge>
      <StateBadge tone="plain">{t.count('import.unchanged', report.unchanged)}</StateBadge>
      {report.refused > 0 ? (
        <StateBadge tone="bad">{t.count('import.refused', report.refused)}</StateBadge>
      ) : null}
    </p>
  )
}

function Done(props: { report: Report; list: string; onNext(): void }) {
  const t = useTexts()
  return (
    <div className={styles.checked}>
      <p role="status" className={styles.done}>
        {t('import.done')}
      </p>
      <Counts report={props.report} />
      <div className={styles.buttons}>
        {props.report.importId ? <Undo id={props.report.importId} list={props.list} /> : null}
        <Button variant="default" onClick={props.onNext}>
          {t('import.another')}
        </Button>
        <Button renderRoot={(root) => <Link {...listPlace(props.list)} {...root} />}>
          {t('import.toList')}
        </Button>
      </div>
    </div>
  )
}

function Undo(props: { id: string; list: string }) {
  const t = useTexts()
  const [isOpen, setOpen] = useState(false)
  const [told, setTold] = useState<{ undone: number; kept: number }>()
  const undo = useCommand(() => api.POST('/api/v1/imports/{id}/undo', { params: { path: { id: props.id } } }))
  if (told) return <span role="status">{t('import.undone', told)}</span>
  return (
    <>
      <Button variant="default" onClick={() => setOpen(true)}>
        {t('import.undo')}
      </Button>
      {isOpen ? (
        <ConfirmDialog
          title={t('import.undo')}
          text={t('import.undo.text')}
          submit={t('import.undo')}
          danger
          onConfirm={async () => {
            const { undone, kept } = await undo.mutateAsync(undefined)
            setTold({ undone, kept })
            notify(t('import.undone', { undone, kept }))
          }}
          onClose={() => setOpen(false)}
        />
      ) : null}
    </>
  )
}

/** What was imported before, each of which can be taken back. */
function Earlier({ list }: { list: string }) {
  const t = useTexts()
  const imports = useQuery({ ...read('/api/v1/imports', { query: { list, limit: 20 } }), retry: false })
  const [problem, setProblem] = useState<ApiProblem>()
  useEffect(() => {
    if (imports.error) setProblem(toProblem(imports.error))
  }, [imports.error])
  const items = imports.data?.items ?? []
  if (problem?.document.status === 403 || items.length === 0) return null
  return (
    <Section title={t('import.earlier')} flush>
      <div className={styles.scroll}>
        <Table aria-label={t('import.earlier')}>
          <Table.Tbody>
            {items.map((item) => (
              <Table.Tr key={item.id}>
                <Table.Td>{item.fileName ?? '–'}</Table.Td>
                <Table.Td>
                  <TimeText value={item.at} />
                </Table.Td>
                <Table.Td>{actorName(t, item.byName)}</Table.Td>
                <Table.Td>
                  {t.count('import.created', item.created)} · {t.count('import.updated', item.updated)}
                </Table.Td>
                <Table.Td style={{ textAlign: 'end' }}>
                  {item.undoneAt ? (
                    t('import.takenBack', { count: item.undone ?? 0 })
                  ) : (
                    <Undo id={item.id} list={list} />
                  )}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </div>
    </Section>
  )
}
