import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '../../../../shared/ids.ts'
import type { TestTenant, Workshop } from '../../../kernel/testing/workshop.ts'
import { expectStatus, inTenant, sellProduct } from '../../checkout/shop.build.ts'
import { move } from '../../inventory/index.ts'
import { changeState, issue } from '../../serials/index.ts'
import { openOwnership } from '../ownership.build.ts'

/** 300 of every day; `npm run test:long` takes 100,000. */
const PIECES = Number(process.env.RECALL_PIECES ?? 300)
/** On the machine of the bars, with nothing else on it. */
const STRICT = process.env.STRICT_TIMES === '1'
const CHUNK = 10_000

let workshop: Workshop
let t: TestTenant
let lotId: string
beforeAll(async () => {
  workshop = await openOwnership()
  t = await workshop.tenant('MA01')
  const tote = await sellProduct(t, { sku: 'TOTE', serialised: true, serialCode: 'TOTE', line: 'HAT' })
  const leather = await sellProduct(t, { sku: 'HIDE', kind: 'material', published: false })
  const receipt = expectStatus(
    await t.as('owner').post('stock/receipts', {
      lines: [{ productId: leather, quantity: String(PIECES), unitCost: '1', lot: 'HIDE-7' }],
    }),
    201,
  )
  lotId = receipt.moves[0].lotId
  for (let from = 0; from < PIECES; from += CHUNK)
    await makeMany(tote, leather, Math.min(CHUNK, PIECES - from))
  await workshop.drain()
}, 600_000)
afterAll(() => workshop.close())

/** Of ten pieces five are sold, two of them claimed, and three in stock; each has the lot in it. */
async function makeMany(productId: string, materialId: string, quantity: number): Promise<void> {
  await inTenant(workshop, t, async (ctx) => {
    const pieces = await issue(ctx, { line: 'HAT', productId, quantity, state: 'issued' })
    const ids = pieces.map((piece) => piece.id)
    const part = (from: number, to: number) => ids.filter((_, i) => i % 10 >= from && i % 10 < to)
    await changeState(ctx, { ids: part(0, 8), from: ['issued'], to: 'in_stock' })
    await changeState(ctx, { ids: part(0, 5), from: ['in_stock'], to: 'sold' })
    await changeState(ctx, { ids: part(0, 2), from: ['sold'], to: 'claimed' })
    const common = { productId, from: 'OPENING', to: 'WH', kind: 'opening', quantity: '1', valueMinor: 100n }
    for (let from = 0; from < ids.length; from += 1_000)
      await move(
        ctx,
        part(5, 8)
          .slice(from, from + 1_000)
          .map((serialId) => ({ ...common, serialId })),
      )
    await ctx.tx.send({
      text: `insert into token_material (tenant_id, id, token_id, serial_id, product_id, lot_id, quantity, move_id, at)
        select $1, gen_random_uuid(), gen_random_uuid(), s, $3, $4, 1, gen_random_uuid(), now() from unnest($2::uuid[]) s`,
      values: [t.id, ids, materialId, lotId],
    })
    // Somebody collects: each owner has ten of them.
    await ctx.tx.send({
      text: `with piece as (
          select id, $2::uuid[] as all, ((n - 1) / 10) * 10 + 1 as first from unnest($2::uuid[]) with ordinality as g (id, n)
        ), person as (
          insert into owner (tenant_id, id, email, name, locale, verified_at)
          select distinct $1::uuid, piece.all[first], piece.all[first] || '@example.com', 'Owner', 'en', now() from piece
        ), own as (
          insert into ownership (tenant_id, id, serial_id, owner_id, since, claimed_at, version)
          select $1, id, id, piece.all[first], now(), now(), 1 from piece
        )
        insert into ownership_event (tenant_id, id, serial_id, version, kind, owner_id, way, at)
        select $1, id, id, 1, 'claimed', piece.all[first], 'code', now() from piece`,
      values: [t.id, part(0, 2)],
    })
  })
}

describe(`a recall of ${PIECES} pieces by their lot`, () => {
  it('is one action, set-based, and so is its end', { timeout: 600_000 }, async () => {
    const timed = async <T>(what: string, work: () => Promise<T>): Promise<T> => {
      const startedMs = performance.now()
      const result = await work()
      const tookMs = performance.now() - startedMs
      if (STRICT) {
        console.info(`${what}: ${Math.round(tookMs)} ms`)
        expect(tookMs).toBeLessThan(60_000)
      }
      return result
    }
    const criteria = { by: 'lot', lotIds: [lotId] }
    const seen = await timed('preview', () => t.as('owner').post('recalls/preview', { criteria }))
    expect(expectStatus(seen, 200)).toMatchObject({ pieces: PIECES, recallable: PIECES, owners: PIECES / 50 })
    workshop.takeStatements()
    const done = expectStatus(
      await timed('recall', () =>
        t
          .as('owner')
          .post(
            'recalls',
            { criteria, reason: 'The dye', text: 'Bring it back' },
            { 'idempotency-key': newId() },
          ),
      ),
      201,
    )
    expect(done).toMatchObject({ recalled: PIECES, people: PIECES / 50 })
    // However many pieces there are, the statements are as many.
    expect(workshop.takeStatements().length).toBeLessThan(30)
    await timed('registry and mails', () => workshop.drain())
    const [{ shown }] = (await workshop.asOwner<{ shown: string }>(
      `select count(*) as shown from registry.piece p join registry.piece_note n on n.piece_id = p.id and n.notice_id is not null
       where p.status = 'recalled'`,
    )) as [{ shown: string }]
    expect(Number(shown)).toBe(PIECES)
    expect((await t.as('owner').get(`recalls/${done.id}`)).body).toMatchObject({
      told: PIECES / 50,
      people: PIECES / 50,
    })
    const back = await timed('lift', () =>
      t.as('owner').post(`recalls/${done.id}/lift`, { reason: 'It holds' }),
    )
    expect(expectStatus(back, 200).lifted).toBe(PIECES)
    const states = await t.rows<{ state: string; n: number }>(
      'select state, count(*)::int as n from serial group by state order by state',
    )
    expect(states).toEqual([
      { state: 'claimed', n: PIECES / 5 },
      { state: 'in_stock', n: (PIECES * 3) / 10 },
      { state: 'issued', n: PIECES / 5 },
      { state: 'sold', n: (PIECES * 3) / 10 },
    ])
  })
})
