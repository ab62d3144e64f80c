const CANONICAL = 'https://id.gs1.org'

/** What a key's value looks like after the company prefix and the reference were put together. */
interface Scheme {
  /** Digits of company prefix and reference together. */
  readonly digits: number
  /** The path below the canonical domain. `key` is prefix and reference, `rest` what follows. */
  path(key: string, prefix: string, reference: string, rest: string): string
}

/** A GS1 key with its check digit (GS1 General Specifications, 7.9). */
function checked(digits: string): string {
  let sum = 0
  for (let i = 0; i < digits.length; i++) sum += Number(digits[digits.length - 1 - i]) * (i % 2 === 0 ? 3 : 1)
  return digits + ((10 - (sum % 10)) % 10)
}
/** The indicator digit stands first in the reference, but before the prefix in the GTIN and the SSCC. */
const gtin = (prefix: string, reference: string): string =>
  checked(reference.slice(0, 1) + prefix + reference.slice(1))

/** EPC URIs of fixed length by scheme (EPC Tag Data Standard, section 6.3), as paths of a GS1 Digital Link. */
const FIXED: Readonly<Record<string, Scheme>> = {
  'id:sgtin': { digits: 13, path: (_k, p, r, rest) => `/01/${gtin(p, r)}/21/${encode(rest)}` },
  'id:sscc': { digits: 17, path: (_k, p, r) => `/00/${gtin(p, r)}` },
  'id:sgln': {
    digits: 12,
    path: (k, _p, _r, rest) => `/414/${checked(k)}${rest === '0' ? '' : `/254/${encode(rest)}`}`,
  },
  'id:grai': { digits: 12, path: (k, _p, _r, rest) => `/8003/${checked(`0${k}`)}${encode(rest)}` },
  'id:gsrn': { digits: 17, path: (k) => `/8018/${checked(k)}` },
  'id:gsrnp': { digits: 17, path: (k) => `/8017/${checked(k)}` },
  'id:gdti': { digits: 12, path: (k, _p, _r, rest) => `/253/${checked(k)}${encode(rest)}` },
  'id:sgcn': { digits: 12, path: (k, _p, _r, rest) => `/255/${checked(k)}${rest}` },
  'id:gsin': { digits: 16, path: (k) => `/402/${checked(k)}` },
  'id:itip': {
    digits: 13,
    path: (_k, p, r, rest) =>
      `/8006/${gtin(p, r)}${rest.slice(0, 2)}${rest.slice(3, 5)}/21/${encode(rest.slice(6))}`,
  },
  'id:upui': { digits: 13, path: (_k, p, r, rest) => `/01/${gtin(p, r)}/235/${encode(rest)}` },
  'id:pgln': { digits: 12, path: (k) => `/417/${checked(k)}` },
  'class:lgtin': { digits: 13, path: (_k, p, r, rest) => `/01/${gtin(p, r)}/10/${encode(rest)}` },
  'idpat:sgtin': { digits: 13, path: (_k, p, r) => `/01/${gtin(p, r)}` },
  'idpat:grai': { digits: 12, path: (k) => `/8003/${checked(`0${k}`)}` },
  'idpat:gdti': { digits: 12, path: (k) => `/253/${checked(k)}` },
  'idpat:sgcn': { digits: 12, path: (k) => `/255/${checked(k)}` },
  'idpat:itip': {
    digits: 13,
    path: (_k, p, r, rest) => `/8006/${gtin(p, r)}${rest.slice(0, 2)}${rest.slice(3, 5)}`,
  },
  'idpat:upui': { digits: 13, path: (_k, p, r) => `/01/${gtin(p, r)}` },
}
/** Schemes whose reference has no fixed length. */
const OPEN: Readonly<Record<string, (prefix: string, rest: string) => string>> = {
  'id:giai': (prefix, rest) => `/8004/${prefix}${encode(rest)}`,
  'id:ginc': (prefix, rest) => `/401/${prefix}${encode(rest)}`,
  'id:cpi': (prefix, rest) => {
    const at = rest.lastIndexOf('.')
    return `/8010/${encode(prefix + rest.slice(0, at))}/8011/${rest.slice(at + 1)}`
  },
  'idpat:cpi': (prefix, rest) => `/8010/${encode(prefix + rest.slice(0, rest.lastIndexOf('.')))}`,
}

