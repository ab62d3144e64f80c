import { useInfiniteQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { type ItemOf, pages } from '../../api/queries.ts'
import type { Column } from '../../kit/data-table.tsx'
import { EmptyState } from '../../kit/empty-state.tsx'
import { DateText, MoneyText } from '../../kit/format.tsx'
import { FilterSelect, ListPage, SearchField } from '../../kit/list-page.tsx'
import { useTexts } from '../../texts/texts.tsx'
import { BooksNav } from './books-nav.tsx'

type Row = ItemOf<'/api/v1/invoices'>
const route = getRouteApi('/desk/books/invoices')

export default function InvoiceList(): ReactNode {
  const t = useTexts()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const choose = (patch: typeof search) =>
    void navigate({ search: (before) => ({ ...before, ...patch }), replace: true })
  const invoices = useInfiniteQuery(pages('/api/v1/invoices', { query: search }))
  const columns: Column<Row>[] = [
    {
      key: 'number',
      header: t('invoice.number'),
      grow: true,
      cell: (row) => <span className="mono">{row.number}</span>,
    },
    {
      key: 'kind',
      header: t('invoice.kind'),
      phone: 'end',
      cell: (row) => t(row.kind === 'invoice' ? 'invoice.kind.invoice' : 'invoice.kind.credit_note'),
    },
    { key: 'date', header: t('entry.date'), cell: (row) => <DateText value={row.date} /> },
    {
      key: 'net',
      header: t('invoice.net'),
      align: 'end',
      phone: 'hide',
      cell: (row) => <MoneyText value={row.net} />,
    },
    {
      key: 'tax',
      header: t('order.tax'),
      align: 'end',
      phone: 'hide',
      cell: (row) => <MoneyText value={row.tax} />,
    },
    {
      key: 'gross',
      header: t('invoice.gross'),
      align: 'end',
      cell: (row) => <MoneyText value={row.gross} />,
    },
  ]
  return (
    <ListPage
      title={t('nav.books')}
      label={t('books.invoices')}
      intro={<BooksNav />}
      columns={columns}
      query={invoices}
      link={(row, children) => (
        <Link to="/books/invoices/$id" params={{ id: row.id }}>
          {children}
        </Link>
      )}
      filters={
        <>
          <SearchField
            label={t('invoice.search')}
            value={search.number}
            onChange={(number) => choose({ number })}
          />
          <FilterSelect
            label={t('invoice.kind')}
            value={search.kind}
            options={[
              { value: 'invoice', label: t('invoice.kind.invoice') },
              { value: 'credit_note', label: t('invoice.kind.credit_note') },
            ]}
            onChange={(kind) => choose({ kind })}
          />
        </>
      }
      empty={<EmptyState title={t('list.nothing')} text={t('invoice.empty')} />}
    />
  )
}
