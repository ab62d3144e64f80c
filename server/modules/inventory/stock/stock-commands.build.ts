import { z } from 'zod'
import { command } from '../../../kernel/command/operation.ts'
import { defineModule } from '../../../kernel/module.ts'
import { consumeReservations, releaseReservations } from '../reservation/end-reservations.ts'
import { reserve } from '../reservation/reserve.ts'
import { move } from './move.ts'
import type { Moved } from './movement.ts'

const source = z.object({ entity: z.string(), id: z.uuid() })
const moved = z.object({
  moves: z.array(z.object({ id: z.uuid(), productId: z.uuid(), quantity: z.string(), value: z.string() })),
})
const output = (moves: readonly Moved[]) => ({
  moves: moves.map(({ valueMinor, ...rest }) => ({ ...rest, value: String(valueMinor) })),
})
const SHORT = [
  'stock.short',
  'stock.below_zero',
  'inventory.location_unknown',
  'inventory.lot_unknown',
  'inventory.product_unknown',
  'inventory.serials_do_not_match',
  'inventory.same_place',
]

/** Commands that do nothing but call what inventory offers other modules, so that tests reach it as they do. */
export const stockCommands = defineModule({
  name: 'try',
  operations: [
    command({
      name: 'try.stock.move',
      summary: 'Move',
      route: 'POST /try/moves',
      errors: SHORT,
      input: z.object({
        moves: z.array(
          z.object({
            productId: z.uuid(),
            lotId: z.uuid().optional(),
            serialId: z.uuid().optional(),
            from: z.string(),
            to: z.string(),
            quantity: z.string(),
            value: z.string().optional(),
            kind: z.string().default('test'),
          }),
        ),
        source: source.optional(),
      }),
      output: moved,
      run: async (ctx, input) =>
        output(
          await move(
            ctx,
            input.moves.map(({ value, ...one }) => ({
              ...one,
              ...(value === undefined ? {} : { valueMinor: BigInt(value) }),
            })),
            input.source,
          ),
        ),
    }),
    command({
      name: 'try.stock.reserve',
      summary: 'Reserve',
      route: 'POST /try/reservations',
      errors: SHORT,
      input: z.object({
        items: z.array(z.object({ productId: z.uuid(), quantity: z.string() })),
        source,
      }),
      output: z.object({}),
      run: async (ctx, input) => {
        await reserve(ctx, input.items, input.source)
        return {}
      },
    }),
    command({
      name: 'try.stock.release',
      summary: 'Release',
      route: 'POST /try/releases',
      errors: SHORT,
      input: z.object({ source }),
      output: z.object({}),
      run: async (ctx, input) => {
        await releaseReservations(ctx, input.source)
        return {}
      },
    }),
    command({
      name: 'try.stock.consume',
      summary: 'Consume',
      route: 'POST /try/consumptions',
      errors: SHORT,
      input: z.object({
        source,
        to: z.string().default('CUSTOMER'),
        serials: z.array(z.object({ productId: z.uuid(), serialId: z.uuid() })).optional(),
      }),
      output: moved,
      run: async (ctx, input) =>
        output(
          await consumeReservations(ctx, input.source, {
            to: input.to,
            kind: 'ship',
            ...(input.serials ? { serials: input.serials } : {}),
          }),
        ),
    }),
  ],
})
