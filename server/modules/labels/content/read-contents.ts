import { aiEntry, valueProblem } from '../../../../shared/gs1/ai.ts'
import { gtin14 } from '../../../../shared/gs1/gtin.ts'
import type { TenantContext } from '../../../kernel/command/context.ts'
import { tenantOrigin } from '../../../kernel/config.ts'
import { type Sql, sql } from '../../../kernel/db/sql.ts'
import { trimDecimal } from '../../../kernel/resource/field.ts'
import { serialLink } from '../../serials/index.ts'
import type { SymbolData, SymbolType } from '../drawing/symbol.ts'
import type { LabelContent, LabelKind } from './label-content.ts'

/** Who may see what a label says. */
export const READ_PERMISSIONS: Readonly<Record<LabelKind, string>> = {
  piece: 'serials.read',
  lot: 'inventory.read',
  location: 'inventory.read',
  token: 'manufacturing.read',
  ticket: 'manufacturing.read',
}

interface Reading {
  readonly ctx: TenantContext
  readonly ids: readonly string[]
  readonly symbol: SymbolType
}

/** What labels of these records say, in the order of the ids. A record that there is not is left out. */
export async function readContents(
  ctx: TenantContext,
  kind: LabelKind,
  ids: readonly string[],
  symbol: SymbolType,
): Promise<LabelContent[]> {
  const contents = await READERS[kind]({ ctx, ids, symbol })
  const byId = new Map(contents.map((content) => [content.id, content]))
  return ids.flatMap((id) => byId.get(id) ?? [])
}

const READERS: Readonly<Record<LabelKind, (reading: Reading) => Promise<LabelContent[]>>> = {
  async piece({ ctx, ids, symbol }) {
    const rows = await rowsOf<{
      human: string
      compact: string
      kind: 'standard' | 'legacy'
      gtin: string | null
    }>(
      ctx,
      sql`select s.id, s.human, s.compact, s.kind, p.gtin, p.sku, p.name, p.name_th from serial s
        join product p on p.tenant_id = s.tenant_id and p.id = s.product_id`,
      ids,
      sql`s`,
    )
    return rows.map((row) => {
      const makerCode = ctx.tenant.code
      const link = serialLink(ctx.kernel.config, { makerCode, ...row })
      const gs1 =
        row.gtin !== null && row.kind === 'standard' ? gs1Of(row.gtin, '21', row.compact) : undefined
      return content(ctx, row, {
        number: row.human,
        lines: [row.sku, ctx.tenant.name],
        symbol: symbolOf(symbol, link, gs1),
      })
    })
  },

  async lot({ ctx, ids, symbol }) {
    const rows = await rowsOf<{ code: string; received_on: string | null; gtin: string | null }>(
      ctx,
      sql`select l.id, l.code, l.received_on, p.gtin, p.sku, p.name, p.name_th from lot l
        join product p on p.tenant_id = l.tenant_id and p.id = l.product_id`,
      ids,
      sql`l`,
    )
    return rows.map((row) =>
      content(ctx, row, {
        number: row.code,
        lines: [row.sku, ...(row.received_on ? [row.received_on] : [])],
        symbol: symbolOf(
          symbol,
          deskLink(ctx, `stock/lots?q=${encodeURIComponent(row.code)}`),
          row.gtin === null ? undefined : gs1Of(row.gtin, '10', row.code),
        ),
      }),
    )
  },

  /** A token carries its code, which is what the bench scans. */
  async token({ ctx, ids, symbol }) {
    const rows = await rowsOf<{
      code: string
      ticket: string
      quantity: string
      unit: string
      human: string | null
    }>(
      ctx,
      sql`select w.id, w.code, t.number as ticket, w.quantity, p.unit, s.human, p.sku, p.name, p.name_th from work_token w
        join job_ticket t on t.tenant_id = w.tenant_id and t.id = w.ticket_id
        join product p on p.tenant_id = t.tenant_id and p.id = t.product_id
        left join serial s on s.tenant_id = w.tenant_id and s.id = w.serial_id`,
      ids,
      sql`w`,
    )
    return rows.map((row) =>
      content(ctx, row, {
        number: row.code,
        lines: [`${row.ticket} · ${trimDecimal(row.quantity)} ${row.unit}`, row.human ?? row.sku],
        symbol: symbolOf(symbol, row.code),
      }),
    )
  },

  async ticket({ ctx, ids, symbol }) {
    const rows = await rowsOf<{ number: string; quantity: string; unit: string; due_on: string | null }>(
      ctx,
      sql`select t.id, t.number, t.quantity, t.due_on, p.unit, p.sku, p.name, p.name_th from job_ticket t
        join product p on p.tenant_id = t.tenant_id and p.id = t.product_id`,
      ids,
      sql`t`,
    )
    return rows.map((row) =>
      content(ctx, row, {
        number: row.number,
        lines: [
          `${trimDecimal(row.quantity)} ${row.unit} · ${row.sku}`,
          ...(row.due_on ? [`→ ${row.due_on}`] : []),
        ],
        symbol: symbolOf(symbol, deskLink(ctx, `tickets/${row.id}`)),
      }),
    )
  },

  async location({ ctx, ids, symbol }) {
    const rows = await rowsOf<{ code: string; parent: string | null }>(
      ctx,
      sql`select l.id, l.code, u.code as parent, l.name, l.name_th, l.code as sku from location l
        left join location u on u.tenant_id = l.tenant_id and u.id = l.parent_id`,
      ids,
      sql`l`,
    )
    return rows.map((row) =>
      content(ctx, row, {
        number: row.code,
        lines: [...(row.parent ? [row.parent] : []), ctx.tenant.name],
        symbol: symbolOf(symbol, deskLink(ctx, `stock?locationId=${row.id}`)),
      }),
    )
  },
}

interface Named {
  id: string
  sku: string
  name: string
  name_th: string | null
}

const rowsOf = <T>(
  ctx: TenantContext,
  select: Sql,
  ids: readonly string[],
  table: Sql,
): Promise<(T & Named)[]> =>
  ctx.tx.rows<T & Named>(
    sql`${select} where ${table}.tenant_id = ${ctx.tenant.id}::uuid and ${table}.id = any(${[...ids]}::uuid[])`,
  )

/** In the language of who prints. */
const content = (
  ctx: TenantContext,
  row: Named,
  rest: Pick<LabelContent, 'number' | 'lines' | 'symbol'>,
): LabelContent => ({
  id: row.id,
  title: (ctx.locale === 'th' ? row.name_th : null) ?? row.name,
  ...rest,
})

const deskLink = (ctx: TenantContext, path: string): string =>
  `${tenantOrigin(ctx.kernel.config, ctx.tenant.slug)}/desk/${path}`

/** GTIN with serial or lot, where GS1 allows the value. */
function gs1Of(gtin: string, ai: '21' | '10', value: string): SymbolData | undefined {
  const isAllowed = valueProblem(aiEntry(ai)!, value) === undefined
  return isAllowed
    ? {
        elements: [
          { ai: '01', value: gtin14(gtin) },
          { ai, value },
        ],
      }
    : undefined
}

/** A DataMatrix is for scanners, which read GS1 data; a QR code is for phones, which follow a link. */
const symbolOf = (type: SymbolType, text: string, gs1?: SymbolData): LabelContent['symbol'] => ({
  type,
  data: type === 'datamatrix' && gs1 ? gs1 : { text },
})
