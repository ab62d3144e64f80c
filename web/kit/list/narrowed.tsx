import { IconX } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { type Answer, answerOf, api } from '../../api/client.ts'
import { keyOf } from '../../api/queries.ts'
import { useTexts } from '../../texts/texts.tsx'
import { useFormat } from '../format.tsx'
import { useNaming } from './labels.ts'
import styles from './list-tools.module.css'
import { type Row, valueAt } from './resource.ts'

/** What an address may hold a list to: the record that is meant, where it is read, and the field that it is called by. */
const RECORDS: Readonly<Record<string, { path: string; label: string }>> = {
  locationId: { path: '/api/v1/locations/{id}', label: 'location' },
  lotId: { path: '/api/v1/genealogy/lots/{id}/summary', label: 'lot' },
  productId: { path: '/api/v1/products/{id}', label: 'productId' },
  serialId: { path: '/api/v1/serials/{id}', label: 'serial' },
  ticketId: { path: '/api/v1/job-tickets/{id}', label: 'ticketId' },
}
const NAMES = ['number', 'serial', 'sku', 'code']
const DAYS = { from: 'filter.since', to: 'filter.until' } as const

interface Props {
  list: string
  /** What the page asks the server for besides search, conditions and order. */
  query: Readonly<Record<string, string | undefined>>
  onClear(key: string): void
}

/** What a list is held to by the page that led here: the pieces of one ticket, the orders of a day. Each can be let go. */
export function Narrowed({ list, query, onClear }: Props) {
  const t = useTexts()
  const format = useFormat()
  const held = Object.entries(query).filter(
    (entry): entry is [string, string] => entry[1] !== undefined && (entry[0] in RECORDS || entry[0] in DAYS),
  )
  if (held.length === 0) return null
  return (
    <ul className={styles.chips} aria-label={t('filter.held')}>
      {held.map(([key, value]) =>
        key in RECORDS ? (
          <OfRecord key={key} list={list} name={key} id={value} onClear={() => onClear(key)} />
        ) : (
          <Chip
            key={key}
            text={`${t(DAYS[key as keyof typeof DAYS])} ${format.day(value)}`}
            onClear={() => onClear(key)}
          />
        ),
      )}
    </ul>
  )
}

function OfRecord(props: { list: string; name: string; id: string; onClear(): void }) {
  const naming = useNaming()
  const { path, label } = RECORDS[props.name]!
  const params = { path: { id: props.id } }
  type Send = (path: string, init: object) => Promise<Answer<Row>>
  const record = useQuery({
    queryKey: keyOf(path, params),
    queryFn: ({ signal }) => answerOf<Row>((api.GET as unknown as Send)(path, { params, signal })),
    retry: false,
  })
  const name = record.data && NAMES.map((field) => valueAt(record.data, field)).find(Boolean)
  return (
    <Chip
      text={`${naming.field(props.list, label)}: ${String(name ?? (record.isPending ? '…' : props.id.slice(-8)))}`}
      onClear={props.onClear}
    />
  )
}

function Chip({ text, onClear }: { text: string; onClear(): void }) {
  const t = useTexts()
  return (
    <li className={styles.chip}>
      {text}
      <button type="button" aria-label={t('filter.removeOne', { filter: text })} onClick={onClear}>
        <IconX size={12} aria-hidden />
      </button>
    </li>
  )
}
