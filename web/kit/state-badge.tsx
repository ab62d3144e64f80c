import type { ReactNode } from 'react'
import styles from './state-badge.module.css'

/** What a state means for whoever looks: nothing yet, under way, good, mind it, bad. */
export type Tone = 'plain' | 'info' | 'good' | 'warning' | 'bad'

/** A state, in words; the colour only repeats them. */
export function StateBadge(props: { tone: Tone; children: ReactNode }) {
  return (
    <span className={styles.badge} data-tone={props.tone}>
      {props.children}
    </span>
  )
}
