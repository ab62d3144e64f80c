import { createSecretKey } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { externalVectors } from '../testing/external-vectors.ts'
import { equalInConstantTime, hmacSha256 } from './mac.ts'

describe('HMAC-SHA-256', () => {
  it('gives the answer of RFC 4231, test case 2', () => {
    const mac = hmacSha256(createSecretKey(Buffer.from('Jefe')), 'what do ya want for nothing?')
    expect(mac).toBe('5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843')
  })
})

describe('comparing in constant time', () => {
  it('tells equal from different, of any length', () => {
    expect(equalInConstantTime('7K2M', '7K2M')).toBe(true)
    expect(equalInConstantTime('7K2M', '7K2N')).toBe(false)
    expect(equalInConstantTime('7K2M', '7K2')).toBe(false)
    expect(equalInConstantTime('', '')).toBe(true)
    expect(equalInConstantTime(Buffer.from([1, 2]), Buffer.from([1, 2]))).toBe(true)
    expect(equalInConstantTime(Buffer.from([1, 2]), Buffer.from([1, 3]))).toBe(false)
  })
})

interface Wycheproof {
  testGroups: {
    tagSize: number
    tests: {
      tcId: number
      comment: string
      key: string
      msg: string
      tag: string
      result: 'valid' | 'invalid'
    }[]
  }[]
}

const wycheproof = externalVectors<Wycheproof>('hmac/hmac_sha256_test.json')
const cases = (wycheproof?.testGroups ?? []).flatMap(({ tagSize, tests }) =>
  tests.map((test) => ({ ...test, tagBytes: tagSize / 8 })),
)

describe.skipIf(!wycheproof)('Wycheproof vectors', () => {
  it('are all there', () => {
    expect(cases).toHaveLength(174)
    expect(cases.some(({ result }) => result === 'invalid')).toBe(true)
  })

  it.each(cases)('$tcId, $tagBytes bytes, $comment: $result', ({ key, msg, tag, tagBytes, result }) => {
    const mac = hmacSha256(createSecretKey(Buffer.from(key, 'hex')), Buffer.from(msg, 'hex'))
    expect(equalInConstantTime(mac.slice(0, 2 * tagBytes), tag)).toBe(result === 'valid')
  })
})

describe.skipIf(!externalVectors('serials/vectors.json'))('our copy of the serial vectors', () => {
  it('is the one of the contract', async () => {
    const { default: copy } = await import('./vectors.json', { with: { type: 'json' } })
    expect(copy).toEqual(externalVectors('serials/vectors.json'))
  })
})
