/* biome-ignore-all lint/a11y/noRedundantRoles: a table that is displayed as cards loses the roles of its elements. */
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { type DataOf, read } from '../../api/queries.ts'
import { type Column, DataTable } from '../../kit/data-table.tsx'
import { ErrorPanel } from '../../kit/error-panel.tsx'
import { MoneyText, useFormat } from '../../kit/format.tsx'
import { Page } from '../../kit/page.tsx'
import { Section } from '../../kit/section.tsx'
import { useLanguage } from '../../texts/texts.tsx'
import { BooksNav } from './books-nav.tsx'
import { ACCOUNT_TYPES, accountName } from './books-texts.ts'
import { DayFilter } from './journal-list.tsx'

type Row = DataOf<'/api/v1/trial-balance'>['rows'][number]
const route = getRouteApi('/desk/books/trial-balance')

export default function TrialBalancePage(): ReactNode {
  const { t, locale } = useLanguage()
  const format = useFormat()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const balance = useQuery(read('/api/v1/trial-balance', { query: search }))
  const isZero = (row: Row) => Number(row.debit.amount) === 0 && Number(row.credit.amount) === 0
  const columns: Column<Row>[] = [
    {
      key: 'name',
      header: t('account.label'),
      grow: true,
      cell: (row) => (
        <>
          <span className="mono">{row.accountCode}</span> {accountName(locale, row)}
        </>
      ),
    },
    { key: 'type', header: t('account.type'), phone: 'hide', cell: (row) => t(ACCOUNT_TYPES[row.type]) },
    {
      key: 'debit',
      header: t('account.debit'),
      align: 'end',
      cell: (row) => (Number(row.debit.amount) === 0 ? null : <MoneyText value={row.debit} />),
    },
    {
      key: 'credit',
      header: t('account.credit'),
      align: 'end',
      cell: (row) => (Number(row.credit.amount) === 0 ? null : <MoneyText value={row.credit} />),
    },
  ]
  return (
    <Page title={t('nav.books')}>
      <BooksNav />
      <Section
        title={
          balance.data ? t('trial.title', { date: format.day(balance.data.date) }) : t('books.trialBalance')
        }
        flush
        actions={
          <DayFilter
            label={t('trial.date')}
            value={search.date}
            onChange={(date) => void navigate({ search: date === undefined ? {} : { date }, replace: true })}
          />
        }
      >
        <ErrorPanel error={balance.error} onRetry={() => void balance.refetch()} />
        <DataTable
          label={t('books.trialBalance')}
          columns={columns}
          rows={(balance.data?.rows ?? []).filter((row) => !isZero(row))}
          rowKey={(row) => row.accountId}
          skeletons={balance.isPending ? 8 : 0}
          link={(row, children) => (
            <Link
              to="/books/accounts/$id"
              params={{ id: row.accountId }}
              search={balance.data ? { to: balance.data.date } : {}}
            >
              {children}
            </Link>
          )}
          footer={
            balance.data ? (
              <tr role="row">
                <th scope="row" role="rowheader" colSpan={2}>
                  {t('account.sum')}
                </th>
                <td role="cell" data-align="end">
                  <MoneyText value={balance.data.totalDebit} />
                </td>
                <td role="cell" data-align="end">
                  <MoneyText value={balance.data.totalCredit} />
                </td>
              </tr>
            ) : null
          }
        />
      </Section>
    </Page>
  )
}
