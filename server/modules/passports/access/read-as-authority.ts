import { z } from 'zod'
import { command } from '../../../kernel/command/operation.ts'
import { sql } from '../../../kernel/db/sql.ts'
import { moment } from '../../../kernel/wire.ts'
import { hashToken } from '../../sales/index.ts'
import { fail } from '../errors.ts'
import { audienceOutput } from '../passport/passport-output.ts'
import { bySerial, readIssued } from './read-issued.ts'

/** A command, because its maker sees how often a key was used. */
export const readAsAuthority = command({
  name: 'passports.passport.read_as_authority',
  summary: 'Read a passport with the key of an authority',
  description: 'With what its maker tells authorities. The maker sees that the key was used.',
  route: 'POST /passport-access/read',
  public: 'whoever has the key that the maker gave to an authority',
  whenSuspended: 'a piece that was made stays a piece: authorities may go on asking about it',
  limit: { name: 'passport-authority', limit: 120, windowS: 60 },
  headers: { key: 'x-passport-key' },
  errors: ['passports.key_over', 'passports.not_issued'],
  input: z.object({
    key: z.string().min(1).max(200),
    serial: z.string().min(1).max(200).meta({ description: 'As printed, or the compact form' }),
  }),
  output: audienceOutput.extend({ given: z.object({ name: z.string(), expiresAt: moment }) }),
  auditInput: ({ serial }) => ({ serial }),
  example: { key: 'MA01.qN0lY2sT0u5vW8xZ1bC4eF7hJ0kM3pR6', serial: 'MA01-HAT-TEST-20251109-00001-7K2M-C' },
  async run(ctx, input) {
    const secret = input.key.slice(input.key.indexOf('.') + 1)
    const access = await ctx.tx.first<{
      id: string
      name: string
      serial_id: string | null
      expires_at: Date
    }>(
      sql`update passport_access set uses = uses + 1, last_used_at = ${ctx.now}::timestamptz
        where tenant_id = ${ctx.tenant.id}::uuid and token_hash = ${hashToken(secret)} and revoked_at is null
          and expires_at > ${ctx.now}::timestamptz
        returning id, name, serial_id, expires_at`,
    )
    if (!access) throw fail('passports.key_over')
    const serial = input.serial.toWellFormed().replaceAll('\u0000', '')
    // Of a key for one piece any other piece is nowhere.
    const only = access.serial_id === null ? sql`` : sql` and s.id = ${access.serial_id}::uuid`
    const { serialId, ...read } = await readIssued(ctx, sql`${bySerial(serial)}${only}`, 'authority')
    ctx.audit({
      entity: 'passport_access',
      id: access.id,
      label: access.name,
      changes: { read: read.serial, serialId },
    })
    return { ...read, given: { name: access.name, expiresAt: access.expires_at.toISOString() } }
  },
})
