import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { merge } from './merge.ts'

const base = { name: 'Tote', price: '100', note: '', published: false }

describe('two people at one record', () => {
  it('each keep what they changed where the other did not', () => {
    const merged = merge(base, { ...base, name: 'Big Tote' }, { ...base, price: '120' })
    expect(merged.values).toEqual({ ...base, name: 'Big Tote', price: '120' })
    expect(merged.taken).toEqual([{ name: 'price', mine: '100', theirs: '120' }])
    expect(merged.disputed).toEqual([])
  })

  it('have to decide where both changed the same field, and mine stands until then', () => {
    const merged = merge(base, { ...base, price: '110' }, { ...base, price: '120', published: true })
    expect(merged.values).toEqual({ ...base, price: '110', published: true })
    expect(merged.disputed).toEqual([{ name: 'price', mine: '110', theirs: '120' }])
  })

  it('do not dispute what both made the same', () => {
    expect(merge(base, { ...base, price: '1' }, { ...base, price: '1' })).toEqual({
      values: { ...base, price: '1' },
      taken: [],
      disputed: [],
    })
  })

  it('lose nothing, whatever they do: each field is mine or theirs, and theirs only where I left it alone', () => {
    const record = fc.record({
      a: fc.constantFrom('', 'x', 'y'),
      b: fc.array(fc.nat(2), { maxLength: 2 }),
      c: fc.boolean(),
    })
    fc.assert(
      fc.property(record, record, record, (was, mine, theirs) => {
        const { values, disputed } = merge(was, mine, theirs)
        for (const name of ['a', 'b', 'c'] as const) {
          const [w, m, t, v] = [was, mine, theirs, values].map((one) => JSON.stringify(one[name]))
          expect(v).toBe(w === m ? t : m)
          expect(disputed.some((one) => one.name === name)).toBe(w !== m && w !== t && m !== t)
        }
      }),
    )
  })
})
