import { describe, expect, it } from 'vitest'
import { hashToken, isToken, newToken } from './token.ts'

describe('a token', () => {
  it('has 192 random bits, and no two are the same', () => {
    const tokens = Array.from({ length: 1_000 }, newToken)
    expect(new Set(tokens).size).toBe(1_000)
    for (const token of tokens) expect(Buffer.from(token, 'base64url')).toHaveLength(24)
  })

  it('is known again by its hash alone', () => {
    const token = newToken()
    const hash = hashToken(token)
    expect(hash).not.toContain(token)
    expect(isToken(token, hash)).toBe(true)
    for (const other of [undefined, '', newToken(), `${token} `, hash])
      expect(isToken(other, hash)).toBe(false)
    expect(isToken(token, '')).toBe(false)
  })
})
