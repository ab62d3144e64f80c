import { z } from 'zod'
import { query } from '../../../kernel/command/operation.ts'
import { day, decimal, id, money } from '../../../kernel/wire.ts'
import { PRODUCT_KINDS } from '../../catalog/product/product.ts'
import { wipByCentre } from '../../manufacturing/index.ts'
import {
  cashFigures,
  finishedFigures,
  orderFigures,
  revenueFigures,
  stockFigures,
  ticketFigures,
} from './figures.ts'

const count = z.number().int()
const account = z.object({
  accountId: id,
  code: z.string(),
  name: z.string(),
  nameTh: z.string().nullable(),
  balance: money.meta({ description: 'Debit positive, at the end of today' }),
})

export const getDashboard = query({
  name: 'reporting.dashboard.get',
  summary: 'Read the figures of today that the caller may see',
  description:
    'Each part is null for who may not read its list, and each figure is that of the list: tickets of `GET /job-tickets`, work of ' +
    '`GET /work-in-process`, finished of `GET /stock/moves?kind=finish`, orders of `GET /orders`, revenue of ' +
    '`GET /profit-and-loss`, cash of `GET /accounts/:id/ledger`, stock of `GET /stock`.',
  route: 'GET /dashboard',
  anyMember: 'each part of it asks for the permission of the list it counts',
  input: z.object({}),
  output: z.object({
    today: day,
    tickets: z
      .object({
        open: count,
        draft: count,
        released: count,
        in_progress: count,
        on_hold: count,
        late: count.meta({ description: 'Open, and due before today' }),
        soon: count.meta({ description: 'Open, and due today or in the six days after it' }),
      })
      .nullable(),
    work: z
      .array(
        z.object({
          id,
          code: z.string(),
          name: z.string(),
          nameTh: z.string().nullable(),
          running: decimal,
          paused: decimal,
          ready: decimal,
        }),
      )
      .nullable()
      .meta({ description: 'What stands at each work centre' }),
    finished: z
      .array(z.object({ day, quantity: decimal }))
      .nullable()
      .meta({ description: 'What came off the benches into stock on each of 30 days, the oldest first' }),
    orders: z
      .object({
        toShip: count,
        unpaid: count,
        days: z.array(z.object({ day, count, total: money })),
      })
      .nullable(),
    revenue: z
      .array(z.object({ from: day, to: day, amount: money }))
      .nullable()
      .meta({ description: 'Income of six months, the oldest first, the current one up to today' }),
    cash: z
      .object({
        total: money,
        accounts: z.array(account),
        receivable: account.nullable(),
        payable: account.nullable(),
      })
      .nullable(),
    stock: z
      .object({
        total: money,
        kinds: z.array(z.object({ kind: z.enum(PRODUCT_KINDS), value: money })),
      })
      .nullable(),
  }),
  example: {},
  async run(ctx) {
    const may = <T>(permission: string, figures: () => Promise<T>): Promise<T | null> =>
      ctx.principal.permissions.has(permission) ? figures() : Promise.resolve(null)
    // They do not wait for each other: all of them leave in one flush.
    const [tickets, work, finished, orders, revenue, cash, stock] = await Promise.all([
      may('manufacturing.read', () => ticketFigures(ctx)),
      may('manufacturing.read', () => wipByCentre(ctx)),
      may('inventory.read', () => finishedFigures(ctx)),
      may('sales.read', () => orderFigures(ctx)),
      may('accounting.read', () => revenueFigures(ctx)),
      may('accounting.read', () => cashFigures(ctx)),
      may('inventory.read', () => stockFigures(ctx)),
    ])
    return { today: ctx.today, tickets, work, finished, orders, revenue, cash, stock }
  },
})
