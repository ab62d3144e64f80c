import { z } from 'zod'
import { command } from '../../../kernel/command/operation.ts'
import { sql } from '../../../kernel/db/sql.ts'
import { fail as kernelFail } from '../../../kernel/errors/kernel-errors.ts'
import { trimDecimal } from '../../../kernel/resource/field.ts'
import { changedFields, EXAMPLE_ID } from '../../../kernel/resource/resource.ts'
import { day, id, paragraph, positiveDecimal } from '../../../kernel/wire.ts'
import { fail } from '../errors.ts'
import { lineCode, priority } from './create-ticket.ts'
import { madeProduct } from './plan.ts'
import { lockTicket, stepOutput } from './ticket-output.ts'
import { assertMay } from './ticket-states.ts'

export const updateTicket = command({
  name: 'manufacturing.ticket.update',
  summary: 'Change a job ticket',
  description:
    'Product, line and quantity only while it is a draft; due day, priority and note until it is completed.',
  route: 'PATCH /job-tickets/:id',
  errors: [
    'manufacturing.ticket_state',
    'manufacturing.not_made',
    'manufacturing.line_unknown',
    'manufacturing.quantity_whole',
    'manufacturing.too_many_pieces',
    'conflict.version',
  ],
  input: z.object({
    id,
    version: z.number().int().optional().meta({
      description: 'The version that was read: somebody else’s change in between is 409',
    }),
    productId: id.optional(),
    line: lineCode.optional(),
    quantity: positiveDecimal.optional(),
    dueOn: day.nullable().optional(),
    priority: priority.optional(),
    note: paragraph().nullable().optional(),
  }),
  output: stepOutput.extend({ version: z.number().int() }),
  example: { id: EXAMPLE_ID, dueOn: '2026-03-25', priority: 10 },
  async run(ctx, input) {
    const ticket = await lockTicket(ctx, input.id)
    assertMay('update', ticket)
    if (input.version !== undefined && Number(ticket.version) !== input.version)
      throw kernelFail('conflict.version')
    const isAnother =
      input.productId !== undefined || input.line !== undefined || input.quantity !== undefined
    if (isAnother && ticket.state !== 'draft')
      throw fail('manufacturing.ticket_state', { ticket: ticket.number, state: ticket.state })
    const product = isAnother
      ? await madeProduct(ctx, {
          productId: input.productId ?? ticket.product_id,
          // Another product is made on its own line unless one is named.
          line: input.line ?? (input.productId === undefined ? ticket.line : undefined),
          quantity: input.quantity ?? ticket.quantity,
        })
      : undefined
    const formerSku =
      product === undefined || product.id === ticket.product_id
        ? undefined
        : (
            await ctx.tx.one<{ sku: string }>(
              sql`select sku from product where tenant_id = ${ctx.tenant.id}::uuid and id = ${ticket.product_id}::uuid`,
            )
          ).sku
    const after = {
      productId: product?.id ?? ticket.product_id,
      line: product?.line ?? ticket.line,
      quantity: input.quantity ?? ticket.quantity,
      dueOn: input.dueOn === undefined ? ticket.due_on : input.dueOn,
      priority: input.priority ?? ticket.priority,
      note: input.note === undefined ? ticket.note : input.note,
    }
    await ctx.tx.run(sql`
      update job_ticket set product_id = ${after.productId}::uuid, line = ${after.line}, quantity = ${after.quantity}::numeric,
        serialised = coalesce(${product?.serialised ?? null}::boolean, serialised), due_on = ${after.dueOn}::date,
        priority = ${after.priority}::int, note = ${after.note}, version = version + 1, updated_at = ${ctx.now}::timestamptz
      where tenant_id = ${ctx.tenant.id}::uuid and id = ${ticket.id}::uuid`)
    const before = {
      productId: ticket.product_id,
      line: ticket.line,
      quantity: ticket.quantity,
      dueOn: ticket.due_on,
      priority: ticket.priority,
      note: ticket.note,
    }
    ctx.audit({
      entity: 'job_ticket',
      id: ticket.id,
      label: ticket.number,
      changes: {
        // People know a product by its SKU.
        ...(formerSku === undefined ? {} : { product: { from: formerSku, to: product?.sku } }),
        ...changedFields(
          { ...before, quantity: trimDecimal(before.quantity) },
          { ...after, quantity: trimDecimal(after.quantity) },
        ),
      },
    })
    return { id: ticket.id, number: ticket.number, state: ticket.state, version: Number(ticket.version) + 1 }
  },
})
