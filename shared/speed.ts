// node shared/speed.ts: prints how fast ids and serials are made, and fails below the bars.
import { newId } from './ids.ts'
import { mintMany, tenantKey, verifyHuman } from './serial/mint.ts'

const ROUNDS = 7
const IDS = 1_000_000
const SERIALS = 10_000
const LEAST_IDS_PER_SECOND = 1_000_000
const MOST_MS_PER_10000_SERIALS = 150

function medianMs(work: () => void): number {
  const times = Array.from({ length: ROUNDS }, () => {
    const start = performance.now()
    work()
    return performance.now() - start
  })
  return times.sort((a, b) => a - b)[ROUNDS >> 1]!
}

const key = tenantKey(new Uint8Array(32).fill(7), 'MA01')
const range = { tenant: 'MA01', line: 'OEM', lineIndex: 1, sku: 'OILCLOTH', day: '2025-11-09' }
const serials = mintMany({ ...range, firstSeq: 1, count: SERIALS }, key)

const idsPerSecond =
  IDS /
  (medianMs(() => {
    for (let i = 0; i < IDS; i++) newId()
  }) /
    1000)
const mintMs = medianMs(() => {
  mintMany({ ...range, firstSeq: 99_000, count: SERIALS }, key)
})
const verifyMs = medianMs(() => {
  for (const { seq, human } of serials) verifyHuman(human, { ...range, seq }, [key])
})

console.info(`newId: ${(idsPerSecond / 1e6).toFixed(1)} million a second (bar: 1)`)
console.info(`mintMany: ${mintMs.toFixed(0)} ms for ${SERIALS} serials in both forms (bar: 150)`)
console.info(`verifyHuman, one key: ${((verifyMs / SERIALS) * 1000).toFixed(1)} µs each`)
if (idsPerSecond < LEAST_IDS_PER_SECOND || mintMs > MOST_MS_PER_10000_SERIALS) process.exitCode = 1
