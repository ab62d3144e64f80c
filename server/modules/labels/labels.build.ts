import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { PDFiumLibrary } from '@hyzyla/pdfium'
import { prepareZXingModule, type ReadResult, readBarcodes } from 'zxing-wasm/reader'

let isReady = false
let library: Promise<PDFiumLibrary> | undefined

/** What a scanner reads off a picture: PNG bytes, or pixels. */
export async function scan(
  picture: Uint8Array | { data: Uint8ClampedArray; width: number; height: number },
): Promise<ReadResult[]> {
  if (!isReady) {
    const wasmBinary = readFileSync(
      fileURLToPath(import.meta.resolve('zxing-wasm/reader/zxing_reader.wasm')),
    ).buffer
    prepareZXingModule({ overrides: { wasmBinary: wasmBinary as ArrayBuffer } })
    isReady = true
  }
  return await readBarcodes(picture as Uint8Array, {
    formats: ['QRCode', 'DataMatrix'],
    tryHarder: true,
    maxNumberOfSymbols: 255,
    textMode: 'Plain',
  })
}

/** The pages of a PDF as pixels, as a viewer shows them, and the words that can be searched in each. */
export async function pagesOf(
  pdf: Uint8Array,
  dpi: number,
): Promise<{ width: number; height: number; data: Uint8ClampedArray; text: string }[]> {
  library ??= PDFiumLibrary.init()
  const document = await (await library).loadDocument(pdf)
  const pages = []
  for (const page of document.pages()) {
    // Rendering lets the page go.
    // A hyphen at the end of a line is taken for one that breaks a word.
    const text = page.getText().replaceAll('\ufffe', '-')
    const { width, height, data } = await page.render({ scale: dpi / 72, render: 'bitmap' })
    pages.push({ width, height, data: new Uint8ClampedArray(data), text })
  }
  document.destroy()
  return pages
}
