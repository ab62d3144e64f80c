import { z } from 'zod'
import { query } from '../../../kernel/command/operation.ts'
import { sql } from '../../../kernel/db/sql.ts'
import { moment } from '../../../kernel/wire.ts'

export const listMakers = query({
  name: 'passports.consent.list_makers',
  permission: 'passports.read',
  summary: 'List the people who may be named in passports, and what each of them said',
  description:
    'The members of the workshop, and whoever a consent was recorded of. Who said nothing is named nowhere.',
  route: 'GET /passport-makers',
  input: z.object({}),
  output: z.object({
    items: z.array(
      z.object({
        operatorId: z.string(),
        name: z.string().meta({ description: 'As the workshop calls the person' }),
        publicName: z.string().nullable().meta({ description: 'As the person wants to be called' }),
        given: z.boolean().nullable().meta({ description: 'Null as long as nothing was said' }),
        at: moment.nullable(),
        recordedBy: z.string().nullable(),
      }),
    ),
  }),
  example: {},
  async run(ctx) {
    const tenant = sql`${ctx.tenant.id}::uuid`
    const rows = await ctx.tx.rows<{
      operator_id: string
      name: string
      public_name: string | null
      given: boolean | null
      at: Date | null
      recorded_by: string | null
    }>(sql`
      select coalesce(m.user_id, c.operator_id) as operator_id, coalesce(m.name, c.name) as name, c.name as public_name, c.given, c.at,
        c.recorded_by
      from (select user_id, name from member where tenant_id = ${tenant} and deleted_at is null order by name limit 1000) m
        full join (
          select distinct on (operator_id) operator_id, name, given, at, recorded_by from passport_consent
          where tenant_id = ${tenant} order by operator_id, id desc limit 1000
        ) c on c.operator_id = m.user_id
      order by lower(coalesce(m.name, c.name)), 1`)
    return {
      items: rows.map((row) => ({
        operatorId: row.operator_id,
        name: row.name,
        publicName: row.public_name,
        given: row.given,
        at: row.at?.toISOString() ?? null,
        recordedBy: row.recorded_by,
      })),
    }
  },
})
