import type { LabelFormat } from '../../../../shared/labels/formats.ts'
import type { LabelContent } from '../content/label-content.ts'
import { type Weight, widthOf } from './fonts.ts'
import { type Bitmap, bitmapOf, renderer } from './logo.ts'
import { modulesOf } from './symbol.ts'

/** Dots of a label printer at 203 dpi, to a millimetre. What is drawn is drawn in dots, so that every module is whole dots. */
export const DOTS_PER_MM = 8

export interface Text {
  readonly text: string
  /** Left end of the baseline. */
  readonly x: number
  readonly y: number
  readonly size: number
  readonly weight: Weight
}
/** A row of dark modules. */
export interface Bar {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}
/** A label as it is drawn, in dots from its upper left corner. */
export interface Drawing {
  readonly width: number
  readonly height: number
  readonly bars: readonly Bar[]
  readonly texts: readonly Text[]
  readonly logo?: { readonly x: number; readonly y: number; readonly bitmap: Bitmap }
}

const MARGIN = 12
/** Modules smaller than this are not printed reliably. */
const LEAST_MODULE = 2
const GAP = 8
/** The smallest letters that can be read off 203 dpi: about 6 points. */
const SMALL = 17

/** Lays a label out: the symbol at the left as large as it fits, the words beside it. */
export async function layOut(content: LabelContent, format: LabelFormat): Promise<Drawing> {
  if (content.logo) await renderer()
  const width = Math.floor(format.width * DOTS_PER_MM)
  const height = Math.floor(format.height * DOTS_PER_MM)
  const modules = modulesOf(content.symbol.type, content.symbol.data)
  const across = modules.size + 2 * modules.quiet
  // Half of the label at the most: the words need the rest.
  const room = Math.min(height - 8, Math.floor(width * 0.52))
  const module = Math.max(LEAST_MODULE, Math.floor(room / across))
  const side = module * modules.size
  const quiet = module * modules.quiet
  const left = Math.max(MARGIN, quiet)
  const top = Math.floor((height - side) / 2)
  const bars: Bar[] = []
  for (let row = 0; row < modules.size; row++) {
    for (let column = 0; column < modules.size; column++) {
      if (!modules.dark[row * modules.size + column]) continue
      let end = column + 1
      while (end < modules.size && modules.dark[row * modules.size + end]) end++
      bars.push({
        x: left + column * module,
        y: top + row * module,
        width: (end - column) * module,
        height: module,
      })
      column = end
    }
  }
  const textLeft = left + side + Math.max(quiet, GAP)
  return {
    width,
    height,
    bars,
    ...layOutWords(content, { x: textLeft, width: width - textLeft - MARGIN, height }),
  }
}

interface Box {
  readonly x: number
  readonly width: number
  readonly height: number
}

/** Logo, name, lines and number beside the symbol. */
function layOutWords(content: LabelContent, box: Box): Pick<Drawing, 'texts' | 'logo'> {
  const large = box.height >= 320 ? 36 : box.height >= 220 ? 24 : SMALL
  const small = box.height >= 320 ? 26 : box.height >= 220 ? 19 : SMALL
  const lead = (size: number) => Math.ceil(size * 1.25)
  const available = box.height - 2 * MARGIN
  const number = wrap(content.number, /(?<=-)/, small, 'bold', box.width).map((text) => ({
    text,
    size: small,
    weight: 'bold' as const,
  }))
  // The number is what the label is for: it is never left out.
  let used = number.length * lead(small)
  const bitmap = logoFor(content, box, available - used - lead(small))
  if (bitmap) used += bitmap.height + GAP
  const fits = (size: number) => used + lead(size) <= available
  const title: { text: string; size: number; weight: Weight }[] = []
  const titleLines = wrap(content.title, words, large, 'bold', box.width)
  const rows = used + 2 * lead(large) <= available ? 2 : 1
  for (const [i, text] of titleLines.slice(0, rows).entries()) {
    if (!fits(large)) break
    used += lead(large)
    // The last one says that the name goes on.
    const goesOn = i === rows - 1 && titleLines.length > rows
    const whole = goesOn ? titleLines.slice(i).join('') : text
    title.push({ text: shorten(whole, large, 'bold', box.width), size: large, weight: 'bold' })
  }
  const lines: { text: string; size: number; weight: Weight }[] = []
  for (const line of content.lines) {
    if (!fits(small)) break
    used += lead(small)
    lines.push({ text: shorten(line, small, 'regular', box.width), size: small, weight: 'regular' })
  }
  const texts: Text[] = []
  let y = Math.floor((box.height - used) / 2)
  const logo = bitmap && { x: box.x, y, bitmap }
  if (bitmap) y += bitmap.height + GAP
  for (const line of [...title, ...lines, ...number]) {
    texts.push({ ...line, x: box.x, y: y + Math.round(line.size * 0.95) })
    y += lead(line.size)
  }
  return { texts, ...(logo ? { logo } : {}) }
}

/** The logo where there is room for one that can be recognised. */
function logoFor({ logo }: LabelContent, box: Box, roomHeight: number): Bitmap | undefined {
  const height = box.height >= 320 ? 80 : box.height >= 220 ? 52 : 30
  return logo && roomHeight >= height + GAP ? bitmapOf(logo, box.width, height) : undefined
}

const segmenter = new Intl.Segmenter('th', { granularity: 'word' })
/** Thai is written without spaces: its words end where a dictionary says. */
const words = (text: string): string[] => Array.from(segmenter.segment(text), ({ segment }) => segment)

/** Breaks a text into lines; a part that is too long for a line by itself is broken anywhere. */
function wrap(
  text: string,
  split: RegExp | ((text: string) => string[]),
  size: number,
  weight: Weight,
  width: number,
): string[] {
  const parts = typeof split === 'function' ? split(text) : text.split(split)
  const lines: string[] = []
  let line = ''
  const fits = (candidate: string) => widthOf(candidate.trimEnd(), size, weight) <= width
  for (const part of parts.flatMap((whole) => (fits(whole) ? [whole] : graphemes(whole)))) {
    if (line !== '' && !fits(line + part)) {
      lines.push(line.trimEnd())
      line = ''
    }
    line += line === '' ? part.trimStart() : part
  }
  if (line.trim() !== '') lines.push(line.trimEnd())
  return lines
}

const graphemeSegmenter = new Intl.Segmenter('th', { granularity: 'grapheme' })
const graphemes = (text: string): string[] =>
  Array.from(graphemeSegmenter.segment(text), ({ segment }) => segment)

/** A line cut to its width, with a mark that it goes on. */
function shorten(text: string, size: number, weight: Weight, width: number): string {
  if (widthOf(text, size, weight) <= width) return text
  const letters = graphemes(text)
  while (letters.length > 1 && widthOf(`${letters.join('')}…`, size, weight) > width) letters.pop()
  return `${letters.join('').trimEnd()}…`
}
