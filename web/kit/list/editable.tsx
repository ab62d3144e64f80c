import { NativeSelect, TextInput } from '@mantine/core'
import { IconPencil } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useRef, useState } from 'react'
import { type Answer, answerOf, api } from '../../api/client.ts'
import { type ApiProblem, toProblem } from '../../api/problem.ts'
import { useTexts } from '../../texts/texts.tsx'
import { problemTexts } from '../error-panel.tsx'
import { notify } from '../notify.tsx'
import styles from './editable.module.css'
import { useNaming } from './labels.ts'
import { type Resource, type ResourceField, valueAt } from './resource.ts'
import { type RowData, rowsKey } from './use-rows.ts'

/** Types that can be changed where they stand: one value, no choice that needs a search. */
const TYPES = new Set<ResourceField['type']>(['text', 'decimal', 'integer', 'boolean', 'enum', 'day'])

/** Whether a field may be changed in the list itself. */
export const isEditable = (resource: Resource, field: ResourceField): boolean =>
  resource.versioned &&
  resource.may.update &&
  field.update &&
  TYPES.has(field.type) &&
  !field.name.includes('.')

type Patch = (path: string, init: object) => Promise<Answer<Record<string, unknown>>>

/** A value of a row that becomes a field when one clicks its pencil. The row's version goes along: who was faster is told. */
export function Editable(props: {
  resource: Resource
  field: ResourceField
  row: object
  /** The list that is shown, so that its row can be changed at once. */
  query: Readonly<Record<string, string | undefined>>
  children: ReactNode
}) {
  const { resource, field, row, children } = props
  const t = useTexts()
  const naming = useNaming()
  const [isOpen, setOpen] = useState(false)
  const label = naming.field(resource.name, field.name)
  if (!isOpen) {
    return (
      <span className={styles.shown}>
        <span className={styles.value}>{children}</span>
        <button
          type="button"
          className={styles.pencil}
          tabIndex={-1}
          aria-label={t('list.editField', { field: label })}
          onClick={() => setOpen(true)}
        >
          <IconPencil size={14} stroke={1.75} aria-hidden />
        </button>
      </span>
    )
  }
  return <Editor {...props} label={label} before={valueAt(row, field.name)} onClose={() => setOpen(false)} />
}

function Editor(props: {
  resource: Resource
  field: ResourceField
  row: object
  query: Readonly<Record<string, string | undefined>>
  label: string
  before: unknown
  onClose(): void
}) {
  const { resource, field, row, before, onClose } = props
  const t = useTexts()
  const naming = useNaming()
  const say = (problem: ApiProblem) => problemTexts(t, problem).title
  const client = useQueryClient()
  const [text, setText] = useState(before === null || before === undefined ? '' : String(before))
  const [error, setError] = useState<string>()
  const [isBusy, setBusy] = useState(false)
  // Enter and the loss of the focus that follows are one wish.
  const isSent = useRef(false)
  const key = rowsKey(`/api/v1${resource.path}`, props.query)
  const id = String(valueAt(row, 'id'))
  const show = (change: object) =>
    client.setQueryData<RowData<object>>(key, (data) =>
      data === undefined
        ? data
        : {
            ...data,
            pages: data.pages.map((page) => ({
              ...page,
              items: page.items.map((item) => (valueAt(item, 'id') === id ? { ...item, ...change } : item)),
            })),
          },
    )
  const save = async (next: string) => {
    if (isSent.current) return
    const value = typedValue(field, next)
    if (value === before || (value === null && before === undefined)) return onClose()
    isSent.current = true
    setBusy(true)
    show({ [field.name]: value })
    try {
      const patch = api.PATCH as unknown as Patch
      const saved = await answerOf(
        patch(`/api/v1${resource.path}/{id}`, {
          params: { path: { id } },
          body: { [field.name]: value, version: valueAt(row, 'version') },
        }),
      )
      show(saved ?? {})
      onClose()
    } catch (thrown) {
      show({ [field.name]: before })
      const problem = toProblem(thrown)
      if (problem.document.status === 409) {
        notify(say(problem))
        onClose()
        await client.invalidateQueries()
      } else setError(problem.fields[field.name] ?? say(problem))
    } finally {
      isSent.current = false
      setBusy(false)
    }
  }
  const shared = {
    'aria-label': props.label,
    size: 'xs' as const,
    className: styles.editor,
    error: error !== undefined,
    title: error,
    autoFocus: true,
    disabled: isBusy,
    onKeyDown: (event: React.KeyboardEvent) => {
      event.stopPropagation()
      if (event.key === 'Escape') onClose()
      if (event.key === 'Enter') void save((event.currentTarget as HTMLInputElement).value)
    },
  }
  if (field.type === 'boolean' || field.type === 'enum') {
    const options =
      field.type === 'boolean'
        ? [
            { value: 'true', label: t('value.yes') },
            { value: 'false', label: t('value.no') },
          ]
        : (field.values ?? []).map((value) => ({
            value,
            label: naming.value(resource.name, field.name, value),
          }))
    return (
      <NativeSelect
        {...shared}
        value={text}
        data={field.nullable ? [{ value: '', label: '–' }, ...options] : options}
        onChange={(event) => {
          setText(event.currentTarget.value)
          void save(event.currentTarget.value)
        }}
        onBlur={onClose}
      />
    )
  }
  return (
    <TextInput
      {...shared}
      type={field.type === 'day' ? 'date' : 'text'}
      inputMode={field.type === 'decimal' ? 'decimal' : field.type === 'integer' ? 'numeric' : undefined}
      value={text}
      onFocus={(event) => event.currentTarget.select()}
      onChange={(event) => setText(event.currentTarget.value)}
      onBlur={() => void save(text)}
    />
  )
}

/** What was typed, as the API takes it. */
export function typedValue(field: ResourceField, text: string): unknown {
  const typed = text.trim()
  if (field.type === 'boolean') return typed === 'true'
  if (typed === '') return null
  return field.type === 'integer' && /^-?\d{1,15}$/.test(typed) ? Number(typed) : typed
}
