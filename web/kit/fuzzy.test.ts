import { describe, expect, it } from 'vitest'
import { fuzzy } from './fuzzy.ts'

const SCREENS = [
  'Today',
  'Job tickets',
  'Orders',
  'Customers',
  'Books › Trial balance',
  'Books › Balance sheet',
  'New product',
  'Products',
  'People and access › Roles',
  'คำสั่งซื้อ',
  'ใบสั่งงาน',
]
const found = (typed: string) =>
  SCREENS.map((words) => ({ words, score: fuzzy(words, typed) }))
    .filter(({ score }) => score !== undefined)
    .sort((a, b) => b.score! - a.score!)
    .map(({ words }) => words)

describe('what was meant', () => {
  it.each([
    ['ord', 'Orders'],
    ['ordr', 'Orders'],
    ['tb', 'Books › Trial balance'],
    ['balance', 'Books › Balance sheet'],
    ['product new', 'New product'],
    ['np', 'New product'],
    ['tick', 'Job tickets'],
    ['คำสั่ง', 'คำสั่งซื้อ'],
    ['งาน', 'ใบสั่งงาน'],
  ])('%s is first of all %s', (typed, first) => {
    expect(found(typed)[0]).toBe(first)
  })

  it('prefers the whole word, then a beginning, then a part, then scattered letters', () => {
    const scores = ['order', 'orders', 'new order', 'reorder', 'o r der'].map(
      (words) => fuzzy(words, 'order')!,
    )
    expect(scores).toEqual([...scores].sort((a, b) => b - a))
  })

  it('is nothing that the letters are not in', () => {
    expect(found('xyz')).toEqual([])
    expect(found('orders today')).toEqual([])
  })

  it('is everything while nothing is typed', () => {
    expect(found('')).toHaveLength(SCREENS.length)
  })
})
