import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hashToken, InvitationTokens } from './token.ts'

const claim = {
  tenantId: '01976f3e-6f40-7000-8000-000000000001',
  invitationId: '01976f3e-6f40-7abc-8def-0123456789ab',
}

describe('the token of an invitation', () => {
  it('says which invitation of which workshop it is, and is the same whenever it is made', () => {
    const tokens = new InvitationTokens('a secret')
    fc.assert(
      fc.property(fc.uuid(), fc.uuid(), (tenantId, invitationId) => {
        const token = tokens.make({ tenantId, invitationId })
        expect(token).toMatch(/^[\w-]{86}$/)
        expect(tokens.make({ tenantId, invitationId })).toBe(token)
        expect(tokens.read(token)).toEqual({ tenantId, invitationId })
      }),
    )
  })

  it('is nothing with any bit changed, nor under another secret', () => {
    const tokens = new InvitationTokens('a secret')
    const bytes = Buffer.from(tokens.make(claim), 'base64url')
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const changed = Buffer.from(bytes)
      changed[bit >> 3]! ^= 1 << (bit & 7)
      expect(tokens.read(changed.toString('base64url'))).toBeUndefined()
    }
    expect(new InvitationTokens('another').read(tokens.make(claim))).toBeUndefined()
    for (const text of ['', 'x', tokens.make(claim).slice(1), `${tokens.make(claim)}A`])
      expect(tokens.read(text)).toBeUndefined()
  })

  it('cannot be made from what the database keeps', () => {
    const token = new InvitationTokens('a secret').make(claim)
    expect(hashToken(token)).toHaveLength(43)
    expect(token).not.toContain(hashToken(token))
  })
})