/** The characters of CSET 82 that a path must not have as they are; an EPC URI escapes the others already. */
const encode = (text: string): string =>
  text.replace(/[!()*+,:]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)

const SHORT_NAMES: Readonly<Record<string, string>> = {
  gtin: '01',
  itip: '8006',
  cpid: '8010',
  gln: '414',
  party: '417',
  gsrnp: '8017',
  gsrn: '8018',
  gcn: '255',
  sscc: '00',
  gdti: '253',
  ginc: '401',
  gsin: '402',
  grai: '8003',
  giai: '8004',
  cpv: '22',
  lot: '10',
  ser: '21',
}
/** A key of a GS1 Digital Link: how its value looks, and the qualifiers that say more, the finest first. */
const KEYS: Readonly<Record<string, { value: RegExp; qualifiers: readonly string[] }>> = {
  '00': { value: /^\d{18}$/, qualifiers: [] },
  '01': { value: /^\d{14}$/, qualifiers: ['21', '235', '10'] },
  '253': { value: /^\d{13}[^/]{0,17}$/, qualifiers: [] },
  '255': { value: /^\d{13}\d{0,12}$/, qualifiers: [] },
  '401': { value: /^[^/]{1,30}$/, qualifiers: [] },
  '402': { value: /^\d{17}$/, qualifiers: [] },
  '414': { value: /^\d{13}$/, qualifiers: ['254'] },
  '417': { value: /^\d{13}$/, qualifiers: [] },
  '8003': { value: /^\d{14}[^/]{0,16}$/, qualifiers: [] },
  '8004': { value: /^[^/]{1,30}$/, qualifiers: [] },
  '8006': { value: /^\d{18}$/, qualifiers: ['21', '10'] },
  '8010': { value: /^[^/]{1,30}$/, qualifiers: ['8011'] },
  '8017': { value: /^\d{18}$/, qualifiers: [] },
  '8018': { value: /^\d{18}$/, qualifiers: [] },
}

/**
 * The one spelling of whatever identifies the same thing: an EPC URI or a GS1 Digital Link of any domain becomes the
 * constrained canonical GS1 Digital Link (key and finest qualifier only, GTIN of 14 digits, no query). Anything else is
 * given back as it is.
 */
export function canonicalUri(uri: string): string {
  if (uri.startsWith('urn:epc:')) return fromUrn(uri) ?? uri
  if (/^https?:\/\//.test(uri)) return fromLink(uri) ?? uri
  return uri
}

function fromUrn(uri: string): string | undefined {
  const match = /^urn:epc:((?:id|class|idpat):[a-z]+):(\d{6,12})\.(.*)$/.exec(uri)
  if (!match) return undefined
  const [, scheme = '', prefix = '', tail = ''] = match
  const open = OPEN[scheme]
  if (open) return CANONICAL + open(prefix, tail)
  const fixed = FIXED[scheme]
  if (!fixed) return undefined
  const reference = tail.slice(0, fixed.digits - prefix.length)
  if (!/^\d*$/.test(reference) || reference.length !== fixed.digits - prefix.length) return undefined
  const rest = tail.slice(reference.length)
  if (rest !== '' && rest[0] !== '.') return undefined
  return CANONICAL + fixed.path(prefix + reference, prefix, reference, rest.slice(1))
}

function fromLink(uri: string): string | undefined {
  const path = /^https?:\/\/[^/?#]*([^?#]*)/.exec(uri)?.[1] ?? ''
  const parts = path.split('/').map((part) => SHORT_NAMES[part] ?? part)
  const at = parts.findIndex((part, i) => part in KEYS && (parts[i + 1] ?? '') !== '')
  if (at < 0) return undefined
  const key = parts[at]!
  const { value: pattern, qualifiers } = KEYS[key]!
  const given = parts[at + 1]!
  const value = key === '01' && /^\d{8}$|^\d{12,13}$/.test(given) ? given.padStart(14, '0') : given
  if (!pattern.test(value)) return undefined
  const more = new Map<string, string>()
  for (let i = at + 2; i + 1 < parts.length; i += 2) more.set(parts[i]!, parts[i + 1]!)
  const finest = qualifiers.find((qualifier) => (more.get(qualifier) ?? '') !== '')
  return `${CANONICAL}/${key}/${value}${finest === undefined ? '' : `/${finest}/${more.get(finest)}`}`
}
