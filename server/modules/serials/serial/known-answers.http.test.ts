import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '../../../../shared/ids.ts'
import knownAnswers from '../../../../shared/serial/vectors.json' with { type: 'json' }
import type { TestTenant, Workshop } from '../../../kernel/testing/workshop.ts'
import { issueSome, makeProduct, openSerials } from '../serials.build.ts'

const masters = [...new Set(knownAnswers.cases.map((known) => known.master))]
// Ids carry the time in 48 bits, and the test server's partitions take any of it.
describe.each(masters)('with the master key %s', (master) => {
  const cases = knownAnswers.cases.filter((known) => known.master === master)
  let workshop: Workshop
  const makers = new Map<string, TestTenant>()
  const products = new Map<string, string>()
  beforeAll(async () => {
    // A key that is no longer the current one stands behind it in the ring.
    workshop = await openSerials({
      env: { SERIAL_MASTER_KEYS: [master, ...masters.filter((m) => m !== master)].join(',') },
    })
  })
  afterAll(() => workshop.close())

  it.each(cases)('issues $human as the contract says, and knows it again in both forms', async (known) => {
    const maker = makers.get(known.tenant) ?? (await workshop.tenant(known.tenant, { timeZone: 'UTC' }))
    makers.set(known.tenant, maker)
    const product =
      products.get(known.tenant + known.sku) ??
      (await makeProduct(maker, { sku: known.sku, line: known.line }))
    products.set(known.tenant + known.sku, product)
    workshop.clock.set(`${known.day}T05:00:00Z`)
    if (known.lineIndex > 1)
      await maker
        .as('owner')
        .post('serials/lines', { code: known.line, name: known.line, index: known.lineIndex })
    // As if the numbers before had been issued.
    await maker.rows(
      `insert into serial_counter (tenant_id, id, line, day, last) values ($1, $2, $3, $4, $5)
       on conflict (tenant_id, line, day) do update set last = excluded.last`,
      maker.id,
      newId(),
      known.line,
      known.day,
      known.seq - 1,
    )
    const [made] = await issueSome(maker, product, 1, { line: known.line })
    expect(made).toMatchObject({ serial: known.human, compact: known.compact, seq: known.seq })
    await workshop.drain()
    for (const typed of [
      known.human,
      known.compact,
      known.human.toLowerCase(),
      known.human.replaceAll('-', ' '),
    ]) {
      const reply = await maker.anonymous.get(`/api/public/serial/verify/${encodeURIComponent(typed)}`)
      expect([reply.status, reply.body.serial]).toEqual([200, known.human])
    }
  })
})
