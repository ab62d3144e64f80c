import { newId } from '../../../../shared/ids.ts'
import type { TenantContext } from '../../../kernel/command/context.ts'
import { type Sql, sql } from '../../../kernel/db/sql.ts'
import { fail } from '../errors.ts'
import { findProvider } from '../provider/providers.ts'
import type { PaymentState } from './payment.ts'

/** How somebody wants to pay. */
export interface PaymentChoice {
  provider: string
  /** Code of a payment method; the first that is enabled of the provider unless told. */
  method?: string | undefined
}

/** What {@link paymentMethodSql} finds. */
export interface PaymentMethodRow {
  payment_method: string | null
  payment_due_on: string | null
  payment_name: string | null
  payment_name_th: string | null
  payment_instructions: string | null
  payment_instructions_th: string | null
}

export interface NewPayment {
  orderId: string
  provider: string
  /** What {@link paymentMethodSql} found for it. */
  found: PaymentMethodRow | undefined
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

/**
 * The enabled method that somebody chose, as one row of {@link PaymentMethodRow} or none: a fragment for the statement that reads what is
 * to be paid.
 */
export const paymentMethodSql = (ctx: TenantContext, choice: PaymentChoice): Sql => sql`
  select code as payment_method, ${ctx.today}::date + due_days as payment_due_on, name as payment_name, name_th as payment_name_th,
    instructions_text as payment_instructions, instructions_text_th as payment_instructions_th
  from payment_method
  where tenant_id = ${ctx.tenant.id}::uuid and provider = ${choice.provider} and enabled and deleted_at is null
    and (${choice.method ?? null}::text is null or code = ${choice.method ?? null}::text)
  order by position, id limit 1`

/**
 * Begins the payment of an order, at the end of the transaction: pending until the money is there.
 *
 * @throws Problem `payments.method_unknown` when the workshop does not offer it
 */
export function createPayment(ctx: TenantContext, given: NewPayment): CreatedPayment {
  const provider = findProvider(given.provider)
  const { orderId, found, currency, amountMinor } = given
  const method = found?.payment_method ?? null
  if (!found || !provider || method === null) throw fail('payments.method_unknown')
  const id = newId(ctx.now.getTime())
  const intent = provider.intent({ paymentId: id, orderId, currency, amountMinor })
  const dueOn = found.payment_due_on
  ctx.writeBeside(sql`
    insert into payment (tenant_id, id, order_id, provider, method, state, currency, amount_minor, reference, due_on, created_at, updated_at)
    values (${ctx.tenant.id}::uuid, ${id}::uuid, ${orderId}::uuid, ${provider.code}, ${method}, 'pending', ${currency},
      ${amountMinor}::bigint, ${intent.reference}::text, ${dueOn}::date, ${ctx.now}::timestamptz, ${ctx.now}::timestamptz)`)
  return {
    id,
    provider: provider.code,
    state: 'pending',
    method,
    dueOn,
    name: found.payment_name!,
    nameTh: found.payment_name_th,
    instructions: found.payment_instructions,
    instructionsTh: found.payment_instructions_th,
  }
}

/** Cancels what an order still waits for, since it was cancelled. One statement; gives how many. */
export const cancelPayments = async (ctx: TenantContext, orderId: string): Promise<number> =>
  await ctx.tx.run(sql`
    update payment set state = 'cancelled', updated_at = ${ctx.now}::timestamptz
    where tenant_id = ${ctx.tenant.id}::uuid and order_id = ${orderId}::uuid and state = 'pending'`)
