import { sql } from '../../../kernel/db/sql.ts'
import { on } from '../../../kernel/events/event.ts'
import { placesOfPieces, stockTransferred } from '../../inventory/index.ts'

/** A piece that was carried to another place says so. What is written is where it is now: late or twice makes no difference. */
export const followTransfers = on(
  stockTransferred,
  'serials.follow-transfers',
  async (ctx, { serialIds }) => {
    if (serialIds.length === 0) return
    const places = await placesOfPieces(ctx, serialIds)
    await ctx.tx.run(sql`
    update serial s set location_id = p.location_id, updated_at = ${ctx.now}::timestamptz
    from unnest(${[...places.keys()]}::uuid[], ${[...places.values()]}::uuid[]) as p(id, location_id)
    where s.tenant_id = ${ctx.tenant.id}::uuid and s.id = p.id and s.location_id is distinct from p.location_id`)
  },
)
