import { Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { read } from '../../api/queries.ts'
import { usePageTitle } from '../../kit/page.tsx'
import { LANGUAGE_NAMES, LOCALES, useLanguage } from '../../texts/texts.tsx'
import styles from './gate.module.css'

/** The page before one is in: which workshop this is, and one thing to do. */
export function Gate(props: { title: string; lead?: ReactNode; children: ReactNode }) {
  const { t, locale, setLocale } = useLanguage()
  const workshop = useQuery({ ...read('/api/v1/workshop'), staleTime: 300_000 })
  usePageTitle(props.title)
  return (
    <main className={styles.gate}>
      <div className={styles.card}>
        <p className={styles.workshop}>
          <span className={styles.mark} aria-hidden>
            {workshop.data?.code.slice(0, 2)}
          </span>
          {workshop.data?.name}
        </p>
        <Title order={1} className={styles.title}>
          {props.title}
        </Title>
        {props.lead ? <p className={styles.lead}>{props.lead}</p> : null}
        {props.children}
      </div>
      <nav className={styles.languages} aria-label={t('nav.language')}>
        {LOCALES.map((option) => (
          <button
            key={option}
            type="button"
            lang={option}
            aria-current={locale === option}
            onClick={() => setLocale(option)}
          >
            {LANGUAGE_NAMES[option]}
          </button>
        ))}
      </nav>
    </main>
  )
}

/** The form of a gate: fields and its button, one below the other. */
export function GateForm(props: { onSubmit(): void; children: ReactNode }) {
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault()
        props.onSubmit()
      }}
    >
      {props.children}
    </form>
  )
}
