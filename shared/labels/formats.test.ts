import { describe, expect, it } from 'vitest'
import { A4, LABEL_FORMATS, labelsPerPage, placeOf } from './formats.ts'

describe('every format', () => {
  it.each(Object.values(LABEL_FORMATS))('$key keeps its labels on the sheet and apart', (format) => {
    const count = labelsPerPage(format)
    const places = Array.from({ length: count }, (_, n) => placeOf(format, n, 1))
    for (const [n, { page, x, y }] of places.entries()) {
      expect(page).toBe(0)
      if (!format.sheet) continue
      expect(x).toBeGreaterThanOrEqual(0)
      expect(y).toBeGreaterThanOrEqual(0)
      expect(x + format.width).toBeLessThanOrEqual(A4.width)
      expect(y + format.height).toBeLessThanOrEqual(A4.height)
      for (const other of places.slice(0, n)) {
        const apart =
          Math.abs(other.x - x) >= format.width - 1e-9 || Math.abs(other.y - y) >= format.height - 1e-9
        expect(apart).toBe(true)
      }
    }
    expect(placeOf(format, count, 1)).toEqual({ ...placeOf(format, 0, 1), page: 1 })
  })
})

it('a job can begin where the last one left off on a sheet', () => {
  const format = LABEL_FORMATS['a4-3x8']
  expect(placeOf(format, 0, 5)).toEqual(placeOf(format, 4, 1))
  expect(placeOf(format, 20, 5)).toEqual({ page: 1, x: 7.2, y: 12.9 })
  expect(placeOf(LABEL_FORMATS['roll-50x30'], 3, 1)).toEqual({ page: 3, x: 0, y: 0 })
})
