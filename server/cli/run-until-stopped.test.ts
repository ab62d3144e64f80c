import { EventEmitter } from 'node:events'
import { describe, expect, it } from 'vitest'
import { runUntilStopped } from './run-until-stopped.ts'

/** A server whose start and close end when the test says so. */
function stage({ timeoutMs = 60_000 } = {}) {
  const process = new EventEmitter()
  const started = Promise.withResolvers<void>()
  const closed = Promise.withResolvers<void>()
  const said: string[] = []
  const heard = { close: 0 }
  const code = runUntilStopped({
    run: async () => {
      await started.promise
      return {
        close: async () => {
          heard.close++
          await closed.promise
        },
      }
    },
    process,
    timeoutMs,
    say: (line) => said.push(line),
  })
  return { process, started, closed, said, heard, code }
}

/** Lets everything run that waits for nothing from outside. */
const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

describe('a running server', () => {
  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'])('closes at %s, and ends well when all is done', async (signal) => {
    const { process, started, closed, said, heard, code } = stage()
    started.resolve()
    await settle()
    expect(heard.close).toBe(0)
    process.emit(signal)
    await settle()
    expect(heard.close).toBe(1)
    closed.resolve()
    expect(await code).toBe(0)
    expect(said).toEqual(['Stopping (once more stops at once)', 'Stopped'])
    expect(process.eventNames()).toEqual([])
  })

  it('ends at once at the second signal, with the code of a failure', async () => {
    const { process, started, said, heard, code } = stage()
    started.resolve()
    await settle()
    process.emit('SIGTERM')
    await settle()
    process.emit('SIGINT')
    expect(await code).toBe(1)
    expect(heard.close).toBe(1)
    expect(said.at(-1)).toBe('Stopped at once')
  })

  it('obeys a signal that comes during the start when the start is done', async () => {
    const { process, started, closed, said, heard, code } = stage()
    process.emit('SIGINT')
    await settle()
    expect(said).toEqual(['Stopping as soon as the start is done (once more stops at once)'])
    started.resolve()
    closed.resolve()
    expect(await code).toBe(0)
    expect(heard.close).toBe(1)
  })

  it('ends at once at a second signal during the start', async () => {
    const { process, code } = stage()
    process.emit('SIGINT')
    process.emit('SIGINT')
    expect(await code).toBe(1)
  })

  it('closes when the process that started it is gone, and does not take that for insisting', async () => {
    const { process, started, closed, heard, code } = stage()
    started.resolve()
    process.emit('SIGTERM')
    process.emit('disconnect')
    await settle()
    closed.resolve()
    expect(await code).toBe(0)
    expect(heard.close).toBe(1)

    const orphan = stage()
    orphan.started.resolve()
    orphan.process.emit('disconnect')
    orphan.closed.resolve()
    expect(await orphan.code).toBe(0)
  })

  it('does not wait for ever for a close that hangs', async () => {
    const { process, started, said, code } = stage({ timeoutMs: -4_999 })
    started.resolve()
    process.emit('SIGTERM')
    expect(await code).toBe(1)
    expect(said.at(-1)).toBe('Stopped before everything was done: it took longer than 1 ms')
  })

  it('passes on what goes wrong at the start and at the end', async () => {
    const first = stage()
    first.started.reject(new Error('port in use'))
    await expect(first.code).rejects.toThrow('port in use')
    const second = stage()
    second.started.resolve()
    second.process.emit('SIGTERM')
    second.closed.reject(new Error('disk full'))
    await expect(second.code).rejects.toThrow('disk full')
  })
})
