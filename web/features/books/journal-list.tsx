import { TextInput } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { type ItemOf, pages } from '../../api/queries.ts'
import { actorName } from '../../kit/actor-name.ts'
import type { Column } from '../../kit/data-table.tsx'
import { EmptyState } from '../../kit/empty-state.tsx'
import { DateText, MoneyText } from '../../kit/format.tsx'
import { FilterSelect, ListPage } from '../../kit/list-page.tsx'
import { StateBadge } from '../../kit/state-badge.tsx'
import { useTexts } from '../../texts/texts.tsx'
import { BooksNav } from './books-nav.tsx'
import { JOURNAL_KEYS, JOURNALS } from './books-texts.ts'

type Row = ItemOf<'/api/v1/journal-entries'>
const route = getRouteApi('/desk/books')

export default function JournalList(): ReactNode {
  const t = useTexts()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const choose = (patch: typeof search) =>
    void navigate({ search: (before) => ({ ...before, ...patch }), replace: true })
  const entries = useInfiniteQuery(pages('/api/v1/journal-entries', { query: search }))
  const columns: Column<Row>[] = [
    {
      key: 'memo',
      header: t('entry.memo'),
      grow: true,
      cell: (row) => row.memo,
    },
    { key: 'date', header: t('entry.date'), cell: (row) => <DateText value={row.date} /> },
    { key: 'journal', header: t('entry.journal'), cell: (row) => t(JOURNALS[row.journal]) },
    { key: 'by', header: t('entry.postedBy'), phone: 'hide', cell: (row) => actorName(t, row.postedBy) },
    {
      key: 'state',
      header: '',
      phone: 'hide',
      cell: (row) =>
        row.reversedById ? (
          <StateBadge tone="plain">{t('entry.reversed')}</StateBadge>
        ) : row.reversesId ? (
          <StateBadge tone="plain">{t('entry.reversal')}</StateBadge>
        ) : null,
    },
    { key: 'total', header: t('order.amount'), align: 'end', cell: (row) => <MoneyText value={row.total} /> },
  ]
  return (
    <ListPage
      title={t('nav.books')}
      label={t('books.journal')}
      intro={<BooksNav />}
      columns={columns}
      query={entries}
      link={(row, children) => (
        <Link to="/books/entries/$id" params={{ id: row.id }}>
          {children}
        </Link>
      )}
      filters={
        <>
          <FilterSelect
            label={t('entry.journal')}
            value={search.journal}
            options={JOURNAL_KEYS.map((journal) => ({ value: journal, label: t(JOURNALS[journal]) }))}
            onChange={(journal) => choose({ journal })}
          />
          <DayFilter label={t('filter.from')} value={search.from} onChange={(from) => choose({ from })} />
          <DayFilter label={t('filter.to')} value={search.to} onChange={(to) => choose({ to })} />
        </>
      }
      empty={<EmptyState title={t('list.nothing')} text={t('entry.empty')} />}
    />
  )
}

/** A day that a list begins or ends with. */
export function DayFilter(props: {
  label: string
  value: string | undefined
  onChange(value: string | undefined): void
}) {
  return (
    <TextInput
      type="date"
      aria-label={props.label}
      leftSection={<span style={{ fontSize: '0.75rem', color: 'var(--muted)' }}>{props.label}</span>}
      leftSectionWidth="3.25rem"
      value={props.value ?? ''}
      onChange={(event) => props.onChange(event.currentTarget.value || undefined)}
    />
  )
}
