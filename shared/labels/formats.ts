/** A paper that labels are printed on. Lengths in millimetres. */
export interface LabelFormat {
  readonly key: LabelFormatKey
  readonly width: number
  readonly height: number
  /** Labels on a sheet of A4; undefined for a roll, where each label is a page. */
  readonly sheet?: {
    readonly columns: number
    readonly rows: number
    /** Where the first label begins. */
    readonly left: number
    readonly top: number
    /** From the left edge of one label to that of the next. */
    readonly stepX: number
    readonly stepY: number
  }
}

export const LABEL_FORMAT_KEYS = ['roll-50x30', 'roll-100x50', 'a4-3x8', 'a4-5x13'] as const
export type LabelFormatKey = (typeof LABEL_FORMAT_KEYS)[number]

export const A4 = { width: 210, height: 297 } as const

/** The sheets are those that every stationer has: 24 labels of 63.5 × 33.9 mm, 65 of 38.1 × 21.2 mm. */
export const LABEL_FORMATS: Readonly<Record<LabelFormatKey, LabelFormat>> = {
  'roll-50x30': { key: 'roll-50x30', width: 50, height: 30 },
  'roll-100x50': { key: 'roll-100x50', width: 100, height: 50 },
  'a4-3x8': {
    key: 'a4-3x8',
    width: 63.5,
    height: 33.9,
    sheet: { columns: 3, rows: 8, left: 7.2, top: 12.9, stepX: 66, stepY: 33.9 },
  },
  'a4-5x13': {
    key: 'a4-5x13',
    width: 38.1,
    height: 21.2,
    sheet: { columns: 5, rows: 13, left: 4.75, top: 10.7, stepX: 40.6, stepY: 21.2 },
  },
}

/** How many labels a page has. */
export const labelsPerPage = ({ sheet }: LabelFormat): number => (sheet ? sheet.columns * sheet.rows : 1)

/** Where the n-th label (from 0) of a job goes that begins at position `start` (from 1) of its first sheet. */
export function placeOf(
  format: LabelFormat,
  n: number,
  start: number,
): { page: number; x: number; y: number } {
  const { sheet } = format
  if (!sheet) return { page: n, x: 0, y: 0 }
  const at = n + start - 1
  const perPage = labelsPerPage(format)
  const onPage = at % perPage
  return {
    page: Math.floor(at / perPage),
    x: sheet.left + (onPage % sheet.columns) * sheet.stepX,
    y: sheet.top + Math.floor(onPage / sheet.columns) * sheet.stepY,
  }
}
