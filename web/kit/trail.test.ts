import { describe, expect, it } from 'vitest'
import { longer, neighbours, pageOf, pagesOf, type Trail } from './trail.ts'

const id = (n: number) => `0198c0de-0000-7000-8000-00000000000${n}`
const order = (n: number) => ({ id: id(n), number: `SO-${n}`, customerId: id(9) })

describe('a list that is followed', () => {
  it('knows the page of a row by the field that stands in its address', () => {
    expect(pageOf(order(1), `/desk/orders/${id(1)}`)).toBe('/desk/orders/{id}')
    const level = { id: id(1), productId: id(2), sku: 'TOTE' }
    expect(pageOf(level, `/desk/products/${id(2)}`)).toBe('/desk/products/{productId}')
    expect(pageOf(level, '/desk/products/TOTE')).toBeUndefined()
    expect(pagesOf([level, { ...level, id: id(3) }], '/desk/products/{productId}')).toEqual([
      `/desk/products/${id(2)}`,
    ])
  })

  it('goes on at both ends, and ends where the list does', () => {
    const page = '/desk/orders/{id}'
    const known: Trail = {
      list: '/desk/orders',
      pages: pagesOf([order(3), order(4)], page),
      beyond: { path: '/orders', query: {}, page, next: 'after 4', previous: 'before 3' },
    }
    expect(neighbours(`/desk/orders/${id(4)}`, known)).toMatchObject({
      at: 1,
      of: 2,
      previous: `/desk/orders/${id(3)}`,
      next: undefined,
      isMoreAfter: true,
      isMoreBefore: true,
    })
    const more = longer(known, true, { items: [order(4), order(5)], next: null, previous: 'before 4' })
    expect(neighbours(`/desk/orders/${id(4)}`, more)).toMatchObject({
      of: 3,
      next: `/desk/orders/${id(5)}`,
      isMoreAfter: false,
      isMoreBefore: true,
    })
    const all = longer(more, false, { items: [order(1), order(2)], next: 'x', previous: null })
    expect(all.pages).toEqual([1, 2, 3, 4, 5].map((n) => `/desk/orders/${id(n)}`))
    expect(neighbours(`/desk/orders/${id(1)}`, all)).toMatchObject({ at: 0, isMoreBefore: false })
    expect(neighbours('/desk/orders/another', all)).toBeUndefined()
  })
})
