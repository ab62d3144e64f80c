import { ActionIcon } from '@mantine/core'
import { IconChevronDown, IconChevronUp } from '@tabler/icons-react'
import { useRouter, useRouterState } from '@tanstack/react-router'
import { useMemo } from 'react'
import { useTexts } from '../texts/texts.tsx'
import { useKeys } from './keys.ts'
import styles from './shell.module.css'
import { useStore } from './store.ts'
import { neighbours, trail } from './trail.ts'

/** On the page of a record that was opened from a list: the one before and the one after, as the list had them. */
export function Neighbours() {
  const t = useTexts()
  const router = useRouter()
  const here = useRouterState({ select: (state) => `/desk${state.location.pathname}` })
  const followed = useStore(trail)
  const beside = followed && neighbours(here, followed)
  const keys = useMemo(() => {
    const go = (page: string | undefined) => page !== undefined && router.history.replace(page)
    return beside
      ? {
          j: () => go(beside.next),
          k: () => go(beside.previous),
          u: () => followed && router.history.push(followed.list),
        }
      : {}
  }, [beside, followed, router])
  useKeys(keys)
  if (!beside) return null
  return (
    <fieldset className={styles.neighbours} aria-label={t('record.neighbours')}>
      <span className={styles.position}>{t('record.position', { at: beside.at + 1, of: beside.of })}</span>
      <ActionIcon
        aria-label={t('record.previous')}
        aria-keyshortcuts="k"
        disabled={beside.previous === undefined}
        onClick={keys.k}
      >
        <IconChevronUp size={18} stroke={1.75} />
      </ActionIcon>
      <ActionIcon
        aria-label={t('record.next')}
        aria-keyshortcuts="j"
        disabled={beside.next === undefined}
        onClick={keys.j}
      >
        <IconChevronDown size={18} stroke={1.75} />
      </ActionIcon>
    </fieldset>
  )
}
