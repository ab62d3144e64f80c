import { Title } from '@mantine/core'
import type { ReactNode } from 'react'
import styles from './record-page.module.css'

/** A part of a record with a name of its own. */
export function Section(props: {
  title?: string
  /** Beside the title: what can be done with this part. */
  actions?: ReactNode
  /** For links that lead to it. */
  id?: string
  /** For tables, which bring their own edges. */
  flush?: boolean
  children: ReactNode
}) {
  return (
    <section className={styles.section} id={props.id} aria-label={props.title}>
      {props.title === undefined ? null : (
        <header className={styles.header}>
          <Title order={2}>{props.title}</Title>
          {props.actions}
        </header>
      )}
      <div className={props.flush ? undefined : styles.body}>{props.children}</div>
    </section>
  )
}
