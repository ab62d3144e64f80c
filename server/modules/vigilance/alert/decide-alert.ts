import { z } from 'zod'
import { command } from '../../../kernel/command/operation.ts'
import { sql } from '../../../kernel/db/sql.ts'
import { fail as kernelFail } from '../../../kernel/errors/kernel-errors.ts'
import { EXAMPLE_ID } from '../../../kernel/resource/resource.ts'
import { id, line } from '../../../kernel/wire.ts'
import { fail } from '../errors.ts'

export const decideAlert = command({
  name: 'vigilance.alert.decide',
  summary: 'Say what an alert is: a fraud indeed, or nothing',
  description:
    'What it rests on stays as it is. A dismissed alert opens again by itself when there is twice as much to it.',
  route: 'POST /scan-alerts/:id/decide',
  bulk: 'vigilance.alert',
  errors: ['vigilance.alert_decided'],
  input: z.object({ id, state: z.enum(['confirmed', 'dismissed']), reason: line(500) }),
  output: z.object({ id, state: z.enum(['confirmed', 'dismissed']) }),
  example: { id: EXAMPLE_ID, state: 'dismissed', reason: 'Our own fair in Osaka' },
  async run(ctx, input) {
    const tenant = sql`${ctx.tenant.id}::uuid`
    const row = await ctx.tx.first<{ detector: string }>(sql`
      update scan_alert set state = ${input.state}, decided_at = ${ctx.now}::timestamptz, decided_by = ${ctx.principal.name},
        reason = ${input.reason}
      where tenant_id = ${tenant} and id = ${input.id}::uuid and state = 'open' returning detector`)
    if (!row) {
      const known = await ctx.tx.first<{ state: string; decided_by: string }>(
        sql`select state, decided_by from scan_alert where tenant_id = ${tenant} and id = ${input.id}::uuid`,
      )
      if (!known) throw kernelFail('not_found')
      throw fail('vigilance.alert_decided', { by: known.decided_by, state: known.state })
    }
    ctx.audit({
      entity: 'scan_alert',
      id: input.id,
      label: row.detector,
      changes: { state: { from: 'open', to: input.state }, reason: input.reason },
    })
    return { id: input.id, state: input.state }
  },
})
