/** What a label of a piece can say beside its name and number, in the order that forms offer it. */
export const PIECE_FIELDS = ['sku', 'maker', 'madeOn', 'gtin', 'line'] as const
export type PieceField = (typeof PIECE_FIELDS)[number]

/** How a workshop's labels of pieces look. The symbol and the number are never left out. */
export interface PieceTemplate {
  readonly logo: boolean
  readonly name: boolean
  /** In this order; what finds no room is left out from the end. */
  readonly fields: readonly PieceField[]
  /** A line of the workshop's own, as "Made by hand in Chiang Mai". */
  readonly text: string | null
  readonly textTh: string | null
}

export const DEFAULT_TEMPLATE: PieceTemplate = {
  logo: false,
  name: true,
  fields: ['sku', 'maker'],
  text: null,
  textTh: null,
}
