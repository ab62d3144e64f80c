import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { TestTenant, Workshop } from '../../../kernel/testing/workshop.ts'
import {
  buy,
  complete,
  expectStatus,
  fillCart,
  offerShipping,
  openShop,
  sellProduct,
  stock,
} from '../shop.build.ts'

let workshop: Workshop
let t: TestTenant
beforeAll(async () => {
  workshop = await openShop()
  t = await workshop.tenant('MA01')
  await offerShipping(t)
})
afterAll(() => workshop.close())

describe('a cart', () => {
  it('becomes an order', async () => {
    const tote = await sellProduct(t, {
      sku: 'TOTE',
      serialised: true,
      serialCode: 'TOTE',
      line: 'HAT',
      price: '12900',
    })
    const balm = await sellProduct(t, { sku: 'BALM', price: '390' })
    await stock(workshop, t, tote, 3, { serialised: true })
    await stock(workshop, t, balm, 10)
    const list = await t.anonymous.get('shop/products')
    console.log(JSON.stringify(list.body, null, 1))
    const cart = await fillCart(t, [
      { productId: tote, quantity: '1' },
      { productId: balm, quantity: '2' },
    ])
    console.log(JSON.stringify(cart.body, null, 1))
    console.log(
      JSON.stringify((await t.anonymous.patch(`shop/carts/${cart.id}`, {}, cart.headers)).body, null, 1),
    )
    workshop.takeStatements()
    const reply = await complete(t, cart)
    console.log(workshop.takeStatements().map((s) => s.replace(/\s+/g, ' ').slice(0, 200)))
    console.log(JSON.stringify(reply.body, null, 1))
    const got = await t.anonymous.get(`shop/orders/${reply.body.id}`, cart.headers)
    expect(got.body).toEqual(reply.body)
    expect(await workshop.offences()).toEqual([])
    console.log(await workshop.drain())
    console.log(workshop.mails[0])
  })
})
