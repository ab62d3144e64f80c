/**
 * A workshop's own colour, made readable: from one `#rrggbb` a style sheet that sets the accent tokens of
 * shop.css for light and dark. The content policy allows no inline styles, so it is a file of its own.
 */

type Rgb = readonly [red: number, green: number, blue: number]

/** The surfaces that accents are read on, as in shop.css (the least favourable one of each scheme). */
export const SURFACES = { light: '#ece8e1', dark: '#2b2722' } as const
const LIGHT_TEXT = '#ffffff'
const DARK_TEXT = '#171512'
/** WCAG 2.2 AA for text. */
const TEXT_CONTRAST = 4.5

/** Reads `#rrggbb`; undefined for anything else. */
export function parseColour(text: string): string | undefined {
  return /^#[0-9a-f]{6}$/i.test(text) ? text.toLowerCase() : undefined
}

/** Where `accentStylesheet` of a colour is served; undefined when it is no colour. */
export function accentUrl(colour: string | undefined): string | undefined {
  const known = colour === undefined ? undefined : parseColour(colour)
  return known === undefined ? undefined : `/shop-assets/accent-${known.slice(1)}.css`
}

/**
 * The style sheet for a colour. Text in the accent and text on it have a contrast of 4.5 or more in both
 * schemes; hue is kept, lightness gives way.
 * @throws RangeError when it is not `#rrggbb`
 */
export function accentStylesheet(colour: string): string {
  const known = parseColour(colour)
  if (known === undefined) throw new RangeError(`not a colour: ${colour}`)
  const light = readable(known, SURFACES.light, '#000000')
  const dark = readable(known, SURFACES.dark, '#ffffff')
  return (
    `:root{--accent:${light};--on-accent:${textOn(light)}}\n` +
    `@media (prefers-color-scheme:dark){:root{--accent:${dark};--on-accent:${textOn(dark)}}}\n`
  )
}

/** Contrast of two colours `#rrggbb`, 1 to 21 (WCAG 2.2, relative luminance). */
export function contrast(one: string, other: string): number {
  const [a, b] = [luminance(one), luminance(other)]
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)
}

function readable(colour: string, surface: string, towards: string): string {
  for (let percent = 0; percent <= 100; percent += 2) {
    const mixed = mix(colour, towards, percent / 100)
    if (contrast(mixed, surface) >= TEXT_CONTRAST && contrast(mixed, textOn(mixed)) >= TEXT_CONTRAST)
      return mixed
  }
  return towards
}

function textOn(colour: string): string {
  return contrast(colour, LIGHT_TEXT) >= contrast(colour, DARK_TEXT) ? LIGHT_TEXT : DARK_TEXT
}

function channels(colour: string): Rgb {
  const number = Number.parseInt(colour.slice(1), 16)
  return [(number >> 16) & 255, (number >> 8) & 255, number & 255]
}

function mix(from: string, to: string, share: number): string {
  const [a, b] = [channels(from), channels(to)]
  const mixed = a.map((channel, index) => Math.round(channel + ((b[index] ?? 0) - channel) * share))
  return `#${mixed.map((channel) => channel.toString(16).padStart(2, '0')).join('')}`
}

function luminance(colour: string): number {
  const [red, green, blue] = channels(colour).map((channel) => {
    const share = channel / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  }) as [number, number, number]
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
