import { command } from '../../../kernel/command/operation.ts'
import { sql } from '../../../kernel/db/sql.ts'
import { EXAMPLE_ID } from '../../../kernel/resource/resource.ts'
import { fail } from '../errors.ts'
import { changeState } from './change-state.ts'
import type { SerialState } from './serial.ts'
import { ORDINARY, TRANSITIONS } from './states.ts'
import { bringBackToStock, STOCK_ERRORS } from './stock-of-piece.ts'
import { orderWaitingWith, readPiece, stopInput, stopOutput } from './stop-piece.ts'

/** What can be undone: the rest is the end of a piece or its ordinary way. */
export const REINSTATABLE: readonly SerialState[] = ['quarantined', 'recalled', 'stolen']

export const reinstateSerial = command({
  name: 'serials.serial.reinstate',
  permission: 'serials.update',
  summary: 'Reinstate a piece that was quarantined, recalled or stolen',
  description: 'It goes back to where it was on its ordinary way.',
  route: 'POST /serials/:id/reinstate',
  bulk: 'serials.serial',
  errors: ['serials.wrong_state', ...STOCK_ERRORS],
  input: stopInput,
  output: stopOutput,
  example: { id: EXAMPLE_ID, reason: 'Found again' },
  async run(ctx, input) {
    const piece = await readPiece(ctx, input.id)
    const last = await ctx.tx.first<{ to_state: SerialState; ticket_is_over: boolean }>(
      sql`select e.to_state, exists (select from job_ticket t
          where t.tenant_id = e.tenant_id and t.id = ${piece.ticketId}::uuid and t.state in ('cancelled', 'closed')) as ticket_is_over
        from serial_event e
        where e.tenant_id = ${ctx.tenant.id}::uuid and e.serial_id = ${input.id}::uuid and e.to_state = any(${ORDINARY}::text[])
        order by e.version desc limit 1`,
    )
    const to = last?.to_state ?? 'issued'
    // Its ticket was cancelled, or closed without it, while it was set aside: there is no way to go back to.
    const isLost = last?.ticket_is_over === true && (to === 'issued' || to === 'in_production')
    if (!REINSTATABLE.includes(piece.state) || !TRANSITIONS[piece.state].includes(to) || isLost)
      throw fail('serials.wrong_state', { serial: piece.human, state: piece.state })
    const orderLineId =
      to === 'in_stock' && piece.state === 'recalled' ? await orderWaitingWith(ctx, input.id) : null
    if (to === 'in_stock') await bringBackToStock(ctx, piece, input.reason)
    await changeState(ctx, {
      ids: [input.id],
      from: [piece.state],
      to,
      reason: input.reason,
      ...(orderLineId === null ? {} : { orderLineId }),
      // What was only held never left its place.
      ...(piece.state === 'stolen' ? {} : { locationCode: null }),
    })
    ctx.audit({
      entity: 'serial',
      id: input.id,
      label: piece.human,
      changes: { state: { from: piece.state, to }, reason: input.reason },
    })
    return { id: input.id, serial: piece.human, state: to }
  },
})
