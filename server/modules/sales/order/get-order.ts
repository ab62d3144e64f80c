import { z } from 'zod'
import { query } from '../../../kernel/command/operation.ts'
import { EXAMPLE_ID } from '../../../kernel/resource/resource.ts'
import { id } from '../../../kernel/wire.ts'
import { orderDetail, presentOrder, readOrder } from './read-order.ts'

export const getOrder = query({
  name: 'sales.order.get',
  permission: 'sales.read',
  summary: 'Read an order with its lines, serials, payments and invoices',
  route: 'GET /orders/:id',
  input: z.object({ id }),
  output: orderDetail,
  example: { id: EXAMPLE_ID },
  run: async (ctx, input) => presentOrder(await readOrder(ctx, input.id)),
})
