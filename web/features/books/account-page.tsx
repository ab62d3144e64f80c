import { useInfiniteQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { type ItemOf, pages } from '../../api/queries.ts'
import type { Column } from '../../kit/data-table.tsx'
import { EmptyState } from '../../kit/empty-state.tsx'
import { DateText, MoneyText } from '../../kit/format.tsx'
import { EndlessTable } from '../../kit/list-page.tsx'
import { Page } from '../../kit/page.tsx'
import { BackMark } from '../../kit/record-page.tsx'
import { Section } from '../../kit/section.tsx'
import { useLanguage } from '../../texts/texts.tsx'
import { nameIn } from '../products/product-texts.ts'
import { ACCOUNT_TYPES } from './books-texts.ts'
import { DayFilter } from './journal-list.tsx'

type Line = ItemOf<'/api/v1/accounts/{id}/ledger'>
const route = getRouteApi('/desk/books/accounts/$id')

export default function AccountPage(): ReactNode {
  const { t, locale } = useLanguage()
  const { id } = route.useParams()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const choose = (patch: typeof search) =>
    void navigate({ search: (before) => ({ ...before, ...patch }), replace: true })
  const ledger = useInfiniteQuery(pages('/api/v1/accounts/{id}/ledger', { path: { id }, query: search }))
  const first = ledger.data?.pages[0]
  const columns: Column<Line>[] = [
    {
      key: 'memo',
      header: t('entry.memo'),
      grow: true,
      cell: (line) => (
        <>
          {line.memo}
          {line.lineMemo === null ? null : <span style={{ color: 'var(--muted)' }}> · {line.lineMemo}</span>}
        </>
      ),
    },
    { key: 'date', header: t('entry.date'), cell: (line) => <DateText value={line.date} /> },
    {
      key: 'debit',
      header: t('account.debit'),
      align: 'end',
      cell: (line) => line.debit && <MoneyText value={line.debit} />,
    },
    {
      key: 'credit',
      header: t('account.credit'),
      align: 'end',
      cell: (line) => line.credit && <MoneyText value={line.credit} />,
    },
    {
      key: 'balance',
      header: t('account.balance'),
      align: 'end',
      cell: (line) => <MoneyText value={line.balance} />,
    },
  ]
  return (
    <Page
      title={first ? `${first.account.code} ${nameIn(locale, first.account)}` : t('record.loading')}
      above={
        <div style={{ fontSize: '0.8125rem' }}>
          <Link to="/books/trial-balance" style={{ color: 'var(--muted)', textDecoration: 'none' }}>
            <BackMark />
            {t('books.trialBalance')}
          </Link>
        </div>
      }
      below={
        first ? (
          <>
            {t(ACCOUNT_TYPES[first.account.type])} · {t('account.opening')}{' '}
            <MoneyText value={first.openingBalance} />
          </>
        ) : undefined
      }
    >
      <Section
        title={t('account.ledger')}
        flush
        actions={
          <div style={{ display: 'flex', flexWrap: 'wrap', gap: '0.5rem' }}>
            <DayFilter label={t('filter.from')} value={search.from} onChange={(from) => choose({ from })} />
            <DayFilter label={t('filter.to')} value={search.to} onChange={(to) => choose({ to })} />
          </div>
        }
      >
        <EndlessTable
          label={t('account.ledger')}
          columns={columns}
          query={ledger}
          rowKey={(line) => line.lineId}
          link={(line, children) => (
            <Link to="/books/entries/$id" params={{ id: line.entryId }}>
              {children}
            </Link>
          )}
          empty={<EmptyState title={t('account.noLines')} />}
        />
      </Section>
    </Page>
  )
}
