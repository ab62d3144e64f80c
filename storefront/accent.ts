/**
 * A workshop's own colour, made readable: from one `#rrggbb` a style sheet that sets the accent tokens of
 * shop.css for light and dark. The content policy allows no inline styles, so it is a file of its own.
 */

type Rgb = readonly [red: number, green: number, blue: number]
type Hsl = readonly [hue: number, saturation: number, lightness: number]

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
  const light = readable(known, SURFACES.light, 0)
  const dark = readable(known, SURFACES.dark, 1)
  return (
    `:root{--accent:${light};--on-accent:${textOn(light)}}\n` +
    `@media screen and (prefers-color-scheme:dark){:root{--accent:${dark};--on-accent:${textOn(dark)}}}\n`
  )
}

/** Contrast of two colours `#rrggbb`, 1 to 21 (WCAG 2.2, relative luminance). */
export function contrast(one: string, other: string): number {
  const [a, b] = [luminance(one), luminance(other)]
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)
}

function readable(colour: string, surface: string, towards: 0 | 1): string {
  const [hue, saturation, lightness] = toHsl(colour)
  for (let percent = 0; percent <= 100; percent += 1) {
    const moved = lightness + ((towards - lightness) * percent) / 100
    const candidate = percent === 0 ? colour : fromHsl(hue, saturation, moved)
    if (contrast(candidate, surface) < TEXT_CONTRAST) continue
    if (contrast(candidate, textOn(candidate)) >= TEXT_CONTRAST) return candidate
  }
  return towards === 0 ? '#000000' : '#ffffff'
}

function textOn(colour: string): string {
  return contrast(colour, LIGHT_TEXT) >= contrast(colour, DARK_TEXT) ? LIGHT_TEXT : DARK_TEXT
}

function channels(colour: string): Rgb {
  const number = Number.parseInt(colour.slice(1), 16)
  return [(number >> 16) & 255, (number >> 8) & 255, number & 255]
}

/** Hue in sixths of the circle, saturation and lightness 0 to 1 (CSS Color 4, section 7). */
function toHsl(colour: string): Hsl {
  const [red, green, blue] = channels(colour).map((channel) => channel / 255) as [number, number, number]
  const [most, least] = [Math.max(red, green, blue), Math.min(red, green, blue)]
  const lightness = (most + least) / 2
  const spread = most - least
  if (spread === 0) return [0, 0, lightness]
  const saturation = (most - lightness) / Math.min(lightness, 1 - lightness)
  if (most === red) return [((green - blue) / spread + 6) % 6, saturation, lightness]
  if (most === green) return [(blue - red) / spread + 2, saturation, lightness]
  return [(red - green) / spread + 4, saturation, lightness]
}

function fromHsl(hue: number, saturation: number, lightness: number): string {
  const reach = saturation * Math.min(lightness, 1 - lightness)
  const channel = (offset: number) => {
    const sixth = (offset + hue * 2) % 12
    const value = lightness - reach * Math.max(-1, Math.min(sixth - 3, 9 - sixth, 1))
    return Math.round(value * 255)
      .toString(16)
      .padStart(2, '0')
  }
  return `#${channel(0)}${channel(8)}${channel(4)}`
}

function luminance(colour: string): number {
  const [red, green, blue] = channels(colour).map((channel) => {
    const share = channel / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  }) as [number, number, number]
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
