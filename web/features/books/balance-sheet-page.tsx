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
import { Statement, StatementGroup, StatementResult, StatementRows } from './statement.tsx'

const route = getRouteApi('/desk/books/balance-sheet')

export default function BalanceSheetPage(): ReactNode {
  const t = useTexts()
  const format = useFormat()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const sheet = useQuery(read('/api/v1/balance-sheet', { query: search }))
  const { data } = sheet
  return (
    <Page title={t('nav.books')}>
      <BooksNav />
      <Section
        title={data ? t('sheet.title', { date: format.day(data.date) }) : t('books.balanceSheet')}
        flush
        actions={
          <DayFilter
            label={t('trial.date')}
            value={search.date}
            onChange={(date) => void navigate({ search: date === undefined ? {} : { date }, replace: true })}
          />
        }
      >
        <ErrorPanel error={sheet.error} onRetry={() => void sheet.refetch()} />
        {data ? (
          <Statement label={t('books.balanceSheet')}>
            <StatementGroup
              range={{ to: data.date }}
              title={t('sheet.assets')}
              accounts={data.assets.accounts}
              total={data.assets.total}
              totalName={t('sheet.totalAssets')}
            />
            <StatementGroup
              range={{ to: data.date }}
              title={t('sheet.liabilities')}
              accounts={data.liabilities.accounts}
              total={data.liabilities.total}
              totalName={t('sheet.totalLiabilities')}
            />
            <StatementGroup
              range={{ to: data.date }}
              title={t('sheet.equity')}
              accounts={data.equity.accounts}
              total={data.equity.total}
              totalName={t('sheet.totalEquity')}
            />
            <StatementRows
              title={t('sheet.earnings')}
              rows={[
                { name: t('sheet.earlierEarnings'), amount: data.earlierEarnings },
                { name: t('sheet.currentEarnings'), amount: data.currentEarnings },
              ]}
            />
            <StatementResult name={t('sheet.total')} amount={data.totalEquityAndLiabilities} />
          </Statement>
        ) : null}
      </Section>
    </Page>
  )
}
