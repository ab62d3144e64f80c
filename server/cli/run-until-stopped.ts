import { setTimeout as delay } from 'node:timers/promises'
import { type ExitCode, exitCodes } from '../kernel/start-error.ts'

/** What is there of a process: where signals arrive, and the end of the one that started it. */
export interface SignalSource {
  on(event: 'SIGINT' | 'SIGTERM' | 'SIGHUP' | 'disconnect', listener: () => void): unknown
  off(event: 'SIGINT' | 'SIGTERM' | 'SIGHUP' | 'disconnect', listener: () => void): unknown
}

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
/** For what has to be closed after the requests in flight, the database above all. */
const closingMs = 5_000

/**
 * Runs a server until the first SIGINT or SIGTERM (or until the process that started this one is gone), then closes
 * it; a second signal, or a close that takes too long, ends the wait with the exit code of a failure. A signal during
 * the start is obeyed as soon as the start is done.
 * @throws what `run` or `close` throws
 */
export async function runUntilStopped(options: {
  run: () => Promise<{ close(): Promise<void> }>
  process: SignalSource
  /** How long requests and jobs in flight get. */
  timeoutMs: number
  say: (line: string) => void
}): Promise<ExitCode> {
  const { process: source, timeoutMs, say } = options
  const asked = Promise.withResolvers<void>()
  const insisted = Promise.withResolvers<void>()
  let requests = 0
  let isStarted = false
  const onSignal = (): void => {
    requests++
    if (requests > 1) {
      insisted.resolve()
      return
    }
    say(`${isStarted ? 'Stopping' : 'Stopping as soon as the start is done'} (once more stops at once)`)
    asked.resolve()
  }
  // Nobody is left to insist when the starter is gone, and it may have passed a signal on just before.
  const onOrphaned = (): void => {
    if (requests === 0) onSignal()
  }
  for (const signal of signals) source.on(signal, onSignal)
  source.on('disconnect', onOrphaned)

  const served = async (): Promise<ExitCode> => {
    const running = await options.run()
    isStarted = true
    await asked.promise
    const tooLate = new AbortController()
    const closed = running.close().then(() => true)
    const outOfTime = delay(timeoutMs + closingMs, false, { signal: tooLate.signal })
    try {
      if (await Promise.race([closed, outOfTime])) {
        say('Stopped')
        return exitCodes.ok
      }
      say(`Stopped before everything was done: it took longer than ${timeoutMs + closingMs} ms`)
      return exitCodes.failed
    } finally {
      outOfTime.catch(() => undefined)
      tooLate.abort()
    }
  }
  const atOnce = insisted.promise.then((): ExitCode => {
    say('Stopped at once')
    return exitCodes.failed
  })
  try {
    const end = served()
    end.catch(() => undefined)
    return await Promise.race([end, atOnce])
  } finally {
    for (const signal of signals) source.off(signal, onSignal)
    source.off('disconnect', onOrphaned)
  }
}
