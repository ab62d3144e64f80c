import { z } from 'zod'
import { newId } from '../../../../shared/ids.ts'
import type { TenantContext } from '../../../kernel/command/context.ts'
import { command } from '../../../kernel/command/operation.ts'
import { sql } from '../../../kernel/db/sql.ts'
import { fail as kernelFail } from '../../../kernel/errors/kernel-errors.ts'
import { schemaText } from '../../../kernel/import/row-texts.ts'
import { EXAMPLE_ID } from '../../../kernel/resource/resource.ts'
import { id, line, nonNegativeDecimal } from '../../../kernel/wire.ts'
import { routingProblem } from './routing-graph.ts'

export const EVIDENCE = ['photo', 'measurement', 'check'] as const
export const operationCode = z.string().regex(
  /^[a-z0-9][a-z0-9-]{0,39}$/,
  schemaText({
    en: 'small letters, digits and hyphens, such as edge-painting',
    th: 'ตัวพิมพ์เล็ก ตัวเลข และขีดกลาง เช่น edge-painting',
  }),
)

export interface OperationInput {
  code: string
  name: string
  nameTh?: string | undefined
  workCentreId: string
  predecessors: readonly string[]
  standardMinutes: string
  setupMinutes: string
  evidence: readonly string[]
}

export const saveRouting = command({
  name: 'catalog.routing.save',
  summary: 'Give a product a new version of its routing',
  description:
    'The version before it is retired. Tickets that were released keep the one they were released with.',
  route: 'POST /products/:productId/routings',
  status: 201,
  errors: ['catalog.routing_has_cycle', 'catalog.predecessor_unknown', 'catalog.operation_twice'],
  input: z.object({
    productId: id,
    operations: z
      .array(
        z.object({
          code: operationCode,
          name: line(),
          nameTh: line().optional(),
          workCentreId: id,
          predecessors: z.array(operationCode).max(50).default([]),
          standardMinutes: nonNegativeDecimal,
          setupMinutes: nonNegativeDecimal.default('0'),
          evidence: z.array(z.enum(EVIDENCE)).max(3).default([]),
        }),
      )
      .min(1)
      .max(200),
  }),
  output: z.object({ id, version: z.number().int() }),
  example: {
    productId: EXAMPLE_ID,
    operations: [{ code: 'cutting', name: 'Cutting', workCentreId: EXAMPLE_ID, standardMinutes: '25' }],
  },
  async run(ctx, input) {
    const product = await ctx.tx.first<{ sku: string }>(
      sql`select sku from product where tenant_id = ${ctx.tenant.id}::uuid and id = ${input.productId}::uuid and deleted_at is null for update`,
    )
    if (!product) throw kernelFail('not_found')
    const last = await ctx.tx.one<{ version: number }>(
      sql`select coalesce(max(routing_version), 0)::int as version from routing where tenant_id = ${ctx.tenant.id}::uuid and product_id = ${input.productId}::uuid`,
    )
    const saved = await writeRouting(ctx, input.productId, last.version + 1, input.operations)
    ctx.audit({
      entity: 'routing',
      id: saved.id,
      label: `${product.sku} v${saved.version}`,
      changes: { operations: input.operations },
    })
    return saved
  },
})

/** Writes a version with its operations and retires the others. Refuses what is no graph. */
export async function writeRouting(
  ctx: TenantContext,
  productId: string,
  version: number,
  operations: readonly OperationInput[],
) {
  const problem = routingProblem(operations)
  if (problem) throw problem
  const tenant = ctx.tenant.id
  const nowMs = ctx.now.getTime()
  const routingId = newId(nowMs)
  const records = operations.map((operation, i) => ({
    id: newId(nowMs),
    position: i + 1,
    code: operation.code,
    name: operation.name,
    name_th: operation.nameTh ?? null,
    work_centre_id: operation.workCentreId,
    predecessors: operation.predecessors,
    standard_minutes: operation.standardMinutes,
    setup_minutes: operation.setupMinutes,
    evidence: operation.evidence,
  }))
  await Promise.all([
    ctx.tx.run(sql`update routing set state = 'retired', updated_at = ${ctx.now}::timestamptz
      where tenant_id = ${tenant}::uuid and product_id = ${productId}::uuid and state = 'active'`),
    ctx.tx.run(sql`insert into routing (tenant_id, id, product_id, routing_version, state, created_at, updated_at)
      values (${tenant}::uuid, ${routingId}::uuid, ${productId}::uuid, ${version}::int, 'active', ${ctx.now}::timestamptz, ${ctx.now}::timestamptz)`),
    ctx.tx.run(sql`insert into routing_operation (tenant_id, routing_id, id, position, code, name, name_th, work_centre_id, predecessors, standard_minutes, setup_minutes, evidence)
      select ${tenant}::uuid, ${routingId}::uuid, r.* from jsonb_to_recordset(${JSON.stringify(records)}::jsonb) as r(id uuid, position int, code text,
        name text, name_th text, work_centre_id uuid, predecessors text[], standard_minutes numeric, setup_minutes numeric, evidence text[])`),
  ])
  return { id: routingId, version }
}
