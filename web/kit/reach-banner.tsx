import { Button } from '@mantine/core'
import { IconPlugConnectedX } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import { isReached } from '../api/reach.ts'
import { useTexts } from '../texts/texts.tsx'
import { notify } from './notify.tsx'
import styles from './reach-banner.module.css'
import { useStore } from './store.ts'

const FIRST_MS = 2_000
const MOST_MS = 30_000

/** While the server does not answer: says so over every page, and asks by itself until it does. */
export function ReachBanner() {
  const reached = useStore(isReached)
  const t = useTexts()
  const client = useQueryClient()
  const wasReached = useRef(reached)
  // Whoever noticed it: the question below, or a request of the page that was faster.
  useEffect(() => {
    if (reached && !wasReached.current) {
      notify(t('reach.again'))
      void client.invalidateQueries()
    }
    wasReached.current = reached
  }, [reached, client, t])
  return reached ? null : <OutOfReach />
}

function OutOfReach() {
  const t = useTexts()
  const [isAsking, setAsking] = useState(false)
  const ask = useCallback(async () => {
    setAsking(true)
    try {
      const { ok } = await fetch('/health', { cache: 'no-store' })
      if (ok) isReached.set(true)
    } catch {
      // Still out of reach: the next try is on its way.
    } finally {
      setAsking(false)
    }
  }, [])
  useEffect(() => {
    let waitMs = FIRST_MS
    let timer = setTimeout(again, waitMs)
    function again() {
      void ask()
      waitMs = Math.min(waitMs * 2, MOST_MS)
      timer = setTimeout(again, waitMs)
    }
    const now = () => void ask()
    window.addEventListener('online', now)
    return () => {
      clearTimeout(timer)
      window.removeEventListener('online', now)
    }
  }, [ask])
  return (
    <div className={styles.banner} role="alert">
      <IconPlugConnectedX size={18} stroke={1.75} aria-hidden />
      <span>
        <strong>{t('error.unreachable')}.</strong> {t('reach.text')}
      </span>
      <Button size="compact-sm" variant="default" loading={isAsking} onClick={() => void ask()}>
        {t('action.retry')}
      </Button>
    </div>
  )
}
