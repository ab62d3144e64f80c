/**
 * An auto-escaping template: every value is escaped for the place it stands in, and a template that puts a
 * value where escaping cannot make it safe (an unquoted attribute, a script, an event handler) is refused
 * the first time it runs, whatever the value.
 */
import { type Place, placesOf, UNSAFE_ATTRIBUTE, URL_ATTRIBUTES } from './template-places.ts'

const MADE_HERE = Symbol('Html')

class SafeMarkup {
  readonly #markup: string

  constructor(proof: typeof MADE_HERE, markup: string) {
    if (proof !== MADE_HERE) throw new TypeError('Html is made only by html and raw')
    this.#markup = markup
  }

  toString(): string {
    return this.#markup
  }
}

class SafeAttributes {
  readonly #markup: string

  constructor(proof: typeof MADE_HERE, markup: string) {
    if (proof !== MADE_HERE) throw new TypeError('Attributes are made only by attributes()')
    this.#markup = markup
  }

  toString(): string {
    return this.#markup
  }
}

/** Markup that is safe to send. Only `html` and `raw` make it. */
export type Html = SafeMarkup
/** Escaped attributes of one element. Only `attributes` makes them. */
export type Attributes = SafeAttributes

/** What may stand in a template. `null`, `undefined` and `false` print nothing; arrays are joined. */
export type TemplateValue =
  | string
  | number
  | bigint
  | Html
  | Attributes
  | null
  | undefined
  | false
  | readonly TemplateValue[]

const PLACES = new WeakMap<TemplateStringsArray, readonly Place[]>()
const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}
const ATTRIBUTE_NAME = /^[a-z][a-z0-9-]*$/
const SAFE_SCHEMES = new Set(['http', 'https', 'mailto', 'tel'])
const REFUSED_URL = 'about:invalid'

/** Escapes text for element content and for quoted attribute values. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ESCAPES[character] ?? character)
}

/**
 * The address itself when following it cannot run anything: relative, or http, https, mailto, tel. Any other
 * scheme (`javascript:`, `data:`, also disguised by blanks and control characters) becomes `about:invalid`.
 */
export function safeUrl(url: string): string {
  // Browsers drop tabs and line breaks anywhere in an address, and control characters and blanks before it.
  const bare = [...url].filter((character) => character > ' ' && character !== '\u007f').join('')
  const scheme = /^([^/?#:]*):/.exec(bare)?.[1]
  return scheme === undefined || SAFE_SCHEMES.has(scheme.toLowerCase()) ? url : REFUSED_URL
}

/**
 * Attributes that depend on data: `true` prints the bare name; `false`, `null` and `undefined` leave it out.
 * @throws TypeError for a name that is malformed, an event handler, `style` or another unsafe attribute
 */
export function attributes(
  values: Readonly<Record<string, string | number | boolean | null | undefined>>,
): Attributes {
  let markup = ''
  for (const [name, value] of Object.entries(values)) {
    if (!ATTRIBUTE_NAME.test(name) || UNSAFE_ATTRIBUTE.test(name)) {
      throw new TypeError(`attribute ${JSON.stringify(name)} cannot be set from data`)
    }
    if (value === null || value === undefined || value === false) continue
    const text = URL_ATTRIBUTES.has(name) ? safeUrl(String(value)) : String(value)
    markup += value === true ? ` ${name}` : ` ${name}="${escapeHtml(text)}"`
  }
  return new SafeAttributes(MADE_HERE, markup.trimStart())
}

/**
 * Markup with escaped values: html`<a href="${url}">${name}</a>`.
 * @throws TypeError when a value stands where it cannot be made safe, or the template ends inside a tag
 */
export function html(strings: TemplateStringsArray, ...values: readonly TemplateValue[]): Html {
  let places = PLACES.get(strings)
  if (places === undefined) {
    places = placesOf(strings)
    PLACES.set(strings, places)
  }
  let markup = strings[0] ?? ''
  for (const [index, place] of places.entries()) {
    markup += print(values[index], place) + (strings[index + 1] ?? '')
  }
  return new SafeMarkup(MADE_HERE, markup)
}

/**
 * A constant of our own, printed as it is: raw`<svg …></svg>`. Being a template without values it cannot
 * carry data.
 * @throws TypeError when the template has values
 */
export function raw(strings: TemplateStringsArray, ...values: readonly never[]): Html {
  if (values.length > 0 || strings.length !== 1) throw new TypeError('raw takes a constant, not values')
  return new SafeMarkup(MADE_HERE, strings[0] ?? '')
}

/** Whether a value is markup made by `html` or `raw`. */
export function isHtml(value: unknown): value is Html {
  return value instanceof SafeMarkup
}

function print(value: TemplateValue, place: Place): string {
  if (value === null || value === undefined || value === false) return ''
  if (place === 'attributes') {
    if (value instanceof SafeAttributes) return value.toString()
    throw new TypeError('between attributes only attributes() may stand')
  }
  if (value instanceof SafeAttributes) throw new TypeError('attributes() may stand only inside a tag')
  if (value instanceof SafeMarkup) {
    if (place !== 'text') throw new TypeError('markup may not stand in an attribute')
    return value.toString()
  }
  if (typeof value === 'string') return escapeHtml(place === 'url' ? safeUrl(value) : value)
  if (typeof value === 'number' || typeof value === 'bigint') return String(value)
  if (Array.isArray(value)) {
    if (place === 'url') throw new TypeError('an address is one value')
    return value.map((item: TemplateValue) => print(item, place)).join('')
  }
  throw new TypeError(`a ${typeof value} cannot be printed`)
}
