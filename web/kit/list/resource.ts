import { useQuery } from '@tanstack/react-query'
import { type DataOf, read } from '../../api/queries.ts'

/** A list as the server describes it. */
export type Resource = DataOf<'/api/v1/meta/resources'>['items'][number]
export type ResourceField = Resource['fields'][number]

/** What does not change while the desk is open: which lists there are and what they can do. */
export const resourcesQuery = () => ({ ...read('/api/v1/meta/resources'), staleTime: 600_000 })

export const useResources = () => useQuery(resourcesQuery())

/** A row of a list about which nothing is known beforehand. */
export type Row = Readonly<Record<string, unknown>>

/** `product.sku` of a row. */
export const valueAt = (row: object, path: string): unknown =>
  path
    .split('.')
    .reduce<unknown>(
      (value, name) => (typeof value === 'object' && value !== null ? (value as Row)[name] : undefined),
      row,
    )

/** What a person knows the row by. */
export const labelOf = (resource: Resource, row: object): string =>
  String(valueAt(row, resource.label) ?? valueAt(row, 'name') ?? '')
