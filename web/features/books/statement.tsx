import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { type Money, MoneyText } from '../../kit/format.tsx'
import { useLanguage } from '../../texts/texts.tsx'
import { accountName } from './books-texts.ts'
import styles from './statement.module.css'

interface AccountSum {
  accountId: string
  accountCode: string
  accountName: string
  accountNameTh: string | null
  amount: Money
}

/** A statement as it is printed: groups of accounts, each with its sum. */
export function StatementGroup(props: {
  title: string
  accounts: readonly AccountSum[]
  total: Money
  totalName: string
  /** The days that the statement is of: the ledgers it leads to are shown for the same. */
  range: { from?: string; to: string }
}) {
  const { locale } = useLanguage()
  return (
    <tbody>
      <tr>
        <th scope="rowgroup" colSpan={2} className={styles.group}>
          {props.title}
        </th>
      </tr>
      {props.accounts.map((account) => (
        <tr key={account.accountId}>
          <td>
            <Link
              to="/books/accounts/$id"
              params={{ id: account.accountId }}
              search={props.range}
              className={styles.account}
            >
              <span className="mono">{account.accountCode}</span> {accountName(locale, account)}
            </Link>
          </td>
          <td className={styles.amount}>
            <MoneyText value={account.amount} />
          </td>
        </tr>
      ))}
      <tr className={styles.total}>
        <th scope="row">{props.totalName}</th>
        <td className={styles.amount}>
          <MoneyText value={props.total} />
        </td>
      </tr>
    </tbody>
  )
}

/** Sums that are of no single account. */
export function StatementRows(props: { title: string; rows: readonly { name: string; amount: Money }[] }) {
  return (
    <tbody>
      <tr>
        <th scope="rowgroup" colSpan={2} className={styles.group}>
          {props.title}
        </th>
      </tr>
      {props.rows.map(({ name, amount }) => (
        <tr key={name}>
          <td>{name}</td>
          <td className={styles.amount}>
            <MoneyText value={amount} />
          </td>
        </tr>
      ))}
    </tbody>
  )
}

export function Statement(props: { label: string; children: ReactNode }) {
  return (
    <table className={styles.statement} aria-label={props.label}>
      {props.children}
    </table>
  )
}

/** The last line of a statement. */
export function StatementResult(props: { name: string; amount: Money }) {
  return (
    <tfoot>
      <tr className={styles.result}>
        <th scope="row">{props.name}</th>
        <td className={styles.amount}>
          <MoneyText value={props.amount} />
        </td>
      </tr>
    </tfoot>
  )
}
