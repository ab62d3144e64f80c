import PDFDocument from 'pdfkit'
import { A4, type LabelFormat, placeOf } from '../../../../shared/labels/formats.ts'
import { fontBytes } from './fonts.ts'
import { DOTS_PER_MM, type Drawing } from './layout.ts'
import type { Bitmap } from './logo.ts'
import { bitmapToPng } from './png.ts'

const POINTS_PER_MM = 72 / 25.4
const POINTS_PER_DOT = POINTS_PER_MM / DOTS_PER_MM

export interface PdfOptions {
  readonly format: LabelFormat
  /** Position of the first label on its sheet, from 1. */
  readonly start: number
  readonly title: string
  readonly now: Date
}

/** Labels as PDF, words as text with the letters they need embedded: sheets of A4, or a page for each label of a roll. */
export function toPdf(drawings: readonly Drawing[], options: PdfOptions): Promise<Buffer> {
  const { format, start, title, now } = options
  const size: [number, number] = format.sheet
    ? [A4.width * POINTS_PER_MM, A4.height * POINTS_PER_MM]
    : [format.width * POINTS_PER_MM, format.height * POINTS_PER_MM]
  const document = new PDFDocument({
    size,
    margin: 0,
    autoFirstPage: false,
    info: { Title: title, Creator: 'Touchmark', CreationDate: now },
  })
  const chunks: Buffer[] = []
  const done = new Promise<Buffer>((resolve, reject) => {
    document.on('data', (chunk: Buffer) => chunks.push(chunk))
    document.on('end', () => resolve(Buffer.concat(chunks)))
    document.on('error', reject)
  })
  document.registerFont('regular', fontBytes('regular'))
  document.registerFont('bold', fontBytes('bold'))
  // All labels of a job have the same logo: it is kept once.
  const images = new Map<Bitmap, unknown>()
  const imageOf = (bitmap: Bitmap): unknown => {
    const known = images.get(bitmap) ?? opened(document).openImage(bitmapToPng(bitmap))
    images.set(bitmap, known)
    return known
  }
  let page = -1
  for (const [n, drawing] of drawings.entries()) {
    const place = placeOf(format, n, start)
    while (page < place.page) {
      document.addPage({ size, margin: 0 })
      page++
    }
    draw(document, drawing, imageOf, place.x * POINTS_PER_MM, place.y * POINTS_PER_MM)
  }
  document.end()
  return done
}

/** pdfkit opens a picture once for many places, which its types do not know. */
const opened = (document: PDFKit.PDFDocument) => document as unknown as { openImage(bytes: Buffer): unknown }

function draw(
  document: PDFKit.PDFDocument,
  drawing: Drawing,
  imageOf: (bitmap: Bitmap) => unknown,
  x: number,
  y: number,
): void {
  document.save().translate(x, y).scale(POINTS_PER_DOT)
  for (const bar of drawing.bars) document.rect(bar.x, bar.y, bar.width, bar.height)
  document.fill('#000')
  if (drawing.logo) {
    const { bitmap, x: left, y: top } = drawing.logo
    const { width, height } = bitmap
    document.image(imageOf(bitmap) as PDFKit.Mixins.ImageSrc, left, top, { width, height })
  }
  for (const { text, x: left, y: baseline, size, weight } of drawing.texts)
    document
      .font(weight)
      .fontSize(size)
      .text(text, left, baseline, { lineBreak: false, baseline: 'alphabetic' })
  document.restore()
}
