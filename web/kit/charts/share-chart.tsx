import { Link, type LinkProps } from '@tanstack/react-router'
import styles from './charts.module.css'

export type ShareTone = 'accent' | 'brass' | 'plain' | 'info' | 'warning'

export interface Share {
  key: string
  /** `3 running` */
  text: string
  value: number
  tone: ShareTone
  to: LinkProps
}

export interface ShareRow {
  key: string
  name: string
  /** Where all of the row is listed. */
  to: LinkProps
  text: string
  shares: readonly Share[]
}

/**
 * Rows of bars, each in parts. Everything the bars say stands beside them in words, as links, so the picture itself is only
 * for the eye.
 */
export function ShareChart(props: { label: string; rows: readonly ShareRow[] }) {
  const totals = props.rows.map(({ shares }) => shares.reduce((sum, { value }) => sum + value, 0))
  const most = Math.max(...totals, 0)
  return (
    <ul className={styles.rows} aria-label={props.label}>
      {props.rows.map((row, index) => {
        let at = 0
        return (
          <li key={row.key} className={styles.row}>
            <div className={styles.rowHead}>
              <Link {...row.to} className={styles.rowName}>
                {row.name}
              </Link>
              <span className="numbers nowrap">{row.text}</span>
            </div>
            <svg className={styles.rowBar} aria-hidden>
              {row.shares.map((share) => {
                const from = at
                at += share.value
                return (
                  <rect
                    key={share.key}
                    data-tone={share.tone}
                    x={`${most > 0 ? (from / most) * 100 : 0}%`}
                    width={`${most > 0 ? (share.value / most) * 100 : 0}%`}
                    height="100%"
                  />
                )
              })}
            </svg>
            {row.shares.length > 1 && totals[index]! > 0 ? (
              <p className={styles.shares}>
                {row.shares
                  .filter(({ value }) => value > 0)
                  .map((share) => (
                    <Link key={share.key} {...share.to} className={styles.share} data-tone={share.tone}>
                      {share.text}
                    </Link>
                  ))}
              </p>
            ) : null}
          </li>
        )
      })}
    </ul>
  )
}
