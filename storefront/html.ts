/**
 * An auto-escaping template: every value is escaped for the place it stands in, and a template that puts a
 * value where escaping cannot make it safe (an unquoted attribute, a script, an event handler) is refused
 * the first time it runs, whatever the value.
 */

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

type Place = 'text' | 'attribute' | 'url' | 'attributes'

const PLACES = new WeakMap<TemplateStringsArray, readonly Place[]>()
const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}
const URL_ATTRIBUTES = new Set([
  'href',
  'src',
  'action',
  'formaction',
  'poster',
  'cite',
  'data',
  'xlink:href',
])
const UNSAFE_ATTRIBUTE = /^(?:on.*|style|srcdoc|srcset|imagesrcset|ping|http-equiv)$/
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

type State =
  | 'text'
  | 'tag-start'
  | 'tag-name'
  | 'tag'
  | 'attribute-name'
  | 'before-value'
  | 'double-quoted'
  | 'single-quoted'
  | 'unquoted'
  | 'declaration'
  | 'comment'

/** Reads the constant parts of a template as a browser would, and says what stands at each hole. */
class TemplateReader {
  state: State = 'text'
  #tag = ''
  #closing = false
  #attribute = ''
  /** The attribute's value so far; a hole is written as U+0000. */
  #value = ''
  #rawElement = ''
  #recent = ''
  #afterAttributes = false

  read(character: string): void {
    this.#recent = (this.#recent + character).slice(-10)
    switch (this.state) {
      case 'text':
        if (character === '<') this.#enter('tag-start')
        return
      case 'tag-start':
        this.#readTagStart(character)
        return
      case 'tag-name':
        if (/[\s/>]/.test(character)) this.#readTag(character)
        else this.#tag += character.toLowerCase()
        return
      case 'tag':
        this.#readTag(character)
        return
      case 'attribute-name':
        if (character === '=') this.state = 'before-value'
        else if (/[\s/>]/.test(character)) this.#readTag(character)
        else this.#attribute += character.toLowerCase()
        return
      case 'before-value':
        this.#value = ''
        if (character === '"') this.state = 'double-quoted'
        else if (character === "'") this.state = 'single-quoted'
        else if (character === '>') this.#readTag(character)
        else if (!/\s/.test(character)) this.state = 'unquoted'
        return
      case 'double-quoted':
        this.#readValue(character, '"')
        return
      case 'single-quoted':
        this.#readValue(character, "'")
        return
      case 'unquoted':
        if (/[\s>]/.test(character)) this.#readTag(character)
        return
      case 'declaration':
        if (this.#recent.endsWith('<!--')) this.state = 'comment'
        else if (character === '>') this.state = 'text'
        return
      case 'comment':
        if (this.#recent.endsWith('-->')) this.state = 'text'
        return
    }
  }

  /** The place of a value that stands here. */
  hole(): Place {
    if (this.state === 'text' && this.#rawElement === '') return 'text'
    if (this.state === 'tag' && !this.#closing && /\s/.test(this.#recent.at(-1) ?? '')) {
      this.#recent = ''
      this.#afterAttributes = true
      return 'attributes'
    }
    if (this.state === 'double-quoted' || this.state === 'single-quoted') {
      if (UNSAFE_ATTRIBUTE.test(this.#attribute)) throw refused(`the attribute ${this.#attribute}`)
      const place = URL_ATTRIBUTES.has(this.#attribute) ? this.#urlPlace() : 'attribute'
      this.#value += '\u0000'
      this.#recent = ''
      return place
    }
    throw refused(this.#rawElement === '' ? `the state ${this.state}` : `a ${this.#rawElement} element`)
  }

  #urlPlace(): Place {
    if (this.#value === '') return 'url'
    // Once a slash, a query or a fragment is written, what follows can no longer change the scheme.
    if (/[/?#]/.test(this.#value)) return 'attribute'
    throw refused('the scheme of an address')
  }

  #enter(state: State): void {
    this.state = state
    this.#tag = ''
    this.#closing = false
  }

  #readTagStart(character: string): void {
    if (character === '/') this.#closing = true
    else if (character === '!') this.state = 'declaration'
    else if (/[a-z]/i.test(character)) {
      this.#tag = character.toLowerCase()
      this.state = 'tag-name'
    } else throw new TypeError('a lone < must be written &lt;')
  }

  #readTag(character: string): void {
    if (this.#afterAttributes && !/[\s/>]/.test(character)) throw refused('the middle of an attribute name')
    this.#afterAttributes = false
    if (character === '>') {
      this.state = 'text'
      const opensRaw = !this.#closing && (this.#tag === 'script' || this.#tag === 'style')
      this.#rawElement = opensRaw ? this.#tag : ''
    } else if (/[\s/]/.test(character)) {
      this.state = 'tag'
    } else {
      this.state = 'attribute-name'
      this.#attribute = character.toLowerCase()
    }
  }

  #readValue(character: string, quote: string): void {
    if (character === quote) {
      this.state = 'tag'
      return
    }
    if (this.#value === '\u0000' && URL_ATTRIBUTES.has(this.#attribute) && !/[/?#]/.test(character)) {
      throw refused('the scheme of an address')
    }
    this.#value += character
  }
}

function placesOf(strings: TemplateStringsArray): readonly Place[] {
  const reader = new TemplateReader()
  const places: Place[] = []
  for (const [index, string] of strings.entries()) {
    for (const character of string) reader.read(character)
    if (index < strings.length - 1) places.push(reader.hole())
  }
  if (reader.state !== 'text') throw new TypeError(`a template ends in the state ${reader.state}`)
  return places
}

function refused(where: string): TypeError {
  return new TypeError(`no value may stand in ${where}`)
}
