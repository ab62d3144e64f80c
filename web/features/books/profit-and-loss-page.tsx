import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { read } from '../../api/queries.ts'
import { ErrorPanel } from '../../kit/error-panel.tsx'
import { useFormat } from '../../kit/format.tsx'
import { Page } from '../../kit/page.tsx'
import { Section } from '../../kit/section.tsx'
import { useTexts } from '../../texts/texts.tsx'
import { BooksNav } from './books-nav.tsx'
import { DayFilter } from './journal-list.tsx'
import { Statement, StatementGroup, StatementResult } from './statement.tsx'

const route = getRouteApi('/desk/books/profit-and-loss')

export default function ProfitAndLossPage(): ReactNode {
  const t = useTexts()
  const format = useFormat()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const choose = (patch: typeof search) =>
    void navigate({ search: (before) => ({ ...before, ...patch }), replace: true })
  const report = useQuery(read('/api/v1/profit-and-loss', { query: search }))
  const { data } = report
  return (
    <Page title={t('nav.books')}>
      <BooksNav />
      <Section
        title={
          data
            ? t('profit.title', { from: format.day(data.from), to: format.day(data.to) })
            : t('books.profitAndLoss')
        }
        flush
        actions={
          <div style={{ display: 'flex', flexWrap: 'wrap', gap: '0.5rem' }}>
            <DayFilter label={t('filter.from')} value={search.from} onChange={(from) => choose({ from })} />
            <DayFilter label={t('filter.to')} value={search.to} onChange={(to) => choose({ to })} />
          </div>
        }
      >
        <ErrorPanel error={report.error} onRetry={() => void report.refetch()} />
        {data ? (
          <Statement label={t('books.profitAndLoss')}>
            <StatementGroup
              range={{ from: data.from, to: data.to }}
              title={t('account.type.income')}
              accounts={data.income.accounts}
              total={data.income.total}
              totalName={t('profit.income')}
            />
            <StatementGroup
              range={{ from: data.from, to: data.to }}
              title={t('account.type.expense')}
              accounts={data.expenses.accounts}
              total={data.expenses.total}
              totalName={t('profit.expenses')}
            />
            <StatementResult name={t('profit.net')} amount={data.netProfit} />
          </Statement>
        ) : null}
      </Section>
    </Page>
  )
}
