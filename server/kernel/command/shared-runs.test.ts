import { describe, expect, it } from 'vitest'
import { SharedRuns } from './shared-runs.ts'

/** Work that ends when it is told to, and gives the number of the run. */
function controlled() {
  const ends: ((error?: Error) => void)[] = []
  const work = () =>
    new Promise<number>((resolve, reject) => {
      const n = ends.length + 1
      ends.push((error) => (error ? reject(error) : resolve(n)))
    })
  const end = async (n: number, error?: Error) => {
    ends[n - 1]!(error)
    await new Promise(setImmediate)
  }
  return { work, end, begun: () => ends.length }
}

describe('shared runs', () => {
  it('give those who come while one runs the result of the next, begun after they came, once for all of them', async () => {
    const runs = new SharedRuns<number>()
    const { work, end, begun } = controlled()
    const first = runs.run('list', work)
    const later = [runs.run('list', work), runs.run('list', work)]
    expect(begun()).toBe(1)
    await end(1)
    expect(begun()).toBe(2)
    const duringSecond = runs.run('list', work)
    await end(2)
    await end(3)
    expect(await Promise.all([first, ...later, duringSecond])).toEqual([1, 2, 2, 3])
    expect(runs.size).toBe(0)
  })

  it('keep different things apart, and begin anew when nothing runs', async () => {
    const runs = new SharedRuns<number>()
    const { work, end } = controlled()
    const a = runs.run('a', work)
    const b = runs.run('b', work)
    await end(1)
    await end(2)
    const again = runs.run('a', work)
    await end(3)
    expect(await Promise.all([a, b, again])).toEqual([1, 2, 3])
  })

  it('tell a failure to those who waited for that run, and nobody else', async () => {
    const runs = new SharedRuns<number>()
    const { work, end } = controlled()
    const first = runs.run('list', work)
    const second = runs.run('list', work)
    const failure = first.catch((error: Error) => error.message)
    await end(1, new Error('away'))
    await end(2)
    expect(await failure).toBe('away')
    expect(await second).toBe(2)
    expect(runs.size).toBe(0)
  })
})
