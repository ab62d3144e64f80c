import type { ReactNode } from 'react'
import styles from './empty-state.module.css'

/** What a place says that has nothing in it yet: why, and what to do about it. */
export function EmptyState(props: { icon?: ReactNode; title: string; text?: string; children?: ReactNode }) {
  return (
    <div className={styles.empty}>
      {props.icon ? (
        <div className={styles.icon} aria-hidden>
          {props.icon}
        </div>
      ) : null}
      <p className={styles.title}>{props.title}</p>
      {props.text === undefined ? null : <p className={styles.text}>{props.text}</p>}
      {props.children}
    </div>
  )
}
