import type { BenchEnvironment } from '../environment.ts'
import { line, runFor, summarise } from '../measure.ts'
import { openYardstick } from '../yardstick.ts'

export const title = 'Yardstick: what this machine does right now, without this program'

/** Figures a second are only worth something beside these. */
export async function run(env: BenchEnvironment): Promise<void> {
  const { writes, reads } = await openYardstick(env)
  for (const [name, work] of [
    ['seven inserts in one transaction, concurrency 8', writes],
    ['one row read by an index, concurrency 8', reads],
  ] as const) {
    await runFor(500, 8, work)
    console.info(line(name, summarise([await runFor(3_000, 8, work)])))
  }
}
