import { type ComponentType, createElement, lazy, type ReactNode, Suspense, useState } from 'react'

/** A part of the page that is loaded before it is asked for, once the browser has nothing better to do. */
export interface Prepared<P extends object> {
  Part(props: P): ReactNode
  load(): Promise<unknown>
}

/**
 * Prepares a part. What is there is drawn in the same frame: React's own `lazy` would draw nothing first, even of what is loaded, and hold
 * the part back for a third of a second.
 */
export function prepared<P extends object>(load: () => Promise<{ default: ComponentType<P> }>): Prepared<P> {
  let loaded: ComponentType<P> | undefined
  const keep = async () => {
    const module = await load()
    loaded = module.default
    return module
  }
  const Later = lazy(keep)
  return {
    load: keep,
    Part(props) {
      const [Now] = useState(() => loaded)
      return Now ? (
        createElement(Now, props)
      ) : (
        <Suspense fallback={null}>{createElement(Later as ComponentType<P>, props)}</Suspense>
      )
    },
  }
}

/** Does something when the browser rests, and after so many milliseconds in any case. Gives what calls it off. */
export function whenIdle(work: () => void, atLatestMs: number): () => void {
  // Safari has no such call.
  if (typeof requestIdleCallback === 'undefined') {
    const timer = setTimeout(work, atLatestMs)
    return () => clearTimeout(timer)
  }
  const request = requestIdleCallback(work, { timeout: atLatestMs })
  return () => cancelIdleCallback(request)
}
