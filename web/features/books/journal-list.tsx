import { TextInput } from '@mantine/core'
import { getRouteApi, Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { ItemOf } from '../../api/queries.ts'
import { actorName } from '../../kit/actor-name.ts'
import { EmptyState } from '../../kit/empty-state.tsx'
import { ListScreen } from '../../kit/list/list-screen.tsx'
import { FilterSelect } from '../../kit/list-page.tsx'
import { StateBadge } from '../../kit/state-badge.tsx'
import { parseSearch } from '../../search.ts'
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
  return (
    <ListScreen<Row, typeof search>
      resource="accounting.entry"
      path="/journal-entries"
      title={t('nav.books')}
      label={t('books.journal')}
      intro={<BooksNav />}
      search={search}
      onSearch={choose}
      onOpenView={(query) => void navigate({ search: parseSearch(query) })}
      query={{ journal: search.journal, from: search.from, to: search.to }}
      shown={['memo', 'date', 'journal', 'postedBy', 'reversal', 'total']}
      columns={{
        memo: { grow: true, width: 260 },
        journal: { cell: (row) => t(JOURNALS[row.journal]) },
        postedBy: { phone: 'hide', cell: (row) => actorName(t, row.postedBy) },
        reversal: {
          header: t('entry.reversal'),
          phone: 'hide',
          width: 110,
          cell: (row) =>
            row.reversedById ? (
              <StateBadge tone="plain">{t('entry.reversed')}</StateBadge>
            ) : row.reversesId ? (
              <StateBadge tone="plain">{t('entry.reversal')}</StateBadge>
            ) : null,
        },
        total: { header: t('order.amount') },
      }}
      valueText={(field, value) =>
        field === 'journal' && value in JOURNALS ? t(JOURNALS[value as Row['journal']]) : undefined
      }
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
