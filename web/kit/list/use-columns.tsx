import { type ReactNode, useMemo, useRef } from 'react'
import { Cell, isNumber, widthOf } from './cell.tsx'
import { Editable, isEditable } from './editable.tsx'
import { useNaming } from './labels.ts'
import { type DescribedProps, type ListSearch, queryOf } from './list-props.ts'
import type { ListColumn } from './one-row.tsx'

/** The columns of a list as they are drawn: what the server says of the fields, what the page says beyond, and the commands of a row at its end. */
export function useColumns<Row extends object, Search extends ListSearch>(
  props: DescribedProps<Row, Search>,
  shownKeys: string,
): readonly ListColumn<Row>[] {
  const naming = useNaming()
  const { resource, search, columns: given = {} } = props
  const query = queryOf(props)
  const asked = JSON.stringify(query)
  // biome-ignore lint/correctness/useExhaustiveDependencies: what the page says of its columns is the same for the same keys and address
  const columns = useMemo(
    () =>
      shownKeys.split(',').map((key): ListColumn<Row> => {
        const field = resource.fields.find(({ name }) => name === key)
        const own = given[key] ?? {}
        const plain = (row: Row): ReactNode =>
          own.cell ? own.cell(row) : field ? <Cell resource={resource} field={field} row={row} /> : null
        return {
          key,
          header: naming.field(resource.name, key),
          width: field ? widthOf(field) : 140,
          ...(field && isNumber(field) ? { align: 'end' as const } : {}),
          ...(field?.sort ? { sort: key } : {}),
          ...own,
          cell:
            field &&
            isEditable(resource, field) &&
            query.deleted !== 'true' &&
            key !== shownKeys.split(',')[0]
              ? (row) => (
                  <Editable
                    resource={resource}
                    field={field}
                    row={row}
                    query={{ ...query, startAt: search.at }}
                  >
                    {plain(row)}
                  </Editable>
                )
              : plain,
        }
      }),
    [shownKeys, resource, naming.field, asked, search.at],
  )
  const { rowActions, rowActionsWidth = 64 } = props
  const acting = useRef(rowActions)
  acting.current = rowActions
  const hasActions = rowActions !== undefined
  return useMemo(() => {
    const hasGrowing = columns.some(({ grow }) => grow)
    const grown = hasGrowing
      ? columns
      : columns.map((column, at) => (at === 0 ? { ...column, grow: true } : column))
    if (!hasActions) return grown
    const cell = (row: Row) => acting.current?.(row)
    return [
      ...grown,
      {
        key: 'actions',
        header: '',
        width: rowActionsWidth,
        align: 'end' as const,
        phone: 'actions' as const,
        cell,
      },
    ]
  }, [columns, hasActions, rowActionsWidth])
}
