import { newId } from '../../../../shared/ids.ts'
import type { TenantContext } from '../../../kernel/command/context.ts'
import { sql } from '../../../kernel/db/sql.ts'
import { fail } from '../errors.ts'
import { findProvider } from '../provider/providers.ts'
import type { PaymentState } from './payment.ts'

export interface NewPayment {
  orderId: string
  /** Which provider; of its methods the first that is enabled, unless `method` names one. */
  provider: string
  method?: string | undefined
  currency: string
  /** Minor units, more than zero. */
  amountMinor: bigint
}

export interface CreatedPayment {
  readonly id: string
  readonly provider: string
  readonly state: PaymentState
  readonly method: string
  /** `YYYY-MM-DD` by which the money should come; null: any day. */
  readonly dueOn: string | null
  readonly name: string
  readonly nameTh: string | null
  readonly instructions: string | null
  readonly instructionsTh: string | null
}

interface Row {
  method: string
  due_on: string | null
  name: string
  name_th: string | null
  instructions_text: string | null
  instructions_text_th: string | null
}

/**
 * Begins the payment of an order: pending until the money is there. One statement, which also finds the method.
 *
 * @throws Problem `payments.method_unknown` when the workshop does not offer it
 */
export async function createPayment(ctx: TenantContext, given: NewPayment): Promise<CreatedPayment> {
  const provider = findProvider(given.provider)
  if (!provider) throw fail('payments.method_unknown')
  const { orderId, currency, amountMinor } = given
  const id = newId(ctx.now.getTime())
  const intent = provider.intent({ paymentId: id, orderId, currency, amountMinor })
  const row = await ctx.tx.first<Row>(sql`
    with method as materialized (
      select code, name, name_th, instructions_text, instructions_text_th, due_days from payment_method
      where tenant_id = ${ctx.tenant.id}::uuid and provider = ${provider.code} and enabled and deleted_at is null
        and (${given.method ?? null}::text is null or code = ${given.method ?? null}::text)
      order by position, id limit 1
    ), made as (
      insert into payment (tenant_id, id, order_id, provider, method, state, currency, amount_minor, reference, due_on, created_at, updated_at)
      select ${ctx.tenant.id}::uuid, ${id}::uuid, ${orderId}::uuid, ${provider.code}, m.code, 'pending', ${currency},
        ${amountMinor}::bigint, ${intent.reference}::text, ${ctx.today}::date + m.due_days, ${ctx.now}::timestamptz, ${ctx.now}::timestamptz
      from method m
      returning method, due_on
    )
    select made.method, made.due_on, m.name, m.name_th, m.instructions_text, m.instructions_text_th from made cross join method m`)
  if (!row) throw fail('payments.method_unknown')
  return {
    id,
    provider: provider.code,
    state: 'pending',
    method: row.method,
    dueOn: row.due_on,
    name: row.name,
    nameTh: row.name_th,
    instructions: row.instructions_text,
    instructionsTh: row.instructions_text_th,
  }
}

/** Cancels what an order still waits for, since it was cancelled. One statement; gives how many. */
export const cancelPayments = async (ctx: TenantContext, orderId: string): Promise<number> =>
  await ctx.tx.run(sql`
    update payment set state = 'cancelled', updated_at = ${ctx.now}::timestamptz
    where tenant_id = ${ctx.tenant.id}::uuid and order_id = ${orderId}::uuid and state = 'pending'`)
