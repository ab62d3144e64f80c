import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openWorkshop, type TestTenant, type Workshop } from '../../../kernel/testing/workshop.ts'
import { accountingModule } from '../../accounting/index.ts'
import { catalogModule } from '../../catalog/index.ts'
import { pricingModule } from '../../pricing/index.ts'
import { inventoryModule, PLACES } from '../index.ts'
import { buildLocation, buildProduct, levels, sizes, worth } from '../stock/stock.build.ts'
import { stockCommands } from '../stock/stock-commands.build.ts'

let workshop: Workshop
let t: TestTenant
let n = 0
let leather: string
let balm: string
beforeAll(async () => {
  workshop = await openWorkshop({
    modules: [catalogModule, pricingModule, accountingModule, inventoryModule, stockCommands],
    // Its products have barcodes that are for demonstrations only.
    env: { SEED_DEMO: 'true' },
  })
})
afterAll(() => workshop.close())
beforeEach(async () => {
  t = await workshop.tenant(`O${++n}`)
  leather = await buildProduct(t, { sku: 'LTH', kind: 'material', unit: 'sqft' })
  balm = await buildProduct(t, { sku: 'BALM' })
  await buildLocation(t, { code: 'RAW-A1', kind: 'bin' })
})

const HEADER = 'sku,location_code,lot,quantity,unit,unit_cost\n'
const FILE = `${HEADER}LTH,RAW-A1,HIDE-1,24.5,sqft,185.25
LTH,RAW-A1,HIDE-2,10,sqft,190
LTH,RAW-A1,,1.5,,0
BALM,WH,,12,pc,80.00
`
const load = (csv: string, more: object = {}) =>
  t.as('warehouse').post('stock/opening/import', { csv, ...more })
const report = (reply: { body: Record<string, number> }) => {
  const { rows, created, unchanged, refused } = reply.body
  return { rows, created, unchanged, refused }
}

describe('opening stock', () => {
  it('is there with its lots and value, and posts nothing', async () => {
    const reply = await load(FILE)
    expect(reply.status).toBe(200)
    expect(report(reply)).toEqual({ rows: 4, created: 4, unchanged: 0, refused: 0 })
    expect(await levels(t, leather)).toEqual({
      'OPENING/HIDE-1': '-24.5',
      'OPENING/HIDE-2': '-10',
      OPENING: '-1.5',
      'RAW-A1/HIDE-1': '24.5',
      'RAW-A1/HIDE-2': '10',
      'RAW-A1': '1.5',
    })
    // 24.5 × 185.25 = 4538.625, half-even 4538.62, and 1900.00.
    expect(await worth(t, leather)).toEqual(['36', 643862n])
    expect(await worth(t, balm)).toEqual(['12', 96000n])
    expect((await sizes(t)).entries).toBe(0n)
    expect(await workshop.offences()).toEqual([])
  })

  it('imported again changes nothing, nor does it after some of it was sold', async () => {
    await load(FILE)
    await t
      .as('owner')
      .post('try/moves', { moves: [{ productId: balm, from: 'WH', to: 'CUSTOMER', quantity: '2' }] })
    const { audits: _, ...before } = await sizes(t)
    const reply = await load(FILE)
    expect(report(reply)).toEqual({ rows: 4, created: 0, unchanged: 4, refused: 0 })
    const { audits: __, ...after } = await sizes(t)
    expect(after).toEqual(before)
  })

  it('takes the new rows of a longer file', async () => {
    await load(FILE)
    const reply = await load(`${FILE}BALM,RAW-A1,,3,pc,80\n`)
    expect(report(reply)).toEqual({ rows: 5, created: 1, unchanged: 4, refused: 0 })
  })

  it('is only looked at in a dry run', async () => {
    const { audits: _, ...before } = await sizes(t)
    const reply = await load(FILE, { dryRun: true })
    expect(report(reply)).toEqual({ rows: 4, created: 4, unchanged: 0, refused: 0 })
    expect(reply.body.dryRun).toBe(true)
    const { audits: __, ...after } = await sizes(t)
    expect(after).toEqual(before)
  })

  it('is taken once when two import it at the same time', async () => {
    const replies = await Promise.all([load(FILE), load(FILE), load(FILE)])
    expect(replies.map((reply) => reply.body.created).sort()).toEqual([0, 0, 4])
    expect(await worth(t, balm)).toEqual(['12', 96000n])
    expect(await workshop.offences()).toEqual([])
  })
})

