import type { ReactNode } from 'react'
import { useTexts } from '../../texts/texts.tsx'
import { DateText, type Money, MoneyText, None, QuantityText, TimeText } from '../format.tsx'
import { StateBadge } from '../state-badge.tsx'
import { useNaming } from './labels.ts'
import { type Resource, type ResourceField, valueAt } from './resource.ts'

const WIDTHS: Readonly<Record<ResourceField['type'], number>> = {
  text: 130,
  paragraph: 220,
  integer: 100,
  decimal: 115,
  money: 125,
  boolean: 90,
  // As long as a state may be: “Awaiting payment”.
  enum: 165,
  day: 130,
  moment: 170,
  reference: 130,
  tags: 180,
  json: 220,
}
export const widthOf = (field: ResourceField): number => WIDTHS[field.type]

export const isNumber = (field: ResourceField): boolean =>
  ['integer', 'decimal', 'money'].includes(field.type)

/** Whether it is read letter by letter, like `SO2026-000001`; what a record is called may also be a name or a sentence. */
const isNumbered = (resource: Resource, field: ResourceField, value: string): boolean =>
  /code$|^sku$|^number$/i.test(field.name) ||
  (field.name === resource.label && /\d/.test(value) && !/[\s\p{Ll}]/u.test(value))

/** A value of a row as its type is shown. */
export function Cell(props: { resource: Resource; field: ResourceField; row: object }): ReactNode {
  const { resource, field, row } = props
  const t = useTexts()
  const naming = useNaming()
  const value = valueAt(row, field.name)
  if (value === null || value === undefined || value === '') return <None />
  switch (field.type) {
    case 'money':
      return <MoneyText value={value as Money} />
    case 'decimal': {
      const beside = field.beside === undefined ? undefined : String(valueAt(row, field.beside) ?? '')
      if (field.beside === 'currency' && beside)
        return <MoneyText value={{ amount: String(value), currency: beside }} />
      return <QuantityText value={String(value)} unit={beside || undefined} />
    }
    case 'integer':
      return <QuantityText value={String(value)} />
    case 'boolean':
      return t(value === true ? 'value.yes' : 'value.no')
    case 'enum':
      return <StateBadge tone="plain">{naming.value(resource.name, field.name, String(value))}</StateBadge>
    case 'day':
      return <DateText value={String(value)} />
    case 'moment':
      return <TimeText value={String(value)} />
    case 'tags':
      return (value as string[]).join(', ')
    case 'json':
      return Object.values(value as object)
        .filter((part) => typeof part === 'string' || typeof part === 'number')
        .join(', ')
    case 'reference':
      return <span className="mono">{String(value).slice(-8)}</span>
    default:
      return isNumbered(resource, field, String(value)) ? (
        <span className="mono">{String(value)}</span>
      ) : (
        String(value)
      )
  }
}
