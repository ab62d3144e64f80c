import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '../../../../shared/ids.ts'
import { openWorkshop, type TestTenant, type Workshop } from '../../../kernel/testing/workshop.ts'
import { expectStatus } from '../../checkout/shop.build.ts'

let workshop: Workshop
let t: TestTenant
beforeAll(async () => {
  workshop = await openWorkshop()
  t = await workshop.tenant('MA01')
})
afterAll(() => workshop.close())

const product = async (sku: string, extra: object = {}): Promise<string> =>
  expectStatus(
    await t.as('owner').post('products', {
      sku,
      name: sku,
      kind: 'material',
      unit: 'pc',
      currency: 'THB',
      ...extra,
    }),
    201,
  ).id
const bom = async (productId: string, lines: [string, string, string?][]) =>
  expectStatus(
    await t.as('planner').post(`products/${productId}/bills-of-materials`, {
      lines: lines.map(([componentId, quantity, scrapPercent = '0']) => ({
        componentId,
        quantity,
        scrapPercent,
      })),
    }),
    201,
  )
const tree = async (productId: string) =>
  expectStatus(await t.as('viewer').get(`products/${productId}/bill-of-materials/tree`), 200)

describe('the tree of a bill of materials', () => {
  it('rolls cost, scrap and labour up through all levels', async () => {
    const leather = await product('LEATHER', { unit: 'sqft', standardCost: '120' })
    const thread = await product('THREAD', { unit: 'm', standardCost: '0.5' })
    const rivet = await product('RIVET')
    expectStatus(
      await t.as('owner').post('stock/receipts', {
        lines: [
          { productId: rivet, quantity: '3', unitCost: '2' },
          { productId: rivet, quantity: '1', unitCost: '4' },
        ],
      }),
      201,
    )
    const strap = await product('STRAP', { kind: 'component' })
    const bag = await product('BAG', { kind: 'finished', standardCost: '2000' })
    const centre = expectStatus(
      await t.as('owner').post('work-centres', { code: 'CUT', name: 'Cutting', ratePerHour: '180' }),
      201,
    )
    for (const [id, minutes] of [
      [strap, '10'],
      [bag, '60'],
    ] as const)
      expectStatus(
        await t.as('planner').post(`products/${id}/routings`, {
          operations: [{ code: 'cut', name: 'Cut', workCentreId: centre.id, standardMinutes: minutes }],
        }),
        201,
      )
    // Retired by the next version, so it must not count.
    await bom(strap, [[leather, '99']])
    await bom(strap, [
      [leather, '1', '10'],
      [rivet, '4'],
    ])
    await bom(bag, [
      [leather, '6.5', '8'],
      [strap, '2', '5'],
      [thread, '7'],
    ])
    const body = await tree(bag)
    expect(
      body.nodes.map((node: Record<string, unknown> & { path: string[] }) => [
        node.path.join('/'),
        node.quantity,
        node.scrapPercent,
        node.perPiece,
        node.unitCost,
        node.cost,
        node.version,
      ]),
    ).toEqual([
      ['LEATHER', '6.5', '8', '7.02', '120', '842.4', null],
      // 1.1 × 120 + 4 × 2.5 + 10 min × 180/h = 132 + 10 + 30
      ['STRAP', '2', '5', '2.1', '172', '361.2', 2],
      ['STRAP/LEATHER', '1', '10', '2.31', '120', '277.2', null],
      ['STRAP/RIVET', '4', '0', '8.4', '2.5', '21', null],
      ['THREAD', '7', '0', '7', '0.5', '3.5', null],
    ])
    // 842.4 + 361.2 + 3.5 + 180 of labour; of the labour 2.1 × 30 is in the straps.
    expect(body).toMatchObject({
      unitCost: '1387.1',
      materialCost: '1144.1',
      labourCost: '243',
      standardCost: '2000',
      minutes: '81',
      complete: true,
    })
  })

  it('says where a cost is missing instead of taking it for nothing', async () => {
    const known = await product('KNOWN', { standardCost: '10' })
    const unknown = await product('UNKNOWN')
    const made = await product('MADE', { kind: 'finished' })
    await bom(made, [
      [known, '1'],
      [unknown, '1'],
    ])
    const body = await tree(made)
    expect(body).toMatchObject({ unitCost: null, materialCost: null, labourCost: '0' })
    expect(body.nodes.map((node: { cost: string | null }) => node.cost)).toEqual(['10', null])
    expect(await tree(unknown)).toMatchObject({ nodes: [], unitCost: null })
    expect((await t.as('viewer').get(`products/${newId()}/bill-of-materials/tree`)).status).toBe(404)
  })
})
