import { outlineOf } from './fonts.ts'
import { DOTS_PER_MM, type Drawing } from './layout.ts'
import { runsOf } from './logo.ts'

/** A label as SVG: words as outlines, so that it looks the same wherever it is shown. */
export function toSvg({ width, height, bars, texts, logo }: Drawing): string {
  const picture = logo
    ? runsOf(logo.bitmap)
        .map((run) => `M${logo.x + run.x} ${logo.y + run.y}h${run.width}v1h-${run.width}z`)
        .join('')
    : ''
  const symbol = bars.map(({ x, y, width: w, height: h }) => `M${x} ${y}h${w}v${h}h-${w}z`).join('')
  const words = texts
    .map(
      ({ text, x, y, size, weight }) =>
        `<path transform="translate(${x} ${y})" d="${outlineOf(text, size, weight)}"/>`,
    )
    .join('')
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width / DOTS_PER_MM}mm" height="${height / DOTS_PER_MM}mm" viewBox="0 0 ${width} ${height}"><path fill="#fff" d="M0 0h${width}v${height}h-${width}z"/><path d="${symbol}${picture}" shape-rendering="crispEdges"/>${words}</svg>`
}
