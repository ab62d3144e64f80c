import { ActionIcon, Button, Checkbox, NativeSelect, Popover, TextInput } from '@mantine/core'
import { IconFilter, IconPlus, IconTrash, IconX } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { type PlainKey, useTexts } from '../../texts/texts.tsx'
import { useFormat } from '../format.tsx'
import { useNaming } from './labels.ts'
import styles from './list-tools.module.css'
import type { Resource, ResourceField } from './resource.ts'
import { type Condition, readWhere, writeWhere } from './where.ts'

type Operator = ResourceField['operators'][number]

const OPERATOR_TEXTS = {
  is: 'filter.is',
  not: 'filter.not',
  in: 'filter.in',
  starts: 'filter.starts',
  gte: 'filter.gte',
  lte: 'filter.lte',
  empty: 'filter.empty',
  filled: 'filter.filled',
} as const satisfies Record<Operator, PlainKey>
const TIME_TEXTS = { gte: 'filter.since', lte: 'filter.until', is: 'filter.on' } as const
const textOf = (field: ResourceField, operator: Operator): PlainKey =>
  (field.type === 'day' || field.type === 'moment') && operator in TIME_TEXTS
    ? TIME_TEXTS[operator as keyof typeof TIME_TEXTS]
    : OPERATOR_TEXTS[operator]

const needsValue = (operator: string): boolean => operator !== 'empty' && operator !== 'filled'
/** Whether a condition can be asked: with its value, where it needs one. */
const isWhole = ({ field, operator, value }: Condition): boolean =>
  field !== '' && operator !== '' && (!needsValue(operator) || value !== '')

/** Fields that a person can put a condition on; an id is chosen on the record that it belongs to. */
export const filterFields = (resource: Resource): ResourceField[] =>
  resource.fields.filter((field) => field.operators.length > 0 && field.type !== 'reference')

interface Props {
  resource: Resource
  where: string | undefined
  onChange(where: string | undefined): void
  /** What a value of a field is called, where the page knows better. */
  valueText?: ((field: string, value: string) => string | undefined) | undefined
}

