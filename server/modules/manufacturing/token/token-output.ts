import { z } from 'zod'
import { sql } from '../../../kernel/db/sql.ts'
import { trimDecimal } from '../../../kernel/resource/field.ts'
import { decimal, id } from '../../../kernel/wire.ts'
import { TOKEN_STATES, TOKEN_TASK_STATES, type TokenState, type TokenTaskState } from './work-token.ts'

/** A token in a list, with where it is. */
export const tokenItem = z.object({
  id,
  code: z.string(),
  kind: z.enum(['piece', 'batch']),
  serial: z.object({ id, serial: z.string() }).nullable(),
  state: z.enum(TOKEN_STATES),
  quantity: decimal,
  finishedQuantity: decimal,
  scrappedQuantity: decimal,
  at: z
    .array(
      z.object({
        task: z.string(),
        state: z.enum(TOKEN_TASK_STATES),
        goodQuantity: decimal,
        rejectedQuantity: decimal,
        operator: z.string().nullable(),
      }),
    )
    .meta({ description: 'The operations that were begun, in order; the last ones say where it is' }),
})

export interface TokenRow {
  id: string
  number: number
  code: string
  kind: 'piece' | 'batch'
  serial_id: string | null
  serial: string | null
  state: TokenState
  quantity: string
  finished_quantity: string
  scrapped_quantity: string
  at:
    | {
        task: string
        state: TokenTaskState
        goodQuantity: string
        rejectedQuantity: string
        operator: string | null
      }[]
    | null
}

/** Columns of a {@link TokenRow}, for a query of `work_token k` and its `serial s`. */
export const TOKEN_COLUMNS = sql`
  k.id, k.number, k.code, k.kind, k.serial_id, s.human as serial, k.state, k.quantity, k.finished_quantity, k.scrapped_quantity,
  (
    select json_agg(json_build_object('task', t.code, 'state', a.state, 'goodQuantity', trim_scale(a.good_quantity)::text,
      'rejectedQuantity', trim_scale(a.rejected_quantity)::text, 'operator', a.operator_name) order by t.position)
    from token_task a join ticket_task t on t.tenant_id = a.tenant_id and t.id = a.task_id
    where a.tenant_id = k.tenant_id and a.token_id = k.id
  ) as at`

export const presentToken = (row: TokenRow): z.output<typeof tokenItem> => ({
  id: row.id,
  code: row.code,
  kind: row.kind,
  serial: row.serial_id === null ? null : { id: row.serial_id, serial: row.serial ?? '' },
  state: row.state,
  quantity: trimDecimal(row.quantity),
  finishedQuantity: trimDecimal(row.finished_quantity),
  scrappedQuantity: trimDecimal(row.scrapped_quantity),
  at: row.at ?? [],
})
