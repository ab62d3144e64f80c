import { crc32, deflateSync } from 'node:zlib'
import { Resvg } from '@resvg/resvg-wasm'
import { DOTS_PER_MM, type Drawing } from './layout.ts'
import { type Bitmap, renderer } from './logo.ts'
import { toSvg } from './svg.ts'

/** A label as PNG of one dot a pixel, black and white as a label printer prints it, 203 dots to the inch. */
export async function toPng(drawing: Drawing): Promise<Buffer> {
  await renderer()
  const resvg = new Resvg(toSvg(drawing), { fitTo: { mode: 'width', value: drawing.width } })
  const image = resvg.render()
  try {
    const { pixels, width, height } = image
    // What is less than half dark is paper.
    return encode((n) => pixels[n * 4]! < 128, width, height)
  } finally {
    image.free()
    resvg.free()
  }
}

/** A bitmap as PNG. */
export const bitmapToPng = ({ dark, width, height }: Bitmap): Buffer => encode((n) => dark[n]!, width, height)

/** One bit a pixel; pixels are numbered row by row. */
function encode(isDark: (pixel: number) => boolean, width: number, height: number): Buffer {
  const stride = Math.ceil(width / 8)
  const rows = Buffer.alloc((stride + 1) * height)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if (!isDark(y * width + x)) rows[y * (stride + 1) + 1 + (x >> 3)]! |= 0x80 >> (x & 7)
    }
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  // Bit depth 1, greyscale.
  header.set([1, 0, 0, 0, 0], 8)
  const density = Buffer.alloc(9)
  density.writeUInt32BE(DOTS_PER_MM * 1000, 0)
  density.writeUInt32BE(DOTS_PER_MM * 1000, 4)
  // Pixels a metre.
  density[8] = 1
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('pHYs', density),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const length = Buffer.alloc(4)
  length.writeUInt32BE(data.length)
  const check = Buffer.alloc(4)
  check.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, check])
}
