import { Button, Checkbox, Modal, NativeSelect, Progress, Textarea } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useRef, useState } from 'react'
import { newId } from '../../../shared/ids.ts'
import { answerOf, api, idempotent } from '../../api/client.ts'
import { LABELS_OF } from '../../features/labels/label-texts.ts'
import { PrintLabelsButton } from '../../features/labels/print-labels-button.tsx'
import { useTexts } from '../../texts/texts.tsx'
import { ErrorPanel } from '../error-panel.tsx'
import { useNaming } from './labels.ts'
import styles from './list-tools.module.css'
import type { Resource } from './resource.ts'

type Bulk = Resource['bulk'][number]
type Answer = {
  outcomes: { id: string; ok: boolean; code?: string; message?: string }[]
  done: number
  refused: number
  next: string | null
}
/** As many as the server takes in one request. */
const AT_ONCE = 100
/** So many refusals are told one by one. */
const TOLD = 200

/** What can be done with the chosen rows, or with all that the list finds. */
export function BulkBar(props: {
  resource: Resource
  ids: ReadonlySet<string>
  /** Undefined: not all that match, but the chosen ones. */
  matching: Readonly<Record<string, string>> | undefined
  mayMatchAll: boolean
  isDeletedOnes: boolean
  nameOf(id: string): string
  onMatchAll(): void
  onClear(): void
}) {
  const t = useTexts()
  const naming = useNaming()
  const [open, setOpen] = useState<Bulk>()
  const { resource, ids, matching } = props
  const labels = LABELS_OF[resource.name]
  if (ids.size === 0 && !matching) return null
  const offered = resource.bulk.filter(({ operation }) => {
    const verb = operation.split('.').at(-1)
    return verb === 'restore' ? props.isDeletedOnes : !props.isDeletedOnes
  })
  return (
    <section className={styles.bar} aria-label={t('bulk.title')}>
      <span role="status">{matching ? t('bulk.all') : t.count('bulk.chosen', ids.size)}</span>
      {props.mayMatchAll && !matching ? (
        <Button size="compact-sm" variant="subtle" onClick={props.onMatchAll}>
          {t('bulk.matchAll')}
        </Button>
      ) : null}
      {offered.map((bulk) => (
        <Button key={bulk.operation} size="compact-sm" variant="default" onClick={() => setOpen(bulk)}>
          {naming.verb(bulk.operation)}
        </Button>
      ))}
      {labels && !matching ? <PrintLabelsButton kind={labels} ids={[...ids]} size="compact-sm" /> : null}
      <Button size="compact-sm" variant="subtle" onClick={props.onClear}>
        {t('bulk.clear')}
      </Button>
      {open ? (
        <BulkDialog
          bulk={open}
          list={resource.name}
          ids={[...ids]}
          matching={matching}
          nameOf={props.nameOf}
          onClose={(isDone) => {
            setOpen(undefined)
            if (isDone) props.onClear()
          }}
        />
      ) : null}
    </section>
  )
}

interface Told {
  done: number
  refused: { id: string; message: string }[]
  refusedCount: number
  isOver: boolean
}

