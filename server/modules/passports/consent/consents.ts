import { z } from 'zod'
import { newId } from '../../../../shared/ids.ts'
import type { TenantContext } from '../../../kernel/command/context.ts'
import { command, query } from '../../../kernel/command/operation.ts'
import { sql } from '../../../kernel/db/sql.ts'
import { line, moment } from '../../../kernel/wire.ts'
import { republishJob } from '../passport/publish.ts'

const consent = z.object({
  operatorId: z.string(),
  name: z.string(),
  given: z.boolean(),
  at: moment,
  recordedBy: z.string(),
})

/** Adds a word of somebody about being named; gives who recorded it. Passports that name them are published anew. */
export async function recordFor(
  ctx: TenantContext,
  said: { operatorId: string; name: string; given: boolean },
): Promise<string> {
  const recordedBy = ctx.principal.name
  await ctx.tx.run(
    sql`insert into passport_consent (tenant_id, id, operator_id, name, given, at, recorded_by)
      values (${ctx.tenant.id}::uuid, ${newId(ctx.now.getTime())}::uuid, ${said.operatorId}, ${said.name}, ${said.given},
        ${ctx.now}::timestamptz, ${recordedBy})`,
  )
  ctx.audit({ entity: 'passport_consent', label: said.name, changes: { given: said.given } })
  ctx.enqueue(republishJob, { operatorId: said.operatorId })
  return recordedBy
}

export const recordConsent = command({
  name: 'passports.consent.record',
  summary: 'Record that somebody agrees to be named in passports, or takes that back',
  description:
    'What was recorded stays; the last word holds. Passports that name the person are published anew at once.',
  route: 'POST /passport-consents',
  status: 201,
  input: z.object({
    operatorId: line(200),
    name: line(200).meta({ description: 'As the person wants to be called' }),
    given: z.boolean(),
  }),
  output: consent,
  example: { operatorId: 'mali', name: 'Mali S.', given: true },
  async run(ctx, input) {
    const recordedBy = await recordFor(ctx, input)
    return { ...input, at: ctx.now.toISOString(), recordedBy }
  },
})

export const listConsents = query({
  name: 'passports.consent.list',
  permission: 'passports.read',
  summary: 'List who agreed to be named, or took it back',
  route: 'GET /passport-consents',
  input: z.object({}),
  output: z.object({ items: z.array(consent) }),
  async run(ctx) {
    const rows = await ctx.tx.rows<{
      operator_id: string
      name: string
      given: boolean
      at: Date
      recorded_by: string
    }>(
      sql`select distinct on (operator_id) operator_id, name, given, at, recorded_by from passport_consent
        where tenant_id = ${ctx.tenant.id}::uuid order by operator_id, id desc limit 1000`,
    )
    return {
      items: rows.map((row) => ({
        operatorId: row.operator_id,
        name: row.name,
        given: row.given,
        at: row.at.toISOString(),
        recordedBy: row.recorded_by,
      })),
    }
  },
})
