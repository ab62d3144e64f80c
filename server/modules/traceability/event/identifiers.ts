import { createHash } from 'node:crypto'
import type { Tenant } from '../../../kernel/command/context.ts'
import type { Config } from '../../../kernel/config.ts'
import { serialLink } from '../../serials/index.ts'
import { canonicalUri } from '../event-hash/canonical-uri.ts'

const GS1 = 'https://id.gs1.org'
/** Characters of GS1's CSET 82, which a lot number may have in a GS1 Digital Link. */
const CSET_82 = /^[!"%&'()*+,\-./0-9:;<=>?A-Z_a-z]{1,20}$/

/** RFC 3986 leaves these to the writer; GS1 wants them escaped. */
const encoded = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)

/** A thing with its name in events, and the name that it has whatever becomes of its product's GTIN. */
export interface Named {
  readonly uri: string
  /** Looked up by as well. */
  readonly own: string
}

/**
 * How the workshop's things are called in events: GS1 Digital Links where there is a GTIN, otherwise addresses below our own, which
 * carry the workshop's code, since that never changes.
 */
export class Identifiers {
  readonly #config: Pick<Config, 'publicUrl'>
  readonly #code: string

  constructor(config: Pick<Config, 'publicUrl'>, tenant: Pick<Tenant, 'code'>) {
    this.#config = config
    this.#code = tenant.code
  }

  /** Namespace of what EPCIS has no word for. */
  get vocabulary(): string {
    return `${this.#config.publicUrl}/voc/`
  }

  piece(piece: { compact: string; kind: 'standard' | 'legacy'; gtin: string | null }): Named {
    const own = serialLink(this.#config, { makerCode: this.#code, ...piece, gtin: null })
    const withGtin = piece.gtin !== null && piece.kind === 'standard'
    return {
      own,
      uri: withGtin ? canonicalUri(serialLink(this.#config, { makerCode: this.#code, ...piece })) : own,
    }
  }

  /** A product, or a lot of it. */
  class(product: { sku: string; gtin: string | null }, lot: string | null): Named {
    const own = this.#own('class', product.sku, ...(lot === null ? [] : [lot]))
    if (product.gtin === null || (lot !== null && !CSET_82.test(lot))) return { own, uri: own }
    const gtin = `${GS1}/01/${product.gtin.padStart(14, '0')}`
    return { own, uri: lot === null ? gtin : `${gtin}/10/${encoded(lot)}` }
  }

  location(code: string): string {
    return this.#own('location', code)
  }

  /** The workshop as the one that has or owns something. */
  get party(): string {
    return this.#own('party')
  }

  transaction(kind: 'order' | 'ticket' | 'receipt', number: string): string {
    return this.#own(kind, number)
  }

  #own(kind: string, ...parts: string[]): string {
    return `${this.#config.publicUrl}/id/${[this.#code, kind, ...parts].map(encoded).join('/')}`
  }
}

/** A UUIDv8 made of a text, for keys that must be the same for the same text. */
export function keyOf(text: string): string {
  const bytes = createHash('sha256').update(text, 'utf8').digest()
  bytes[6] = (bytes[6]! & 0x0f) | 0x80
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  const hex = bytes.toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20, 32)}`
}
