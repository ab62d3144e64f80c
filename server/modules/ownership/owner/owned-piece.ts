import type { TenantContext } from '../../../kernel/command/context.ts'
import { sql } from '../../../kernel/db/sql.ts'
import type { SerialState } from '../../serials/index.ts'
import { fail } from '../errors.ts'
import { type LinkedOwner, ownerOf } from './owner-link.ts'

/** States in which a piece is somebody's; one that came back is its maker's. */
export const OWNED = sql.trusted("s.state in ('claimed', 'stolen', 'recalled', 'quarantined')")

export interface OwnedPiece {
  readonly owner: LinkedOwner
  readonly serialId: string
  readonly serial: string
  readonly state: SerialState
}

/**
 * A piece of the one whose link it is, locked with its ownership, in this order.
 *
 * @throws Problem `ownership.link_over`, `ownership.not_owner`
 */
export async function lockOwned(ctx: TenantContext, secret: string, serialId: string): Promise<OwnedPiece> {
  const tenant = sql`${ctx.tenant.id}::uuid`
  const [owner, piece, own] = await Promise.all([
    ownerOf(ctx, secret),
    ctx.tx.first<{ human: string; state: SerialState }>(
      sql`select human, state from serial where tenant_id = ${tenant} and id = ${serialId}::uuid for update`,
    ),
    ctx.tx.first<{ owner_id: string }>(
      sql`select owner_id from ownership where tenant_id = ${tenant} and serial_id = ${serialId}::uuid for update`,
    ),
  ])
  if (!piece || own?.owner_id !== owner.id) throw fail('ownership.not_owner')
  return { owner, serialId, serial: piece.human, state: piece.state }
}

/** That a piece is the one's whose link it is, for reading. @throws Problem `ownership.link_over`, `ownership.not_owner` */
export async function assertOwner(ctx: TenantContext, secret: string, serialId: string): Promise<void> {
  const tenant = sql`${ctx.tenant.id}::uuid`
  const [owner, own] = await Promise.all([
    ownerOf(ctx, secret),
    ctx.tx.first<{ owner_id: string }>(sql`
      select w.owner_id from ownership w join serial s on s.tenant_id = ${tenant} and s.id = w.serial_id
      where w.tenant_id = ${tenant} and w.serial_id = ${serialId}::uuid and ${OWNED}`),
  ])
  if (own?.owner_id !== owner.id) throw fail('ownership.not_owner')
}

/** Only what goes its ordinary way can be given away. @throws Problem `ownership.is_stolen`, `ownership.is_recalled` */
export function assertFree({ serial, state }: OwnedPiece): void {
  if (state === 'stolen') throw fail('ownership.is_stolen', { serial })
  if (state !== 'claimed') throw fail('ownership.is_recalled', { serial })
}