/** Builds conditions: field, operator, value. Each takes effect as soon as it is whole. */
export function FilterMenu({ resource, where, onChange, valueText }: Props) {
  const t = useTexts()
  const naming = useNaming()
  const fields = filterFields(resource)
  const [rows, setRows] = useState<Condition[]>(() => readWhere(where))
  const [isOpen, setOpen] = useState(false)
  // Back and forward, and views, change the conditions from outside.
  useEffect(() => {
    setRows((current) => (writeWhere(current.filter(isWhole)) === where ? current : readWhere(where)))
  }, [where])
  if (fields.length === 0) return null
  const set = (next: Condition[]) => {
    setRows(next)
    const written = writeWhere(next.filter(isWhole))
    if (written !== where) onChange(written)
  }
  const fresh = (): Condition => ({ field: fields[0]!.name, operator: fields[0]!.operators[0]!, value: '' })
  return (
    <Popover
      opened={isOpen}
      onChange={setOpen}
      position="bottom-start"
      width="min(36rem, calc(100vw - 2rem))"
      trapFocus
      withRoles={false}
    >
      <Popover.Target>
        <Button
          variant="default"
          leftSection={<IconFilter size={16} stroke={1.75} aria-hidden />}
          aria-expanded={isOpen}
          onClick={() => {
            setRows((current) => (current.length === 0 ? [fresh()] : current))
            setOpen(!isOpen)
          }}
        >
          {t('filter.title')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown role="dialog" aria-label={t('filter.title')}>
        <div className={styles.conditions}>
          {rows.map((row, index) => {
            const field = fields.find(({ name }) => name === row.field)
            if (!field) return null
            const change = (patch: Partial<Condition>) =>
              set(rows.map((other, at) => (at === index ? { ...other, ...patch } : other)))
            return (
              // biome-ignore lint/suspicious/noArrayIndexKey: a condition has nothing else that stays
              <div key={index} className={styles.condition}>
                <NativeSelect
                  aria-label={t('filter.field')}
                  value={row.field}
                  onChange={(event) => {
                    const next = fields.find(({ name }) => name === event.currentTarget.value)!
                    change({ field: next.name, operator: next.operators[0]!, value: '' })
                  }}
                  data={fields.map(({ name }) => ({ value: name, label: naming.field(resource.name, name) }))}
                />
                <NativeSelect
                  aria-label={t('filter.operator')}
                  value={row.operator}
                  onChange={(event) => change({ operator: event.currentTarget.value, value: '' })}
                  data={field.operators.map((operator) => ({
                    value: operator,
                    label: t(textOf(field, operator)),
                  }))}
                />
                <ValueInput
                  resource={resource}
                  field={field}
                  condition={row}
                  valueText={valueText}
                  onChange={(value) => change({ value })}
                />
                <ActionIcon
                  aria-label={t('filter.remove')}
                  onClick={() => set(rows.filter((_, at) => at !== index))}
                >
                  <IconTrash size={16} stroke={1.75} />
                </ActionIcon>
              </div>
            )
          })}
        </div>
        <div className={styles.foot}>
          <Button
            variant="subtle"
            size="compact-sm"
            leftSection={<IconPlus size={14} aria-hidden />}
            onClick={() => setRows([...rows, fresh()])}
          >
            {t('filter.add')}
          </Button>
          <Button variant="subtle" size="compact-sm" onClick={() => set([])} disabled={rows.length === 0}>
            {t('filter.clear')}
          </Button>
        </div>
      </Popover.Dropdown>
    </Popover>
  )
}

function ValueInput(props: {
  resource: Resource
  field: ResourceField
  condition: Condition
  valueText: Props['valueText']
  onChange(value: string): void
}) {
  const { resource, field, condition, valueText, onChange } = props
  const t = useTexts()
  const naming = useNaming()
  const label = t('filter.value')
  if (!needsValue(condition.operator)) return <span />
  const named = (value: string) =>
    valueText?.(field.name, value) ?? naming.value(resource.name, field.name, value)
  if (field.type === 'enum' && condition.operator === 'in') {
    const chosen = condition.value === '' ? [] : condition.value.split('|')
    return (
      <Checkbox.Group value={chosen} onChange={(values) => onChange(values.join('|'))} aria-label={label}>
        <div className={styles.choices}>
          {field.values?.map((value) => (
            <Checkbox key={value} size="xs" value={value} label={named(value)} />
          ))}
        </div>
      </Checkbox.Group>
    )
  }
  if (field.type === 'enum' || field.type === 'boolean') {
    const options =
      field.type === 'boolean'
        ? [
            { value: 'true', label: t('value.yes') },
            { value: 'false', label: t('value.no') },
          ]
        : (field.values ?? []).map((value) => ({ value, label: named(value) }))
    return (
      <NativeSelect
        aria-label={label}
        value={condition.value}
        data={[{ value: '', label: t('filter.choose') }, ...options]}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    )
  }
  return (
    <TypedValue
      label={label}
      type={field.type === 'day' || field.type === 'moment' ? 'date' : 'text'}
      mode={['integer', 'decimal', 'money'].includes(field.type) ? 'decimal' : undefined}
      placeholder={condition.operator === 'in' ? t('filter.several') : undefined}
      value={condition.operator === 'in' ? condition.value.replaceAll('|', ', ') : condition.value}
      onChange={(value) => {
        if (
          ['integer', 'decimal', 'money'].includes(field.type) &&
          value !== '' &&
          !/^-?\d+(\.\d+)?$/.test(value)
        )
          return
        onChange(
          condition.operator === 'in'
            ? value
                .split(/\s*,\s*/)
                .filter(Boolean)
                .join('|')
            : value,
        )
      }}
    />
  )
}

/** Takes effect on leaving it or on Enter: not every letter is a question to the server. */
function TypedValue(props: {
  label: string
  type: string
  mode: 'decimal' | undefined
  placeholder: string | undefined
  value: string
  onChange(value: string): void
}) {
  const [text, setText] = useState(props.value)
  useEffect(() => setText(props.value), [props.value])
  const done = () => text.trim() !== props.value && props.onChange(text.trim())
  return (
    <TextInput
      aria-label={props.label}
      type={props.type}
      inputMode={props.mode}
      placeholder={props.placeholder}
      value={text}
      onChange={(event) => {
        setText(event.currentTarget.value)
        if (props.type === 'date' && event.currentTarget.value !== '')
          props.onChange(event.currentTarget.value)
      }}
      onBlur={done}
      onKeyDown={(event) => event.key === 'Enter' && done()}
    />
  )
}

/** The conditions in force, each of which can be taken off. */
export function FilterChips({ resource, where, onChange, valueText }: Props) {
  const t = useTexts()
  const naming = useNaming()
  const format = useFormat()
  const conditions = readWhere(where)
  if (conditions.length === 0) return null
  return (
    <ul className={styles.chips} aria-label={t('filter.active')}>
      {conditions.map((condition, index) => {
        const field = resource.fields.find(({ name }) => name === condition.field)
        const shown = (value: string) =>
          field?.type === 'enum'
            ? (valueText?.(condition.field, value) ?? naming.value(resource.name, condition.field, value))
            : field?.type === 'boolean'
              ? t(value === 'true' ? 'value.yes' : 'value.no')
              : field?.type === 'reference'
                ? value.slice(-8)
                : field?.type === 'day' || field?.type === 'moment'
                  ? format.day(value)
                  : value
        const text = [
          naming.field(resource.name, condition.field),
          field && condition.operator in OPERATOR_TEXTS
            ? t(textOf(field, condition.operator as Operator))
            : condition.operator,
          condition.value.split('|').map(shown).join(', '),
        ].join(' ')
        return (
          <li key={`${condition.field} ${condition.operator} ${condition.value}`} className={styles.chip}>
            {text}
            <button
              type="button"
              aria-label={t('filter.removeOne', { filter: text })}
              onClick={() => onChange(writeWhere(conditions.filter((_, at) => at !== index)))}
            >
              <IconX size={12} aria-hidden />
            </button>
          </li>
        )
      })}
    </ul>
  )
}
