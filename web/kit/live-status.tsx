import { Button } from '@mantine/core'
import { IconCloudCheck, IconCloudOff } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import { tryLiveNow, useLiveState } from '../api/live.ts'
import { useTexts } from '../texts/texts.tsx'
import styles from './live-status.module.css'

/** A connection that is back sooner was hardly gone. */
const GRACE_MS = 2_000
const SHOWN_MS = 3_000

/** Says that what is on the screen may be out of date, and when it is not any more. */
export function LiveStatus() {
  const t = useTexts()
  const state = useLiveState()
  const [shown, setShown] = useState<'lost' | 'back'>()
  const wasShown = useRef(false)
  useEffect(() => {
    if (state === 'lost') {
      const timer = setTimeout(() => {
        wasShown.current = true
        setShown('lost')
      }, GRACE_MS)
      return () => clearTimeout(timer)
    }
    if (state !== 'open' || !wasShown.current) return
    wasShown.current = false
    setShown('back')
    const timer = setTimeout(() => setShown(undefined), SHOWN_MS)
    return () => clearTimeout(timer)
  }, [state])
  return (
    <div role="status" className={styles.place}>
      {shown === undefined ? null : (
        <p className={styles.status} data-state={shown}>
          {shown === 'lost' ? (
            <IconCloudOff size={16} stroke={1.75} aria-hidden />
          ) : (
            <IconCloudCheck size={16} stroke={1.75} aria-hidden />
          )}
          {t(shown === 'lost' ? 'live.lost' : 'live.back')}
          {shown === 'lost' ? (
            <Button variant="subtle" size="compact-xs" color="gray" onClick={tryLiveNow}>
              {t('live.tryNow')}
            </Button>
          ) : null}
        </p>
      )}
    </div>
  )
}
