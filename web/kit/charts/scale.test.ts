import { describe, expect, it } from 'vitest'
import { niceTop, shownNames, ticksOf } from './scale.ts'

describe('the axis of a chart', () => {
  it.each([
    [0, 1],
    [1, 1],
    [3, 4],
    [7, 8],
    [10, 10],
    [12981, 20000],
    [0.3, 0.4],
    [2_400_000, 4_000_000],
  ])('for values up to %s ends at %s', (value, top) => expect(niceTop(value)).toBeCloseTo(top, 9))

  it('begins at zero, or below where something is below', () => {
    expect(ticksOf([3, 4])).toEqual([0, 2, 4])
    expect(ticksOf([])).toEqual([0, 1])
    expect(ticksOf([7, -2])).toEqual([-2, 0, 8])
  })

  it('names as many as there is room for, the last always', () => {
    const names = (count: number, room: number) =>
      Array.from({ length: count }, (_, index) => index).filter(shownNames(count, room))
    expect(names(6, 600)).toEqual([0, 1, 2, 3, 4, 5])
    expect(names(30, 400)).toEqual([4, 9, 14, 19, 24, 29])
    expect(names(3, 0)).toEqual([2])
  })
})
