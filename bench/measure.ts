/** What one way of doing something took. */
export interface Measured {
  /** Operations a second. */
  perSecond: number
  /** Milliseconds. */
  p50: number
  p95: number
  p99: number
  count: number
}

const percentile = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0

/**
 * How long a program that was just started is kept busy before it is measured: V8 compiles what is called often, and PostgreSQL keeps a
 * plan after it was made five times on each connection. A server that runs for weeks has both behind it.
 */
export const WARM_UP_MS = 5_000

/** Runs `work` again and again, `concurrency` at a time, for that long. Each worker is told its number and its turn. */
export async function runFor(
  milliseconds: number,
  concurrency: number,
  work: (worker: number, turn: number) => Promise<unknown>,
): Promise<{ times: number[]; elapsedMs: number }> {
  const times: number[] = []
  const startedMs = performance.now()
  const untilMs = startedMs + milliseconds
  await Promise.all(
    Array.from({ length: concurrency }, async (_, worker) => {
      for (let turn = 0; performance.now() < untilMs; turn++) {
        const begunMs = performance.now()
        await work(worker, turn)
        times.push(performance.now() - begunMs)
      }
    }),
  )
  return { times, elapsedMs: performance.now() - startedMs }
}

export function summarise(slices: readonly { times: number[]; elapsedMs: number }[]): Measured {
  const times = slices.flatMap((slice) => slice.times).sort((a, b) => a - b)
  const elapsedMs = slices.reduce((sum, slice) => sum + slice.elapsedMs, 0)
  return {
    perSecond: (times.length / elapsedMs) * 1000,
    p50: percentile(times, 0.5),
    p95: percentile(times, 0.95),
    p99: percentile(times, 0.99),
    count: times.length,
  }
}

/** A way of doing something, for a comparison. */
export interface Contender {
  name: string
  work: (worker: number, turn: number) => Promise<unknown>
}

export interface Comparison {
  ours: Measured
  theirs: Measured
  /** Median of ours ÷ theirs over the pairs of slices, with the smallest and largest. */
  ratio: { median: number; min: number; max: number }
}

/** Runs two ways in turn, slice by slice, so that a machine that gets slower or faster does so for both. */
export async function compare(
  ours: Contender,
  theirs: Contender,
  options: { concurrency: number; slices?: number; sliceMs?: number; warmUpMs?: number },
): Promise<Comparison> {
  const { concurrency, slices = 5, sliceMs = 1_000, warmUpMs = 500 } = options
  await runFor(warmUpMs, concurrency, ours.work)
  await runFor(warmUpMs, concurrency, theirs.work)
  const a: { times: number[]; elapsedMs: number }[] = []
  const b: { times: number[]; elapsedMs: number }[] = []
  const ratios: number[] = []
  for (let i = 0; i < slices; i++) {
    const first = await runFor(sliceMs, concurrency, ours.work)
    const second = await runFor(sliceMs, concurrency, theirs.work)
    a.push(first)
    b.push(second)
    ratios.push(first.times.length / first.elapsedMs / (second.times.length / second.elapsedMs))
  }
  ratios.sort((x, y) => x - y)
  return {
    ours: summarise(a),
    theirs: summarise(b),
    ratio: { median: ratios[Math.floor(ratios.length / 2)]!, min: ratios[0]!, max: ratios.at(-1)! },
  }
}

const number = (value: number): string =>
  value >= 100 ? Math.round(value).toLocaleString('en') : value.toFixed(value >= 10 ? 1 : 2)

export const line = (name: string, m: Measured): string =>
  `${name.padEnd(54)} ${number(m.perSecond).padStart(9)}/s   p50 ${number(m.p50)} ms  p95 ${number(m.p95)} ms  p99 ${number(m.p99)} ms  (${m.count})`

export const ratioLine = (
  name: string,
  { ours, theirs, ratio }: Comparison,
  other = 'the same SQL by hand',
): string =>
  `${line(name, ours)}\n${line(`  ${other}`, theirs)}\n  ratio ${ratio.median.toFixed(2)} (${ratio.min.toFixed(2)}–${ratio.max.toFixed(2)})`
