import { setTimeout as delay } from 'node:timers/promises'
import { exitCodes, StartError } from '../start-error.ts'
import type { Postmaster, StopMode } from './postmaster.ts'

/** How often a server that ends by itself is started again within a minute. */
export const restartsPerMinute = 5

export interface Supervised {
  /** The server that runs now, or ran last. */
  current(): Postmaster
  /** Rejects when the server ended by itself and could not be kept running. Never resolves. */
  readonly lost: Promise<never>
  stop(mode: StopMode): Promise<void>
}

/**
 * Keeps a server running: one that ends by itself (killed, out of memory) is started again, at once the first time.
 * After five times within a minute it is given up.
 */
export function supervise(
  first: Postmaster,
  { restart, pauseMs = 500 }: { restart: (how: string) => Promise<Postmaster>; pauseMs?: number },
): Supervised {
  let server = first
  let starting: Promise<Postmaster> = Promise.resolve(first)
  const stopping = new AbortController()

  const watch = async (): Promise<void> => {
    let endsMs: number[] = []
    for (;;) {
      const how = await server.ended
      if (stopping.signal.aborted) return
      const nowMs = performance.now()
      endsMs = [...endsMs.filter((atMs) => nowMs - atMs < 60_000), nowMs]
      if (endsMs.length > restartsPerMinute) {
        throw new StartError(
          exitCodes.database,
          `The embedded database ended ${endsMs.length} times within a minute (the last time ${how}) and is not started again.`,
        )
      }
      await delay((endsMs.length - 1) * pauseMs, undefined, { signal: stopping.signal }).catch(
        () => undefined,
      )
      if (stopping.signal.aborted) return
      starting = restart(how)
      server = await starting
    }
  }
  const lost = new Promise<never>((_, reject) => {
    watch().catch(reject)
  })
  // Whoever cares listens too; without a listener it must not end the process by itself.
  lost.catch(() => undefined)
  return {
    current: () => server,
    lost,
    async stop(mode) {
      stopping.abort()
      const last = await starting.catch(() => undefined)
      await last?.stop(mode)
    },
  }
}
