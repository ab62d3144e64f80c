import { Button, Modal } from '@mantine/core'
import { useBlocker } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { useTexts } from '../texts/texts.tsx'
import styles from './command-dialog.module.css'

/**
 * Asks before something typed is left: by closing, by going to another page, by closing the window (which the browser asks itself).
 * `leave` closes what it stands in after the question.
 */
export function useUnsaved(options: {
  isDirty(): boolean
  /** Whether it can be kept for later. */
  keep?: (() => void) | undefined
  discard(): void
  leave(): void
}): { ask(): void; question: ReactNode } {
  const t = useTexts()
  const { isDirty, keep, discard, leave } = options
  const [isAsking, setAsking] = useState(false)
  const blocker = useBlocker({ shouldBlockFn: isDirty, enableBeforeUnload: isDirty, withResolver: true })
  const isBlocked = blocker.status === 'blocked'
  const stay = () => {
    setAsking(false)
    blocker.reset?.()
  }
  const go = (before: () => void) => {
    before()
    setAsking(false)
    if (isBlocked) blocker.proceed?.()
    else leave()
  }
  const question =
    isAsking || isBlocked ? (
      <Modal
        opened
        onClose={stay}
        size="24rem"
        title={<span className={styles.title}>{t('unsaved.title')}</span>}
        closeButtonProps={{ 'aria-label': t('action.close') }}
        transitionProps={{ duration: 0 }}
      >
        <p className={styles.text}>{t(keep ? 'unsaved.text.draft' : 'unsaved.text')}</p>
        <div className={styles.choices}>
          <Button data-autofocus onClick={stay}>
            {t('unsaved.stay')}
          </Button>
          {keep ? (
            <Button variant="default" onClick={() => go(keep)}>
              {t('unsaved.keep')}
            </Button>
          ) : null}
          <Button variant="subtle" color="red" onClick={() => go(discard)}>
            {t('unsaved.discard')}
          </Button>
        </div>
      </Modal>
    ) : null
  return { ask: () => (isDirty() ? setAsking(true) : leave()), question }
}
