import type { SymbolData, SymbolType } from '../drawing/symbol.ts'

export const LABEL_KINDS = ['piece', 'lot', 'token', 'ticket', 'location'] as const
export type LabelKind = (typeof LABEL_KINDS)[number]

/** What stands on one label. */
export interface LabelContent {
  readonly id: string
  /** What it is: the product's name, a place. */
  readonly title: string
  /** What a person reads aloud: a serial, a lot, a number. May be broken after its hyphens. */
  readonly number: string
  /** Further lines, the most useful first; what finds no room is left out. */
  readonly lines: readonly string[]
  readonly symbol: { readonly type: SymbolType; readonly data: SymbolData }
}
