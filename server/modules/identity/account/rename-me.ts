import { z } from 'zod'
import { command } from '../../../kernel/command/operation.ts'
import { sql } from '../../../kernel/db/sql.ts'
import { line } from '../../../kernel/wire.ts'
import { fail } from '../errors.ts'
import { identityOf } from '../identity.ts'

export const renameMe = command({
  name: 'identity.me.rename',
  anyMember: 'everybody may say what they are called',
  summary: 'What I am called in this workshop',
  description: 'Logs and documents from now on have the new name; other workshops keep theirs.',
  route: 'PATCH /me',
  errors: ['identity.people_only'],
  input: z.object({ name: line(120) }),
  output: z.object({ name: z.string() }),
  example: { name: 'Pimchanok Rattanakul' },
  async run(ctx, input) {
    const { principal } = ctx
    if (principal.kind !== 'user' || principal.id === null) throw fail('identity.people_only')
    const row = await ctx.tx.one<{ id: string }>(
      sql`update member set name = ${input.name}, updated_at = ${ctx.now}::timestamptz, version = version + 1
          where tenant_id = ${ctx.tenant.id}::uuid and user_id = ${principal.id} and deleted_at is null
          returning id`,
    )
    ctx.audit({
      entity: 'member',
      id: row.id,
      label: input.name,
      changes: { name: { from: principal.name, to: input.name } },
    })
    ctx.afterCommit(() => identityOf(ctx.kernel).forget())
    return { name: input.name }
  },
})