describe('a wrong row', () => {
  const rows = [
    ['NOPE,WH,,1,pc,1', 'sku', '"NOPE": is no product of this workshop: import the products first'],
    [
      'BALM,WHX,,1,pc,1',
      'location_code',
      '"WHX": is no location of this workshop: create it first, or correct the code',
    ],
    ['BALM,CUSTOMER,,1,pc,1', 'location_code', '"CUSTOMER": holds no stock: name a warehouse, zone or bin'],
    ['BALM,WH,,1,box,1', 'unit', '"box": must be pc, the unit of BALM'],
    [
      'BALM,WH,,0,pc,1',
      'quantity',
      '"0": a decimal greater than 0, such as "12.5", with at most 6 digits after the point',
    ],
    [
      'BALM,WH,,1,pc,-1',
      'unit_cost',
      '"-1": a decimal of at least 0, such as "12.5", with at most 6 digits after the point',
    ],
    ['ENGRAVE,WH,,1,pc,1', 'sku', '"ENGRAVE": is a service, which is not kept in stock: leave the row out'],
    [
      'TOTE,WH,,1,pc,1',
      'sku',
      '"TOTE": has a serial for each piece: its pieces enter stock through a job ticket',
    ],
    [
      'BALM,RAW-A1,,99999999999999,pc,99999999999999',
      'unit_cost',
      '"99999999999999": times the quantity is more than the books can hold',
    ],
  ] as const

  it('is told with its line, column and what would be right, and nothing is imported', async () => {
    await buildProduct(t, { sku: 'ENGRAVE', kind: 'service' })
    await buildProduct(t, { sku: 'TOTE', serialised: true })
    const before = await sizes(t)
    const reply = await load(`${FILE}${rows.map(([row]) => row).join('\n')}\n`)
    expect(reply.status).toBe(422)
    expect(reply.body).toMatchObject({
      code: 'import.rows_refused',
      params: { refused: rows.length, rows: rows.length + 4 },
    })
    const told = reply.body.errors.map((e: { field: string; message: string }) => [e.field, e.message])
    expect(told.sort()).toEqual(
      rows.map(([, column, message], i) => [`line ${i + 6}, column ${column}`, message]).sort(),
    )
    expect(await sizes(t)).toEqual(before)
  })

  it('is left out when the right ones are wanted all the same', async () => {
    const reply = await load(`${FILE}NOPE,WH,,1,pc,1\n`, { mode: 'skip_errors' })
    expect(report(reply)).toEqual({ rows: 5, created: 4, unchanged: 0, refused: 1 })
    expect(await worth(t, balm)).toEqual(['12', 96000n])
  })

  it('is one that says the same place twice, or otherwise than the first time', async () => {
    const twice = await load(`${HEADER}BALM,WH,,1,pc,1\nBALM,WH,,2,pc,1\n`)
    expect(twice.body.errors[0]).toMatchObject({
      field: 'line 3, column sku',
      message: '"BALM": is in line 2 already, at the same location and lot: put the quantities together',
    })
    await load(FILE)
    const more = await load(`${HEADER}BALM,WH,,13,pc,80\n`)
    expect(more.body.errors[0].message).toBe(
      '"13": was 12 when this was imported: correct it by an adjustment',
    )
    const dearer = await load(`${HEADER}BALM,WH,,12,pc,81\n`)
    expect(dearer.body.errors[0].message).toBe(
      '"81": the value was 960.00 THB when this was imported: opening stock is taken once',
    )
    expect(await worth(t, balm)).toEqual(['12', 96000n])
  })

  it('is a column that is missing', async () => {
    const reply = await load('sku,quantity\nBALM,1\n')
    expect(reply.body).toMatchObject({
      code: 'import.columns_missing',
      params: { columns: 'location_code, unit_cost' },
    })
  })

  it('is refused without the permission', async () => {
    const reply = await t.as('accountant').post('stock/opening/import', { csv: FILE })
    expect(reply.status).toBe(403)
    expect(await worth(t, balm)).toEqual(['0', 0n])
  })
})

describe('the demo workshops', () => {
  it.each(['maison-atelier', 'siam-stationery'])(
    '%s: stock is worth what the opening balances say',
    async (name) => {
      const file = (path: string) =>
        readFile(new URL(`../../../../demo/${name}/${path}`, import.meta.url), 'utf8')
      const shop = await workshop.tenant(`D${n}`)
      const { taxCodes, locations } = JSON.parse(await file('workshop.json')) as {
        taxCodes: { code: string; name: string; ratePercent: string }[]
        locations: { code: string; name: string; kind: string }[]
      }
      for (const { code, name: taxName, ratePercent } of taxCodes) {
        await shop.rows(
          `insert into tax_code (tenant_id, id, code, name, rate_percent) values ($1, gen_random_uuid(), $2, $3, $4) on conflict do nothing`,
          shop.id,
          code,
          taxName,
          ratePercent,
        )
      }
      for (const { code, name: placeName, kind } of locations.filter((one) => !(one.code in PLACES))) {
        const reply = await shop.as('owner').post('locations', { code, name: placeName, kind })
        expect(reply.status).toBe(201)
      }
      const products = await shop.as('owner').post('products/import', { csv: await file('products.csv') })
      expect(products.status).toBe(200)
      const opening = await shop
        .as('owner')
        .post('stock/opening/import', { csv: await file('opening-stock.csv') })
      expect([opening.status, opening.body.refused]).toEqual([200, 0])
      const worths = await shop.rows<{ account: string; value: bigint }>(
        `select case p.kind when 'finished' then '1330' else '1310' end as account, sum(v.value_minor)::bigint as value
       from stock_value v join product p on p.tenant_id = v.tenant_id and p.id = v.product_id group by 1 order by 1`,
      )
      const balances = (await file('opening-balances.csv')).split('\n').map((row) => row.split(','))
      const debit = (code: string) =>
        BigInt(balances.find(([account]) => account === code)![2]!.replace('.', ''))
      expect(worths).toEqual([
        { account: '1310', value: debit('1310') },
        { account: '1330', value: debit('1330') },
      ])
    },
  )
})
