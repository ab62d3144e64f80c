import { getRouteApi, Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { ItemOf } from '../../api/queries.ts'
import { EmptyState } from '../../kit/empty-state.tsx'
import { ListScreen } from '../../kit/list/list-screen.tsx'
import { FilterSelect, SearchField } from '../../kit/list-page.tsx'
import { parseSearch } from '../../search.ts'
import { useTexts } from '../../texts/texts.tsx'
import { BooksNav } from './books-nav.tsx'

type Row = ItemOf<'/api/v1/invoices'>
const KIND_TEXTS = { invoice: 'invoice.kind.invoice', credit_note: 'invoice.kind.credit_note' } as const
const route = getRouteApi('/desk/books/invoices')

export default function InvoiceList(): ReactNode {
  const t = useTexts()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const choose = (patch: typeof search) =>
    void navigate({ search: (before) => ({ ...before, ...patch }), replace: true })
  return (
    <ListScreen<Row, typeof search>
      resource="accounting.invoice"
      path="/invoices"
      title={t('nav.books')}
      label={t('books.invoices')}
      intro={<BooksNav />}
      search={search}
      onSearch={choose}
      onOpenView={(query) => void navigate({ search: parseSearch(query) })}
      query={{ number: search.number, kind: search.kind }}
      shown={['number', 'kind', 'date', 'net', 'tax', 'gross']}
      columns={{
        number: { header: t('invoice.number'), grow: true },
        kind: { phone: 'end', cell: (row) => t(KIND_TEXTS[row.kind]) },
        net: { header: t('invoice.net'), phone: 'hide' },
        tax: { phone: 'hide' },
        gross: { header: t('invoice.gross') },
      }}
      valueText={(field, value) =>
        field === 'kind' && value in KIND_TEXTS ? t(KIND_TEXTS[value as Row['kind']]) : undefined
      }
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
