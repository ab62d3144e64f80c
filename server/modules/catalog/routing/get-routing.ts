import { z } from 'zod'
import { query } from '../../../kernel/command/operation.ts'
import { sql } from '../../../kernel/db/sql.ts'
import { fail } from '../../../kernel/errors/kernel-errors.ts'
import { trimDecimal } from '../../../kernel/resource/field.ts'
import { EXAMPLE_ID } from '../../../kernel/resource/resource.ts'
import { decimal, id } from '../../../kernel/wire.ts'

export const getRouting = query({
  name: 'catalog.routing.get',
  permission: 'catalog.read',
  summary: 'Read the active routing of a product',
  route: 'GET /products/:productId/routing',
  input: z.object({ productId: id }),
  output: z.object({
    id,
    version: z.number().int(),
    operations: z.array(
      z.object({
        code: z.string(),
        name: z.string(),
        nameTh: z.string().nullable(),
        workCentreId: id,
        workCentre: z.string(),
        predecessors: z.array(z.string()),
        standardMinutes: decimal,
        setupMinutes: decimal,
        evidence: z.array(z.string()),
      }),
    ),
  }),
  example: { productId: EXAMPLE_ID },
  async run(ctx, input) {
    const tenant = ctx.tenant.id
    const routing = await ctx.tx.first<{ id: string; version: number }>(
      sql`select id, routing_version as version from routing
          where tenant_id = ${tenant}::uuid and product_id = ${input.productId}::uuid and state = 'active' order by routing_version desc limit 1`,
    )
    if (!routing) throw fail('not_found')
    const operations = await ctx.tx.rows<{
      code: string
      name: string
      name_th: string | null
      work_centre_id: string
      work_centre: string
      predecessors: string[]
      standard_minutes: string
      setup_minutes: string
      evidence: string[]
    }>(sql`select o.code, o.name, o.name_th, o.work_centre_id, w.name as work_centre, o.predecessors, o.standard_minutes, o.setup_minutes, o.evidence
      from routing_operation o join work_centre w on w.tenant_id = o.tenant_id and w.id = o.work_centre_id
      where o.tenant_id = ${tenant}::uuid and o.routing_id = ${routing.id}::uuid order by o.position`)
    return {
      ...routing,
      operations: operations.map((o) => ({
        code: o.code,
        name: o.name,
        nameTh: o.name_th,
        workCentreId: o.work_centre_id,
        workCentre: o.work_centre,
        predecessors: o.predecessors,
        standardMinutes: trimDecimal(o.standard_minutes),
        setupMinutes: trimDecimal(o.setup_minutes),
        evidence: o.evidence,
      })),
    }
  },
})
