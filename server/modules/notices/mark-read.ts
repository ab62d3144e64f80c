import { z } from 'zod'
import { command } from '../../kernel/command/operation.ts'
import { sql } from '../../kernel/db/sql.ts'
import { fail } from '../../kernel/errors/kernel-errors.ts'
import { id } from '../../kernel/wire.ts'

const EXAMPLE_ID = '0198c0de-0000-7000-8000-000000000001'

export const markRead = command({
  name: 'notices.notice.mark_read',
  anyMember: 'everybody has read what they themselves were told',
  summary: 'Say that I have read something that I was told',
  route: 'POST /notices/:id/read',
  input: z.object({ id }),
  output: z.object({ id }),
  example: { id: EXAMPLE_ID },
  async run(ctx, input) {
    const row = await ctx.tx.first<{ label: string | null }>(sql`
      update notice set read_at = coalesce(read_at, ${ctx.now}::timestamptz)
      where tenant_id = ${ctx.tenant.id}::uuid and id = ${input.id}::uuid and user_id = ${ctx.principal.id ?? ''}
      returning label`)
    if (!row) throw fail('not_found')
    ctx.audit({
      entity: 'notice',
      id: ctx.principal.id!,
      ...(row.label === null ? {} : { label: row.label }),
    })
    return { id: input.id }
  },
})

export const markAllRead = command({
  name: 'notices.notice.mark_all_read',
  anyMember: 'everybody has read what they themselves were told',
  summary: 'Say that I have read everything that I was told, up to one',
  route: 'POST /notices/read-all',
  input: z.object({
    upTo: id.optional().meta({ description: 'The newest that was shown: what came since stays unread' }),
  }),
  output: z.object({ marked: z.int() }),
  example: {},
  async run(ctx, input) {
    const me = ctx.principal.id ?? ''
    const marked = await ctx.tx.run(sql`
      update notice set read_at = ${ctx.now}::timestamptz
      where tenant_id = ${ctx.tenant.id}::uuid and user_id = ${me} and read_at is null
        and (${input.upTo ?? null}::uuid is null or id <= ${input.upTo ?? null}::uuid)`)
    ctx.audit({ entity: 'notice', ...(ctx.principal.id === null ? {} : { id: ctx.principal.id }) })
    return { marked }
  },
})