function BulkDialog(props: {
  bulk: Bulk
  list: string
  ids: string[]
  matching: Readonly<Record<string, string>> | undefined
  nameOf(id: string): string
  onClose(isDone: boolean): void
}) {
  const { bulk, ids, matching } = props
  const t = useTexts()
  const naming = useNaming()
  const client = useQueryClient()
  const [values, setValues] = useState<Record<string, string | boolean>>({})
  const [error, setError] = useState<unknown>()
  const [told, setTold] = useState<Told>()
  const isRunning = told !== undefined && !told.isOver && error === undefined
  const stopped = useRef(false)
  // One key for what is meant: after a lost answer the same records are sent under the same key and count once.
  const key = useRef(newId())
  const title = matching
    ? t('bulk.doAll', { verb: naming.verb(bulk.operation) })
    : t('bulk.do', { verb: naming.verb(bulk.operation), count: ids.length })

  const run = async (event: FormEvent) => {
    event.preventDefault()
    if (isRunning) return
    setError(undefined)
    stopped.current = false
    const input = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ''))
    const sum: Told = { done: 0, refused: [], refusedCount: 0, isOver: false }
    setTold({ ...sum })
    try {
      let after: string | undefined
      for (let n = 0; ; n++) {
        const some = ids.slice(n * AT_ONCE, (n + 1) * AT_ONCE)
        if (!matching && some.length === 0) break
        const answer = (await answerOf(
          api.POST('/api/v1/bulk', {
            params: { header: idempotent(`${key.current}-${n}`) },
            body: {
              operation: bulk.operation,
              input,
              ...(matching ? { matching, ...(after ? { after } : {}) } : { ids: some }),
            },
          }),
        )) as Answer
        sum.done += answer.done
        sum.refusedCount += answer.refused
        for (const { id, ok, message } of answer.outcomes)
          if (!ok && sum.refused.length < TOLD) sum.refused.push({ id, message: message ?? '' })
        setTold({ ...sum })
        if (matching && answer.next === null) break
        after = answer.next ?? undefined
        if (stopped.current) break
      }
      setTold({ ...sum, isOver: true })
      key.current = newId()
    } catch (thrown) {
      setError(thrown)
    }
    await client.invalidateQueries()
  }
  const close = () => {
    stopped.current = true
    props.onClose(told !== undefined && (told.isOver || told.done > 0))
  }
  return (
    <Modal
      opened
      onClose={close}
      title={title}
      size="30rem"
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      <form onSubmit={(event) => void run(event)} style={{ display: 'grid', gap: '0.75rem' }}>
        <ErrorPanel error={error} />
        {told ? (
          <Outcome told={told} total={matching ? undefined : ids.length} nameOf={props.nameOf} />
        ) : (
          <>
            {matching ? <p style={{ margin: 0 }}>{t('bulk.all.text')}</p> : null}
            {bulk.input.map((field) => (
              <BulkField
                key={field.name}
                field={field}
                label={field.name === 'reason' ? t('form.reason') : naming.field(props.list, field.name)}
                valueText={(value) => naming.value(props.list, field.name, value)}
                value={values[field.name] ?? ''}
                onChange={(value) => setValues({ ...values, [field.name]: value })}
              />
            ))}
          </>
        )}
        <div style={{ display: 'flex', gap: '0.5rem', justifyContent: 'flex-end' }}>
          <Button variant="default" onClick={close}>
            {isRunning ? t('bulk.stop') : told?.isOver ? t('action.close') : t('action.cancel')}
          </Button>
          {told?.isOver ? null : (
            <Button
              type="submit"
              loading={isRunning}
              {...(bulk.input.length === 0 ? { 'data-autofocus': true } : {})}
            >
              {error === undefined ? naming.verb(bulk.operation) : t('action.retry')}
            </Button>
          )}
        </div>
      </form>
    </Modal>
  )
}

function BulkField(props: {
  field: Bulk['input'][number]
  label: string
  /** What one of a few is called. */
  valueText(value: string): string
  value: string | boolean
  onChange(value: string | boolean): void
}) {
  const { field, label, value, onChange } = props
  const t = useTexts()
  if (field.type === 'boolean')
    return (
      <Checkbox
        label={label}
        checked={value === true}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
    )
  if (field.type === 'enum')
    return (
      <NativeSelect
        label={label}
        required={field.required}
        value={String(value)}
        data={[
          { value: '', label: t('filter.choose') },
          ...(field.values ?? []).map((one) => ({ value: one, label: props.valueText(one) })),
        ]}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    )
  return (
    <Textarea
      label={label}
      required={field.required}
      autosize
      value={String(value)}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
}

function Outcome(props: { told: Told; total: number | undefined; nameOf(id: string): string }) {
  const t = useTexts()
  const { told, total } = props
  return (
    <div role="status" style={{ display: 'grid', gap: '0.5rem' }}>
      {told.isOver || total === undefined ? null : (
        <Progress value={(100 * (told.done + told.refusedCount)) / total} aria-label={t('bulk.progress')} />
      )}
      <p style={{ margin: 0 }}>
        {t.count('bulk.done', told.done)}
        {told.refusedCount > 0 ? ` · ${t.count('bulk.refused', told.refusedCount)}` : ''}
      </p>
      {told.refused.length > 0 ? (
        <ul className={styles.outcomes}>
          {told.refused.map(({ id, message }) => (
            <li key={id}>
              <strong>{props.nameOf(id)}</strong> {message}
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  )
}
