import { aiEntry, valueProblem } from '../../../../shared/gs1/ai.ts'
import { gtin14 } from '../../../../shared/gs1/gtin.ts'
import type { TenantContext } from '../../../kernel/command/context.ts'
import { type Sql, sql } from '../../../kernel/db/sql.ts'
import type { LogoPicture } from '../drawing/logo.ts'
import type { SymbolData, SymbolType } from '../drawing/symbol.ts'

export const LABEL_KINDS = ['piece', 'lot', 'token', 'ticket', 'location'] as const
export type LabelKind = (typeof LABEL_KINDS)[number]

/** What stands on one label. */
export interface LabelContent {
  readonly id: string
  /** What it is: the product's name, a place; empty where that is not wanted. */
  readonly title: string
  /** What a person reads aloud: a serial, a lot, a number. May be broken after its hyphens. */
  readonly number: string
  /** Further lines, the most useful first; what finds no room is left out. */
  readonly lines: readonly string[]
  readonly symbol: { readonly type: SymbolType; readonly data: SymbolData }
  readonly logo?: LogoPicture
}

export interface Reading {
  readonly ctx: TenantContext
  readonly ids: readonly string[]
  readonly symbol: SymbolType
}

export interface Named {
  id: string
  sku: string
  name: string
  name_th: string | null
}

export const rowsOf = <T>(
  ctx: TenantContext,
  select: Sql,
  ids: readonly string[],
  table: Sql,
): Promise<(T & Named)[]> =>
  ctx.tx.rows<T & Named>(
    sql`${select} where ${table}.tenant_id = ${ctx.tenant.id}::uuid and ${table}.id = any(${[...ids]}::uuid[])`,
  )

/** In the language of who prints. */
export const content = (
  ctx: TenantContext,
  row: Named,
  rest: Pick<LabelContent, 'number' | 'lines' | 'symbol'>,
): LabelContent => ({
  id: row.id,
  title: (ctx.locale === 'th' ? row.name_th : null) ?? row.name,
  ...rest,
})

/** GTIN with serial or lot, where GS1 allows the value. */
export function gs1Of(gtin: string, ai: '21' | '10', value: string): SymbolData | undefined {
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
export const symbolOf = (type: SymbolType, text: string, gs1?: SymbolData): LabelContent['symbol'] => ({
  type,
  data: type === 'datamatrix' && gs1 ? gs1 : { text },
})
