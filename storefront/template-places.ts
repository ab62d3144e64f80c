/** Where values stand in a template, read as a browser reads markup. */

/** What is expected of a value: text, an attribute's text, a whole address, or attributes of a tag. */
export type Place = 'text' | 'attribute' | 'url' | 'attributes'

/** Attributes whose value is an address. */
export const URL_ATTRIBUTES = new Set([
  'href',
  'src',
  'action',
  'formaction',
  'poster',
  'cite',
  'data',
  'xlink:href',
])
/** Attributes that no value may stand in: they run code, hold markup, or are lists of addresses. */
export const UNSAFE_ATTRIBUTE = /^(?:on.*|style|srcdoc|srcset|imagesrcset|ping|http-equiv)$/
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

/**
 * The places of a template's values, in order.
 * @throws TypeError when one cannot be made safe, or the template ends inside a tag
 */
export function placesOf(strings: TemplateStringsArray): readonly Place[] {
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
