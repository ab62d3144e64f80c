import bwip from 'bwip-js/node'
import qrcode from 'qrcode'
import { type Element, formatElementString } from '../../../../shared/gs1/element-string.ts'

export type SymbolType = 'qr' | 'datamatrix'

/** What a symbol carries: a text, or GS1 element strings, which begin with FNC1. */
export type SymbolData = { readonly text: string } | { readonly elements: readonly Element[] }

/** The modules of a symbol, true for dark, without its quiet zone. */
export interface Modules {
  readonly size: number
  readonly dark: readonly boolean[]
  /** How many modules must stay light around it. */
  readonly quiet: number
}

/** What bwip-js takes for FNC1. No value of an AI has a circumflex. */
const FNC1 = '^FNC1'

/** Makes a QR code (correction level M), or a DataMatrix, which GS1 data makes a GS1 DataMatrix. */
export function modulesOf(type: SymbolType, data: SymbolData): Modules {
  if (type === 'qr') {
    const text = 'text' in data ? data.text : formatElementString(data.elements)
    const { size, data: dark } = qrcode.create(text, { errorCorrectionLevel: 'M' }).modules
    return { size, dark: Array.from(dark, (module) => module === 1), quiet: 4 }
  }
  const given =
    'text' in data
      ? { text: toBytes(data.text) }
      : { text: formatElementString(data.elements, { fnc1: FNC1 }), parsefnc: true }
  // Its types know only what ends as a picture; `raw` gives the modules.
  const [symbol] = bwip.raw({ bcid: 'datamatrix', format: 'square', ...given } as never) as unknown as {
    pixs: number[]
    pixx: number
  }[]
  return { size: symbol!.pixx, dark: symbol!.pixs.map((pixel) => pixel === 1), quiet: 1 }
}

/** bwip-js takes characters as bytes: others than ASCII go in as UTF-8. */
const toBytes = (text: string): string => Buffer.from(text, 'utf8').toString('latin1')
