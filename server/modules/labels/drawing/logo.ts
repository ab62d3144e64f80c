import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { initWasm, Resvg } from '@resvg/resvg-wasm'

/** A picture as it was uploaded: PNG, JPEG or SVG. */
export interface LogoPicture {
  readonly mediaType: string
  readonly bytes: Buffer
}

/** A picture in the dots of a label printer: each is ink or paper. */
export interface Bitmap {
  readonly width: number
  readonly height: number
  /** Row by row. */
  readonly dark: readonly boolean[]
}

let ready: Promise<void> | undefined
/** Readies the renderer of SVG and pictures. */
export const renderer = (): Promise<void> => {
  ready ??= readFile(fileURLToPath(import.meta.resolve('@resvg/resvg-wasm/index_bg.wasm'))).then(initWasm)
  return ready
}

/** Of a print job all labels have the same logo. */
const drawn = new WeakMap<LogoPicture, Map<string, Bitmap | undefined>>()

/**
 * A logo as large as it fits into a box, in dots, without the empty space around it. What is darker than a light grey is ink; a logo
 * that has nothing of that (white on nothing) is undefined. Needs {@link renderer}.
 */
export function bitmapOf(picture: LogoPicture, width: number, height: number): Bitmap | undefined {
  const key = `${width} ${height}`
  const known = drawn.get(picture) ?? new Map<string, Bitmap | undefined>()
  drawn.set(picture, known)
  if (!known.has(key)) known.set(key, cropped(draw(picture, width, height), width, height))
  return known.get(key)
}

function draw({ mediaType, bytes }: LogoPicture, width: number, height: number): boolean[] {
  const source = `data:${mediaType};base64,${bytes.toString('base64')}`
  const image = new Resvg(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><path fill="#fff" d="M0 0h${width}v${height}h-${width}z"/><image href="${source}" width="${width}" height="${height}" preserveAspectRatio="xMinYMid meet"/></svg>`,
  )
  const { pixels } = image.render()
  const dark = Array.from({ length: width * height }, (_, n) => lightness(pixels, n * 4) < LIGHT)
  image.free()
  return dark
}

/** Of 255. Colours that a person takes for dark on white are ink. */
const LIGHT = 178
/** Rec. 601. */
const lightness = (rgba: Uint8Array, at: number): number =>
  0.299 * rgba[at]! + 0.587 * rgba[at + 1]! + 0.114 * rgba[at + 2]!

function cropped(dark: readonly boolean[], width: number, height: number): Bitmap | undefined {
  let [left, top, right, bottom] = [width, height, -1, -1]
  for (const [n, isDark] of dark.entries()) {
    if (!isDark) continue
    const [x, y] = [n % width, Math.floor(n / width)]
    left = Math.min(left, x)
    right = Math.max(right, x)
    top = Math.min(top, y)
    bottom = Math.max(bottom, y)
  }
  if (right < 0) return undefined
  const size = { width: right - left + 1, height: bottom - top + 1 }
  return {
    ...size,
    dark: Array.from(
      { length: size.width * size.height },
      (_, n) => dark[(top + Math.floor(n / size.width)) * width + left + (n % size.width)]!,
    ),
  }
}

/** Runs of dark dots of one row, for what draws rectangles: about a tenth of the dots. */
export function runsOf({ width, height, dark }: Bitmap): { x: number; y: number; width: number }[] {
  const runs: { x: number; y: number; width: number }[] = []
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if (!dark[y * width + x]) continue
      let end = x + 1
      while (end < width && dark[y * width + end]) end++
      runs.push({ x, y, width: end - x })
      x = end
    }
  }
  return runs
}
