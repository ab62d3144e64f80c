import { z } from 'zod'
import { currencyExponent, roundHalfEven, toMinor } from '../../../../shared/money.ts'
import { query } from '../../../kernel/command/operation.ts'
import { sql } from '../../../kernel/db/sql.ts'
import { fail as kernelFail } from '../../../kernel/errors/kernel-errors.ts'
import { trimDecimal } from '../../../kernel/resource/field.ts'
import { EXAMPLE_ID } from '../../../kernel/resource/resource.ts'
import { action, day, decimal, id, type Money, moment, money, toMoney } from '../../../kernel/wire.ts'
import { presentToken, TOKEN_COLUMNS, type TokenRow, tokenItem } from '../token/token-output.ts'
import { TICKET_STATES } from './job-ticket.ts'
import { isOverdue } from './list-tickets.ts'
import { percent, progress } from './progress.ts'
import { headOf, materialsOf, standardsOf, tasksOf } from './read-ticket.ts'
import { actionsOf } from './ticket-states.ts'

/** Tokens that come with the ticket; a list of their own has the rest. */
const TOKENS_SHOWN = 200

export const getTicket = query({
  name: 'manufacturing.ticket.get',
  permission: 'manufacturing.read',
  summary: 'Read a job ticket with its tasks, tokens, materials and costs',
  route: 'GET /job-tickets/:id',
  input: z.object({ id }),
  output: z.object({
    id,
    number: z.string(),
    state: z.enum(TICKET_STATES),
    heldFrom: z.enum(TICKET_STATES).nullable(),
    line: z.string(),
    product: z.object({
      id,
      sku: z.string(),
      name: z.string(),
      nameTh: z.string().nullable(),
      unit: z.string(),
    }),
    quantity: decimal,
    goodQuantity: decimal,
    scrappedQuantity: decimal,
    dueOn: day.nullable(),
    overdue: z.boolean(),
    priority: z.number().int(),
    note: z.string().nullable(),
    progress,
    tasks: z.array(
      z.object({
        id,
        code: z.string(),
        name: z.string(),
        nameTh: z.string().nullable(),
        workCentre: z.string(),
        predecessors: z.array(z.string()),
        evidence: z.array(z.string()),
        standardMinutes: decimal,
        setupMinutes: decimal,
        goodQuantity: decimal,
        rejectedQuantity: decimal,
        workedMinutes: decimal,
        labourCost: money,
        running: z.array(z.string()).meta({ description: 'Who is at it' }),
        standing: z
          .object({ running: decimal, paused: decimal, ready: decimal })
          .meta({ description: 'How much stands there now: at work, paused, waiting' }),
      }),
    ),
    tokenCount: z.number().int(),
    tokens: z
      .array(tokenItem)
      .meta({ description: `The first ${TOKENS_SHOWN}; see the list of tokens for the rest` }),
    materials: z.array(
      z.object({
        productId: id,
        sku: z.string(),
        name: z.string(),
        nameTh: z.string().nullable(),
        unit: z.string(),
        quantityPerPiece: decimal.meta({ description: 'Scrap included' }),
        scrapPercent: decimal,
        required: decimal,
        consumed: decimal,
        reserved: decimal,
        short: decimal.meta({ description: 'Still needed and not reserved' }),
        available: decimal.meta({ description: 'In stock and free for anybody' }),
      }),
    ),
    costs: z.object({
      material: money,
      labour: money,
      finished: money.meta({ description: 'What left with finished pieces' }),
      variance: money,
      inProcess: money.meta({ description: 'What is still in work, labour not posted yet included' }),
    }),
    standards: z
      .object({
        planned: z.object({ material: money.nullable(), labour: money }),
        done: z.object({ material: money.nullable(), labour: money }),
      })
      .meta({
        description:
          'What the ticket should cost by the standard: all of it, and what is done of it (finished pieces, completed operations)',
      }),
    createdAt: moment,
    releasedAt: moment.nullable(),
    completedAt: moment.nullable(),
    closedAt: moment.nullable(),
    version: z.number().int(),
    actions: z.object({
      update: action,
      release: action,
      reserve: action,
      hold: action,
      resume: action,
      close: action,
      cancel: action,
      recalculate: action,
    }),
  }),
  example: { id: EXAMPLE_ID },
  async run(ctx, input) {
    const [ticket, tasks, tokens, materials, standards] = await Promise.all([
      headOf(ctx, input.id),
      tasksOf(ctx, input.id),
      ctx.tx.rows<TokenRow>(sql`
        select ${TOKEN_COLUMNS} from work_token k left join serial s on s.tenant_id = k.tenant_id and s.id = k.serial_id
        where k.tenant_id = ${ctx.tenant.id}::uuid and k.ticket_id = ${input.id}::uuid order by k.number limit ${TOKENS_SHOWN}::int`),
      materialsOf(ctx, input.id),
      standardsOf(ctx, input.id),
    ])
    if (!ticket) throw kernelFail('not_found')
    const { currency } = ctx.tenant
    const inProcessMinor =
      ticket.material_cost_minor +
      ticket.labour_cost_minor -
      ticket.finished_cost_minor -
      ticket.variance_minor
    return {
      id: input.id,
      number: ticket.number,
      state: ticket.state,
      heldFrom: ticket.held_from,
      line: ticket.line,
      product: {
        id: ticket.product_id,
        sku: ticket.sku,
        name: ticket.product_name,
        nameTh: ticket.product_name_th,
        unit: ticket.unit,
      },
      quantity: trimDecimal(ticket.quantity),
      goodQuantity: trimDecimal(ticket.good_quantity),
      scrappedQuantity: trimDecimal(ticket.scrapped_quantity),
      dueOn: ticket.due_on,
      overdue: isOverdue(ticket, ctx.today),
      priority: ticket.priority,
      note: ticket.note,
      progress: percent(ticket),
      tasks: tasks.map((task) => ({
        id: task.id,
        code: task.code,
        name: task.name,
        nameTh: task.name_th,
        workCentre: task.work_centre,
        predecessors: task.predecessors,
        evidence: task.evidence,
        standardMinutes: trimDecimal(task.standard_minutes),
        setupMinutes: trimDecimal(task.setup_minutes),
        goodQuantity: trimDecimal(task.good_quantity),
        rejectedQuantity: trimDecimal(task.rejected_quantity),
        workedMinutes: trimDecimal(task.worked_minutes),
        labourCost: toMoney(task.labour_cost_minor, currency),
        running: task.running,
        standing: {
          running: trimDecimal(task.standing_running),
          paused: trimDecimal(task.standing_paused),
          ready: trimDecimal(task.standing_ready),
        },
      })),
      tokenCount: ticket.tokens,
      tokens: tokens.map(presentToken),
      materials: materials.map((material) => ({
        productId: material.product_id,
        sku: material.sku,
        name: material.name,
        nameTh: material.name_th,
        unit: material.unit,
        quantityPerPiece: trimDecimal(material.quantity_per_piece),
        scrapPercent: trimDecimal(material.scrap_percent),
        required: trimDecimal(material.quantity_required),
        consumed: trimDecimal(material.quantity_consumed),
        reserved: trimDecimal(material.reserved),
        short: trimDecimal(material.short),
        available: trimDecimal(material.available),
      })),
      costs: {
        material: toMoney(ticket.material_cost_minor, currency),
        labour: toMoney(ticket.labour_cost_minor, currency),
        finished: toMoney(ticket.finished_cost_minor, currency),
        variance: toMoney(ticket.variance_minor, currency),
        inProcess: toMoney(inProcessMinor, currency),
      },
      standards: {
        planned: {
          material: inMoney(standards.planned_material, currency),
          labour: toMoney(minorOf(standards.planned_labour, currency), currency),
        },
        done: {
          material: inMoney(standards.material, currency),
          labour: toMoney(minorOf(standards.labour, currency), currency),
        },
      },
      createdAt: ticket.created_at.toISOString(),
      releasedAt: ticket.released_at?.toISOString() ?? null,
      completedAt: ticket.completed_at?.toISOString() ?? null,
      closedAt: ticket.closed_at?.toISOString() ?? null,
      version: Number(ticket.version),
      actions: actionsOf(ticket, ctx.principal.permissions),
    }
  },
})

/** Major units of any precision, rounded half-even to the currency's own. */
const minorOf = (major: string, currency: string): bigint =>
  toMinor(roundHalfEven(major, currencyExponent(currency)), currency)

const inMoney = (major: string | null, currency: string): Money | null =>
  major === null ? null : toMoney(minorOf(major, currency), currency)
