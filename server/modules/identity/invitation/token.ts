import { createHash, createHmac, hkdfSync, timingSafeEqual } from 'node:crypto'

const FORMAT = /^[A-Za-z0-9_-]{86}$/

/** What a token says by itself; that it is still good only the table knows. */
export interface TokenClaim {
  readonly tenantId: string
  readonly invitationId: string
}

/**
 * The secret of an invitation: its tenant and id with a MAC over both. It can be made again from the id, so the job
 * that mails it carries no secret, and what the database keeps (a hash) is of no use to who reads it.
 */
export class InvitationTokens {
  readonly #key: Buffer

  constructor(secret: string) {
    this.#key = Buffer.from(hkdfSync('sha256', secret, '', 'touchmark/invitation', 32))
  }

  make(claim: TokenClaim): string {
    const ids = Buffer.concat([bytesOf(claim.tenantId), bytesOf(claim.invitationId)])
    return Buffer.concat([ids, this.#mac(ids)]).toString('base64url')
  }

  /** Undefined for what we did not make. */
  read(token: string): TokenClaim | undefined {
    if (!FORMAT.test(token)) return undefined
    const bytes = Buffer.from(token, 'base64url')
    const ids = bytes.subarray(0, 32)
    if (!timingSafeEqual(bytes.subarray(32), this.#mac(ids))) return undefined
    return { tenantId: uuidOf(ids.subarray(0, 16)), invitationId: uuidOf(ids.subarray(16)) }
  }

  #mac(ids: Buffer): Buffer {
    return createHmac('sha256', this.#key).update(ids).digest()
  }
}

export const hashToken = (token: string): string => createHash('sha256').update(token).digest('base64url')

const bytesOf = (uuid: string): Buffer => Buffer.from(uuid.replaceAll('-', ''), 'hex')

const uuidOf = (bytes: Buffer): string => {
  const hex = bytes.toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}
