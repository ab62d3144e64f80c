import { sql } from '../../../kernel/db/sql.ts'
import { job, scheduleInEach } from '../../../kernel/jobs/job.ts'
import { membersWho } from '../../identity/index.ts'
import { tellStanding } from '../../notices/index.ts'
import { physicalSql } from '../places.ts'

/**
 * Those who buy, plan or receive are told of products of which no more is left to promise than their reorder point: once, and again
 * only after there was more.
 */
export const tellLow = job<Record<string, never>>({
  name: 'inventory.tell-low',
  run: (ctx) =>
    tellStanding(ctx, {
      kind: 'stock_low',
      entity: 'product',
      records: sql`
        select p.id, p.name as label, p.sku || ' · ' || trim_scale(l.available) || ' ' || p.unit as excerpt
        from product p
          cross join lateral (
            select coalesce(sum(l.on_hand - l.reserved), 0) as available
            from stock_level l
              join location f on f.tenant_id = l.tenant_id and f.id = l.location_id and ${physicalSql('f')}
            where l.tenant_id = ${ctx.tenant.id}::uuid and l.product_id = p.id
          ) l
        where p.tenant_id = ${ctx.tenant.id}::uuid and p.reorder_point is not null and p.deleted_at is null
          and p.kind <> 'service' and l.available <= p.reorder_point
        order by l.available, p.sku`,
      tell: async () =>
        (
          await membersWho(
            ctx,
            (may) => may.has('inventory.stock.receive') || may.has('catalog.product.update'),
          )
        ).map(({ userId }) => userId),
    }),
})

/** Every quarter of an hour: what runs out by noon can still be ordered. */
export const lowSchedule = scheduleInEach('inventory.look-for-low', '11-59/15 * * * *', tellLow)
