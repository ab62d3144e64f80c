import type { TestTenant } from '../kernel/testing/workshop.ts'

/** A few records of the tenant, so that generated requests also meet rows that exist: their ids. */
export async function someIds(t: TestTenant): Promise<string[]> {
  const owner = t.as('owner')
  const ids: string[] = []
  for (const [path, body] of [
    ['work-centres', { code: 'BENCH', name: 'Bench', ratePerHour: '180' }],
    ['customers', { code: 'C1', name: 'Baan Kham' }],
    ['products', { sku: 'LEATHER', name: 'Leather', kind: 'material', unit: 'sqft', currency: 'THB' }],
    [
      'products',
      {
        sku: 'BAG',
        name: 'Bag',
        kind: 'finished',
        unit: 'pc',
        currency: 'THB',
        price: '100',
        taxCode: 'VAT7',
        published: true,
      },
    ],
  ] as const) {
    const reply = await owner.post(path, body)
    if (reply.status !== 201) throw new Error(`${path}: ${reply.text}`)
    ids.push(reply.body.id)
  }
  return ids
}
