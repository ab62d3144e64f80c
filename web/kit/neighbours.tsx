import { ActionIcon } from '@mantine/core'
import { IconChevronDown, IconChevronUp } from '@tabler/icons-react'
import { useRouter, useRouterState } from '@tanstack/react-router'
import { useEffect, useMemo } from 'react'
import { type Answer, answerOf, api } from '../api/client.ts'
import { toProblem } from '../api/problem.ts'
import { useTexts } from '../texts/texts.tsx'
import { useKeys } from './keys.ts'
import { notify } from './notify.tsx'
import styles from './shell.module.css'
import { useStore } from './store.ts'
import { follow, longer, neighbours, trail } from './trail.ts'

/** So many records are asked for at once, and so near to the end of those that are known. */
const MORE = 50
const NEAR = 3

type Page = { items: object[]; next: string | null; previous: string | null }
type Get = (path: string, init: object) => Promise<Answer<Page>>

let asking: Promise<void> | undefined

/** Asks for the records beyond those that are known, at one end; one question at a time. */
function goFurther(toEnd: boolean): Promise<void> {
  asking ??= ask(toEnd).finally(() => {
    asking = undefined
  })
  return asking
}

async function ask(toEnd: boolean): Promise<void> {
  const known = trail.get()
  const cursor = toEnd ? known?.beyond?.next : known?.beyond?.previous
  if (!known?.beyond || typeof cursor !== 'string') return
  const { path, query } = known.beyond
  // Where a list begins, holds for its first page only.
  const { startAt: _startAt, ...rest } = query
  const parameters = { ...rest, limit: MORE, ...(toEnd ? { after: cursor } : { before: cursor }) }
  const page = await answerOf((api.GET as unknown as Get)(path, { params: { query: parameters } }))
  const now = trail.get()
  // Somebody may have followed another list meanwhile.
  if (now === known) follow(longer(now, toEnd, page))
}

/** On the page of a record that was opened from a list: the one before and the one after, in the order of the list to its end. */
export function Neighbours() {
  const t = useTexts()
  const router = useRouter()
  const here = useRouterState({ select: (state) => `/desk${state.location.pathname}` })
  const followed = useStore(trail)
  const beside = followed && neighbours(here, followed)
  const isNearEnd = beside?.isMoreAfter === true && beside.at >= beside.of - NEAR
  const isNearStart = beside?.isMoreBefore === true && beside.at < NEAR
  useEffect(() => {
    // Ahead of who walks on; whoever presses the button hears what was wrong.
    if (isNearEnd) goFurther(true).catch(() => undefined)
    else if (isNearStart) goFurther(false).catch(() => undefined)
  }, [isNearEnd, isNearStart])
  const keys = useMemo(() => {
    const go = async (toEnd: boolean): Promise<void> => {
      const sideOf = () => {
        const now = trail.get()
        const found = now && neighbours(here, now)
        return toEnd ? found?.next : found?.previous
      }
      try {
        // What is asked already may be at the other end.
        if (sideOf() === undefined) await goFurther(toEnd)
        if (sideOf() === undefined) await goFurther(toEnd)
      } catch (thrown) {
        notify(t.refusal(toProblem(thrown).code) ?? t('record.failed'))
      }
      const page = sideOf()
      if (page !== undefined) router.history.replace(page)
    }
    return beside
      ? {
          j: () => void go(true),
          k: () => void go(false),
          u: () => followed && router.history.push(followed.list),
        }
      : {}
  }, [beside, followed, here, router, t])
  useKeys(keys)
  if (!beside) return null
  const { at, of, isMoreBefore, isMoreAfter } = beside
  return (
    <fieldset className={styles.neighbours} aria-label={t('record.neighbours')}>
      {isMoreBefore ? null : (
        <span className={styles.position}>
          {t('record.position', { at: at + 1, of: isMoreAfter ? `${of}+` : of })}
        </span>
      )}
      <ActionIcon
        aria-label={t('record.previous')}
        aria-keyshortcuts="k"
        disabled={beside.previous === undefined && !isMoreBefore}
        onClick={keys.k}
      >
        <IconChevronUp size={18} stroke={1.75} />
      </ActionIcon>
      <ActionIcon
        aria-label={t('record.next')}
        aria-keyshortcuts="j"
        disabled={beside.next === undefined && !isMoreAfter}
        onClick={keys.j}
      >
        <IconChevronDown size={18} stroke={1.75} />
      </ActionIcon>
    </fieldset>
  )
}
