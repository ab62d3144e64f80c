import { type Answer, api, idempotent } from '../../api/client.ts'
import { useCommand } from '../../api/queries.ts'
import { CommandDialog } from '../../kit/command-dialog.tsx'
import type { Field } from '../../kit/form-fields.tsx'
import { typedValue } from '../../kit/list/editable.tsx'
import { useNaming } from '../../kit/list/labels.ts'
import type { Resource, ResourceField, Row } from '../../kit/list/resource.ts'
import { notify } from '../../kit/notify.tsx'
import { useTexts } from '../../texts/texts.tsx'

type Values = Record<string, string | boolean>
type Send = (path: string, init: object) => Promise<Answer<Row>>

/** Fields that a form can ask for: plain values. */
const isPlain = ({ type }: ResourceField): boolean => type !== 'json'

const KINDS = {
  text: 'text',
  paragraph: 'paragraph',
  integer: 'whole',
  decimal: 'decimal',
  money: 'decimal',
  day: 'day',
  moment: 'text',
  reference: 'text',
  tags: 'text',
  json: 'text',
} as const

/** Makes a record of a resource that has no form of its own, or changes one: the fields come from the server's description. */
export function RecordDialog(props: {
  resource: Resource
  record?: Row
  onClose(): void
  onSaved?(id: string): void
}) {
  const { resource, record } = props
  const t = useTexts()
  const naming = useNaming()
  const asked = resource.fields.filter((field) => isPlain(field) && (record ? field.update : field.create))
  const textOf = (field: ResourceField): string | boolean => {
    const value = record?.[field.name]
    if (field.type === 'boolean') return value === true
    if (value === null || value === undefined)
      return !field.nullable && field.type === 'enum' ? (field.values?.[0] ?? '') : ''
    return Array.isArray(value) ? value.join(', ') : String(value)
  }
  const initial: Values = Object.fromEntries(asked.map((field) => [field.name, textOf(field)]))
  const bodyOf = (values: Values) =>
    Object.fromEntries(
      asked.flatMap((field) => {
        const value = values[field.name]
        if (field.type === 'boolean') return [[field.name, value === true]]
        const text = String(value ?? '')
        if (record && text === initial[field.name]) return []
        if (field.type === 'tags')
          return [
            [
              field.name,
              text
                .split(',')
                .map((part) => part.trim())
                .filter(Boolean),
            ],
          ]
        const typed = typedValue(field, text)
        // Nothing where a value has to be is left out, so that the server says that it is missing, or takes its own.
        return typed === null && !field.nullable ? [] : [[field.name, typed]]
      }),
    )
  const save = useCommand((values: Values, key) => {
    const body = bodyOf(values)
    return record
      ? (api.PATCH as unknown as Send)(`/api/v1${resource.path}/{id}`, {
          params: { path: { id: record.id } },
          body: { ...body, ...(resource.versioned ? { version: record.version } : {}) },
        })
      : (api.POST as unknown as Send)(`/api/v1${resource.path}`, {
          params: { header: idempotent(key) },
          body,
        })
  })
  const fields = asked.map((field): Field<Values> => {
    const common = {
      name: field.name as never,
      label: naming.field(resource.name, field.name),
      required: field.required && field.type !== 'boolean',
    }
    if (field.type === 'boolean') return { kind: 'switch', ...common }
    if (field.type === 'enum')
      return {
        kind: 'select',
        half: true,
        ...common,
        ...(field.nullable ? { none: '–' } : {}),
        options: (field.values ?? []).map((value) => ({
          value,
          label: naming.value(resource.name, field.name, value),
        })),
      }
    const kind = field.name === resource.label ? 'code' : KINDS[field.type]
    return { kind, half: kind !== 'paragraph', ...common }
  })
  return (
    <CommandDialog
      large
      title={record ? t('record.edit') : `${naming.list(resource.name)}: ${t('record.new')}`}
      submit={record ? t('action.save') : t('record.create')}
      initial={initial}
      fields={fields}
      onSubmit={async (values) => {
        const saved = await save.mutateAsync(values)
        notify(t('done.saved'))
        props.onSaved?.(String(saved.id))
      }}
      onClose={props.onClose}
    />
  )
}
