/** Fonts, symbols and PDF: whoever draws imports this when there is something to draw, since most processes never do. */
export { layOut } from './layout.ts'
export { toPdf } from './pdf.ts'
export { toPng } from './png.ts'
export { toSvg } from './svg.ts'
