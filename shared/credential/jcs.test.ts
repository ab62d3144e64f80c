import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { externalVectorPath } from '../testing/external-vectors.ts'
import { canonicalJson } from './jcs.ts'

const folder = externalVectorPath('jcs/testdata')
const names = folder === undefined ? [] : readdirSync(path.join(folder, 'input'))

describe.skipIf(folder === undefined)('the published examples of RFC 8785', () => {
  it('are six', () => {
    expect(names).toHaveLength(6)
  })

  it.each(names)('%s', (name) => {
    const read = (part: string, file = name) => readFileSync(path.join(folder!, part, file), 'utf8')
    const canonical = canonicalJson(JSON.parse(read('input')))
    expect(canonical).toBe(read('output').trim())
    const hex = read('outhex', name.replace('.json', '.txt')).replace(/\s+/g, '')
    expect(Buffer.from(canonical, 'utf8').toString('hex')).toBe(hex)
  })
})

describe('canonical JSON', () => {
  it('sorts by UTF-16 units, which is not the order of code points', () => {
    expect(canonicalJson({ '\ufb33': 1, '😀': 2, a: 3 })).toBe('{"a":3,"😀":2,"\ufb33":1}')
  })

  it('leaves out what is undefined, and writes numbers as ECMAScript does', () => {
    expect(
      canonicalJson({ b: undefined, a: [1e21, -0, 1e-7, 0.1, JSON.parse('333333333.33333329') as number] }),
    ).toBe('{"a":[1e+21,0,1e-7,0.1,333333333.3333333]}')
  })

  it('refuses what has no text', () => {
    expect(() => canonicalJson(Number.NaN)).toThrow(RangeError)
    expect(() => canonicalJson({ a: Number.POSITIVE_INFINITY })).toThrow(RangeError)
    expect(() => canonicalJson('\ud800')).toThrow(RangeError)
    expect(() => canonicalJson({ '\ud800': 1 })).toThrow(RangeError)
  })
})
