import { newId } from '../../shared/ids.ts'
import { checkCharacter } from '../../shared/serial/check.ts'
import { CROCKFORD } from '../../shared/serial/crockford.ts'
import { fold } from '../../shared/serial/fold.ts'
import { drained } from '../drained.ts'
import type { BenchEnvironment } from '../environment.ts'
import { HttpConnection } from '../http-client.ts'

export const title = 'Whether the time of a "not found" tells its cause'

/** Questions of each kind. */
const EACH = Number(process.env.TIMING_QUESTIONS ?? 1_500)
const PIECES = 200
/** What leakage assessment of cryptographic devices takes for a difference. */
const THRESHOLD = 4.5
const PERMUTATIONS = 2_000

interface Sample {
  mean: number
  variance: number
  n: number
}
const describe = (times: readonly number[]): Sample => {
  const mean = times.reduce((sum, time) => sum + time, 0) / times.length
  const variance = times.reduce((sum, time) => sum + (time - mean) ** 2, 0) / (times.length - 1)
  return { mean, variance, n: times.length }
}
/** Welch's t of two samples. */
const welch = (a: Sample, b: Sample): number =>
  (a.mean - b.mean) / Math.sqrt(a.variance / a.n + b.variance / b.n)

const median = (times: readonly number[]): number =>
  [...times].sort((a, b) => a - b)[Math.floor(times.length / 2)]!

/** The share of random divisions of both samples whose medians lie as far apart as these do. */
function permutation(a: readonly number[], b: readonly number[]): number {
  const all = [...a, ...b]
  const found = Math.abs(median(a) - median(b))
  let further = 0
  for (let round = 0; round < PERMUTATIONS; round++) {
    for (let i = all.length - 1; i > 0; i--) {
      const j = Math.floor(Math.random() * (i + 1))
      ;[all[i], all[j]] = [all[j]!, all[i]!]
    }
    if (Math.abs(median(all.slice(0, a.length)) - median(all.slice(a.length))) >= found) further++
  }
  return further / PERMUTATIONS
}

/** The same head with another hash and the check character that fits it. */
function otherHash(serial: string, i: number): string {
  const head = serial.slice(0, -6)
  for (let n = i; ; n++) {
    const hash = [15, 10, 5, 0].map((shift) => CROCKFORD[((n * 7919) >> shift) & 31]).join('')
    const check = checkCharacter(fold(head) + hash)
    if (CROCKFORD.includes(check) && hash !== serial.slice(-6, -2)) return `${head}${hash}-${check}`
  }
}

export async function run(env: BenchEnvironment): Promise<void> {
  const t = await env.tenant('TIM1')
  const product = await t.run<{ id: string }>('catalog.product.create', {
    ...{ sku: 'TOTE', name: 'Saddle Tote', kind: 'finished', unit: 'pc', currency: 'THB' },
    ...{ serialised: true, serialCode: 'TOTE', line: 'HAT' },
  })
  const issued = await t.run<{ serials: { id: string; serial: string }[] }>(
    'serials.serial.issue',
    { line: 'HAT', productId: product.id, quantity: PIECES },
    { idempotencyKey: newId() },
  )
  const pieces = issued.serials
  for (const piece of pieces.slice(0, PIECES / 2))
    await t.run('serials.serial.quarantine', { id: piece.id, reason: 'For the measurement' })
  await drained(env.ownerUrl)
  const quarantined = pieces.slice(0, PIECES / 2)
  const genuine = pieces.slice(PIECES / 2)
  // A row of the registry whose number no key signed: what a forger with the database would have.
  await env.kernel.registry.pool.query(
    `update registry.piece set serial = f.serial, folded = f.folded from unnest($1::uuid[], $2::text[], $3::text[]) f(id, serial, folded)
     where piece.id = f.id`,
    [
      genuine.map((piece) => piece.id),
      genuine.map((piece, i) => otherHash(piece.serial, i + 1)),
      genuine.map((piece, i) => fold(otherHash(piece.serial, i + 1))),
    ],
  )
  const pick = <T>(items: readonly T[], i: number): T => items[i % items.length]!
  const kinds: Record<string, (i: number) => string> = {
    'wrong check': (i) => {
      const { serial } = pick(genuine, i)
      return serial.slice(0, -1) + (serial.endsWith('0') ? '1' : '0')
    },
    'well formed, unknown': (i) => otherHash(pick(genuine, i).serial, i + 100_000),
    'wrong hash in the registry': (i) =>
      otherHash(pick(genuine, i % genuine.length).serial, (i % genuine.length) + 1),
    quarantined: (i) => pick(quarantined, i).serial,
    'the same again (control)': (i) => pick(quarantined, i).serial,
  }
  const names = Object.keys(kinds)
  const times: Record<string, number[]> = Object.fromEntries(names.map((name) => [name, []]))
  const connection = await HttpConnection.open(env.program.port, 'localhost')
  const total = names.length * EACH
  const order = Array.from({ length: total }, (_, i) => names[i % names.length]!)
  for (let i = total - 1; i > 0; i--) {
    const j = Math.floor(Math.random() * (i + 1))
    ;[order[i], order[j]] = [order[j]!, order[i]!]
  }
  for (const [i, name] of ['quarantined', 'quarantined', ...order].entries()) {
    const startedMs = performance.now()
    const reply = await connection.send('GET', `/api/public/serial/verify/${kinds[name]!(i)}`)
    const ms = performance.now() - startedMs
    if (reply.status !== 404) throw new Error(`${name} answered ${reply.status}`)
    if (i >= 2) times[name]!.push(ms)
  }
  connection.close()
  // What a pause of the machine adds to one question says nothing of its kind: the slowest hundredth of all is cut off.
  const cut = Object.values(times)
    .flat()
    .sort((a, b) => a - b)[Math.floor(total * 0.99)]!
  const kept = Object.fromEntries(names.map((name) => [name, times[name]!.filter((time) => time <= cut)]))
  for (const name of names) {
    const { mean, variance, n } = describe(kept[name]!)
    console.info(`${name.padEnd(28)} ${mean.toFixed(4)} ms ± ${Math.sqrt(variance).toFixed(4)}  (${n})`)
  }
  let worst = 0
  for (const [i, a] of names.entries())
    for (const b of names.slice(i + 1)) {
      const t = welch(describe(kept[a]!), describe(kept[b]!))
      worst = Math.max(worst, Math.abs(t))
      const p = permutation(kept[a]!, kept[b]!)
      console.info(`  ${a} – ${b}: Welch t ${t.toFixed(2)}, medians by permutation p ${p.toFixed(3)}`)
    }
  // The test would see a difference if there were one: a tenth of a millisecond on one kind.
  const slower = kept.quarantined!.map((time) => time + 0.1)
  console.info(
    `largest |t| ${worst.toFixed(2)} (a difference from ${THRESHOLD}); 0.1 ms more on one kind would give ${Math.abs(welch(describe(slower), describe(kept['well formed, unknown']!))).toFixed(1)}`,
  )
  if (worst >= THRESHOLD) throw new Error('the time of an answer tells its cause')
}
