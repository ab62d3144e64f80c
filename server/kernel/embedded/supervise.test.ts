import { describe, expect, it } from 'vitest'
import type { Postmaster } from './postmaster.ts'
import { supervise } from './supervise.ts'

interface Server extends Postmaster {
  end(how: string): void
  readonly stops: string[]
}

/** A server that ends when it is told to. */
const server = (pid: number): Server => {
  const { promise, resolve } = Promise.withResolvers<string>()
  const stops: string[] = []
  return {
    pid,
    ended: promise,
    end: resolve,
    stops,
    async stop(mode) {
      stops.push(mode)
      resolve('stopped')
    },
  }
}

describe('a supervised server', () => {
  it('is started again when it ends by itself, and the new one is stopped in the end', async () => {
    const first = server(1)
    const second = server(2)
    const started = Promise.withResolvers<string>()
    const supervised = supervise(first, {
      restart: async (how) => {
        started.resolve(how)
        return second
      },
    })
    first.end('it was ended by SIGKILL')
    expect(await started.promise).toBe('it was ended by SIGKILL')
    await supervised.stop('fast')
    expect(second.stops).toEqual(['fast'])
    expect(supervised.current().pid).toBe(2)
  })

  it('is not started again when it was stopped', async () => {
    const first = server(1)
    let restarts = 0
    const supervised = supervise(first, {
      restart: async () => {
        restarts++
        return server(2)
      },
    })
    await supervised.stop('immediate')
    await first.ended
    expect(first.stops).toEqual(['immediate'])
    expect(restarts).toBe(0)
  })

  it('is lost when it cannot be started again', async () => {
    const first = server(1)
    const supervised = supervise(first, {
      restart: async () => {
        throw new Error('no space left on device')
      },
    })
    first.end('it ended with code 1')
    await expect(supervised.lost).rejects.toThrow('no space left on device')
    await supervised.stop('fast')
  })

  it('is given up after it ended five times within a minute', async () => {
    const first = server(1)
    let restarts = 0
    const supervised = supervise(first, {
      pauseMs: 1,
      restart: async () => {
        const next = server(++restarts + 1)
        next.end('it ended with code 2')
        return next
      },
    })
    first.end('it ended with code 2')
    await expect(supervised.lost).rejects.toThrow(
      'ended 6 times within a minute (the last time it ended with code 2)',
    )
    expect(restarts).toBe(5)
  })
})
