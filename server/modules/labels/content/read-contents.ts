import type { TenantContext } from '../../../kernel/command/context.ts'
import { tenantOrigin } from '../../../kernel/config.ts'
import { sql } from '../../../kernel/db/sql.ts'
import { trimDecimal } from '../../../kernel/resource/field.ts'
import type { SymbolType } from '../drawing/symbol.ts'
import { readTemplate } from '../template/templates.ts'
import {
  content,
  gs1Of,
  type LabelContent,
  type LabelKind,
  type Reading,
  rowsOf,
  symbolOf,
} from './label-content.ts'
import { pieceContents } from './piece-contents.ts'

/** Who may see what a label says. */
export const READ_PERMISSIONS: Readonly<Record<LabelKind, string>> = {
  piece: 'serials.read',
  lot: 'inventory.read',
  location: 'inventory.read',
  token: 'manufacturing.read',
  ticket: 'manufacturing.read',
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
  piece: async (reading) => await pieceContents(reading, await readTemplate(reading.ctx)),

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

const deskLink = (ctx: TenantContext, path: string): string =>
  `${tenantOrigin(ctx.kernel.config, ctx.tenant.slug)}/desk/${path}`
