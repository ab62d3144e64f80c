import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import * as fontkit from 'fontkit'

export type Weight = 'regular' | 'bold'

/** Sarabun has Latin and Thai letters of one hand, and is free to embed (OFL). */
const FILES: Readonly<Record<Weight, string>> = {
  regular: '@expo-google-fonts/sarabun/400Regular/Sarabun_400Regular.ttf',
  bold: '@expo-google-fonts/sarabun/700Bold/Sarabun_700Bold.ttf',
}

interface LoadedFont {
  readonly bytes: Buffer
  readonly font: fontkit.Font
}

const loaded = new Map<Weight, LoadedFont>()

function load(weight: Weight): LoadedFont {
  let found = loaded.get(weight)
  if (!found) {
    const bytes = readFileSync(fileURLToPath(import.meta.resolve(FILES[weight])))
    found = { bytes, font: fontkit.create(bytes) as fontkit.Font }
    loaded.set(weight, found)
  }
  return found
}

export const fontBytes = (weight: Weight): Buffer => load(weight).bytes

/** How wide a text is, in the unit of its size. */
export function widthOf(text: string, size: number, weight: Weight): number {
  const { font } = load(weight)
  return (font.layout(text).advanceWidth * size) / font.unitsPerEm
}

/** A text as the outlines of its glyphs, for what has no fonts. Baseline at 0 0, y downwards. */
export function outlineOf(text: string, size: number, weight: Weight): string {
  const { font } = load(weight)
  const { glyphs, positions } = font.layout(text)
  const scale = size / font.unitsPerEm
  const round = (value: number) => Number(value.toFixed(2))
  let x = 0
  let path = ''
  for (const [i, glyph] of glyphs.entries()) {
    const position = positions[i]!
    const at = { x: x + position.xOffset, y: position.yOffset }
    for (const { command, args } of glyph.path.commands) {
      const points = args.map((value, n) =>
        round(n % 2 === 0 ? (value + at.x) * scale : -(value + at.y) * scale),
      )
      path += `${LETTERS[command]}${points.join(' ')}`
    }
    x += position.xAdvance
  }
  return path
}

const LETTERS: Readonly<Record<string, string>> = {
  moveTo: 'M',
  lineTo: 'L',
  quadraticCurveTo: 'Q',
  bezierCurveTo: 'C',
  closePath: 'Z',
}
