import { z } from 'zod'
import { query } from '../../kernel/command/operation.ts'
import { sql } from '../../kernel/db/sql.ts'
import { moment } from '../../kernel/wire.ts'
import { declaredFlags } from './declared-flags.ts'
import { flagOutput, flagText } from './flag-output.ts'

interface ChangeRow {
  flag: string
  enabled: boolean
  set_by: string
  set_at: Date
  why: string
}

/** Changes shown of each flag, the latest first. */
const SHOWN_CHANGES = 20

export const listFlags = query({
  name: 'flags.flag.list',
  permission: 'flags.read',
  summary: 'List all flags with their latest changes',
  route: 'GET /flags',
  input: z.object({}),
  output: z.object({
    items: z.array(
      flagOutput.extend({
        history: z.array(
          z.object({ enabled: z.boolean(), setBy: z.string(), setAt: moment, why: z.string() }),
        ),
      }),
    ),
  }),
  example: {},
  async run(ctx) {
    const changes = await ctx.tx.rows<ChangeRow>(
      sql`select flag, enabled, set_by, set_at, why from (
          select c.*, row_number() over (partition by c.flag order by c.id desc) as nth
          from feature_flag_change c where c.tenant_id = ${ctx.tenant.id}::uuid
        ) ranked where nth <= ${SHOWN_CHANGES}::int order by flag, nth`,
    )
    const byFlag = Map.groupBy(changes, (change) => change.flag)
    return {
      items: declaredFlags().map((flag) => {
        const history = (byFlag.get(flag.name) ?? []).map((change) => ({
          enabled: change.enabled,
          setBy: change.set_by,
          setAt: change.set_at.toISOString(),
          why: change.why,
        }))
        const latest = history[0]
        return {
          ...flagText(flag, ctx.locale),
          enabled: latest?.enabled ?? flag.byDefault,
          setBy: latest?.setBy ?? null,
          setAt: latest?.setAt ?? null,
          why: latest?.why ?? null,
          history,
        }
      }),
    }
  },
})
