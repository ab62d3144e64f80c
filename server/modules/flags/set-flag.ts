import { z } from 'zod'
import { newId } from '../../../shared/ids.ts'
import { command } from '../../kernel/command/operation.ts'
import { sql } from '../../kernel/db/sql.ts'
import { line } from '../../kernel/wire.ts'
import { declaredFlag } from './declared-flags.ts'
import { fail } from './errors.ts'
import { flagOutput, flagText } from './flag-output.ts'

export const setFlag = command({
  name: 'flags.flag.set',
  summary: 'Turn a flag on or off, at once',
  description: 'The change and why it was made stay in the history of the flag.',
  route: 'POST /flags/:flag',
  errors: ['flags.unknown'],
  input: z.object({ flag: z.string().max(100), enabled: z.boolean(), why: line(500) }),
  output: flagOutput,
  example: { flag: 'FF_SERIAL_STD_OEM', enabled: false, why: 'The client still wants its old numbers' },
  async run(ctx, input) {
    const flag = declaredFlag(input.flag)
    if (!flag) throw fail('flags.unknown', { flag: input.flag })
    const nowMs = ctx.now.getTime()
    const who = ctx.principal.name
    const { was } = await ctx.tx.one<{ was: boolean | null }>(
      sql`with before as (
          select enabled from tenant_feature_flag where tenant_id = ${ctx.tenant.id}::uuid and flag = ${flag.name}
        ), kept as (
          insert into tenant_feature_flag (tenant_id, id, flag, enabled, set_by, set_at, why)
          values (${ctx.tenant.id}::uuid, ${newId(nowMs)}::uuid, ${flag.name}, ${input.enabled}::boolean, ${who},
            ${ctx.now}::timestamptz, ${input.why})
          on conflict (tenant_id, flag) do update
            set enabled = excluded.enabled, set_by = excluded.set_by, set_at = excluded.set_at, why = excluded.why
          returning id
        ), told as (
          insert into feature_flag_change (tenant_id, id, flag_id, flag, enabled, set_by, set_at, why)
          select ${ctx.tenant.id}::uuid, ${newId(nowMs)}::uuid, kept.id, ${flag.name}, ${input.enabled}::boolean, ${who},
            ${ctx.now}::timestamptz, ${input.why}
          from kept
        )
        select (select enabled from before) as was from kept`,
    )
    ctx.audit({
      entity: 'flag',
      label: flag.name,
      changes: { enabled: { from: was ?? flag.byDefault, to: input.enabled }, why: input.why },
    })
    return {
      ...flagText(flag, ctx.locale),
      enabled: input.enabled,
      setBy: who,
      setAt: ctx.now.toISOString(),
      why: input.why,
    }
  },
})
