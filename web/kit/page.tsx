import { Title } from '@mantine/core'
import { type ReactNode, useEffect } from 'react'
import styles from './page.module.css'
import { createStore } from './store.ts'

/** What the page in view is called. */
export const pageTitle = createStore('')

/** Says in the browser's tab where one is. */
export function usePageTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} · Touchmark`
    pageTitle.set(title)
  }, [title])
}

/** A page: its title, what can be done, its content. */
export function Page(props: {
  title: string
  /** Beside the title: a state. */
  badge?: ReactNode
  /** Above the title: the way back. */
  above?: ReactNode
  /** Below the title: what it is, in a line. */
  below?: ReactNode
  actions?: ReactNode
  children: ReactNode
}) {
  usePageTitle(props.title)
  return (
    <div className={styles.page}>
      <header className={styles.header}>
        <div className={styles.heading}>
          {props.above}
          <div className={styles.title}>
            <Title order={1} className={styles.name}>
              {props.title}
            </Title>
            {props.badge}
          </div>
          {props.below ? <div className={styles.below}>{props.below}</div> : null}
        </div>
        {props.actions ? <div className={styles.actions}>{props.actions}</div> : null}
      </header>
      {props.children}
    </div>
  )
}
