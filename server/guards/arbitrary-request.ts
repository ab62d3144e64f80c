import * as fc from 'fast-check'

type Schema = {
  type?: string | string[]
  enum?: unknown[]
  const?: unknown
  pattern?: string
  format?: string
  minLength?: number
  maxLength?: number
  minimum?: number
  maximum?: number
  exclusiveMinimum?: number
  items?: Schema
  minItems?: number
  maxItems?: number
  properties?: Record<string, Schema>
  required?: string[]
  additionalProperties?: Schema | boolean
  anyOf?: Schema[]
  oneOf?: Schema[]
  allOf?: Schema[]
}

/** What is known to exist: ids of anything, values that a field of a name had, whole inputs that succeeded. */
export interface Known {
  readonly ids: readonly string[]
  values(field: string): readonly unknown[]
  readonly inputs: readonly Record<string, unknown>[]
}

/** Values that real callers get wrong, and that attackers try. */
export const NASTY: readonly unknown[] = [
  null,
  '',
  ' ',
  '\u0000',
  "'; drop table product; --",
  '{{7*7}}',
  '<script>alert(1)</script>',
  '../../etc/passwd',
  '𝕿𝖔𝖚𝖈𝖍\u202e',
  '\ud800',
  'ก'.repeat(300),
  'x'.repeat(5_000),
  -1,
  0,
  1e308,
  Number.MAX_SAFE_INTEGER,
  '99999999999999999999999999',
  '0.0000001',
  '99999999999999.999999',
  '-0',
  'NaN',
  '2026-02-30',
  '0000-00-00',
  '9999-12-31',
  '294277-01-01T00:00:00Z',
  [],
  {},
  [[[[]]]],
  { $ne: null },
  { amount: '99999999999999.99', currency: 'THB' },
  { amount: '1', currency: 'XXX' },
  true,
]

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** Whether a value fits a schema as far as can be told at a glance. */
function fits(schema: Schema, value: unknown): boolean {
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type
  if (schema.enum) return schema.enum.includes(value)
  if (type === 'integer' || type === 'number')
    return (
      typeof value === 'number' &&
      value >= (schema.minimum ?? -Infinity) &&
      value <= (schema.maximum ?? Infinity)
    )
  if (type === 'boolean') return typeof value === 'boolean'
  if (type !== 'string' || typeof value !== 'string') return false
  if (value.length < (schema.minLength ?? 0) || value.length > (schema.maxLength ?? Infinity)) return false
  if (schema.format === 'uuid') return UUID.test(value)
  return schema.pattern === undefined || new RegExp(schema.pattern, 'u').test(value)
}

/** Generates values that a JSON schema accepts, often ones that a field of this name really had. */
export function arbitraryOf(schema: Schema, known: Known, field: string): fc.Arbitrary<unknown> {
  const made = arbitraryMade(schema, known, field)
  const had = known.values(field).filter((value) => fits(schema, value))
  return had.length === 0
    ? made
    : fc.oneof({ weight: 2, arbitrary: fc.constantFrom(...had) }, { weight: 1, arbitrary: made })
}

function arbitraryMade(schema: Schema, known: Known, field: string): fc.Arbitrary<unknown> {
  if (schema.const !== undefined) return fc.constant(schema.const)
  if (schema.enum) return fc.constantFrom(...schema.enum)
  const choices = schema.anyOf ?? schema.oneOf
  if (choices) return fc.oneof(...choices.map((choice) => arbitraryOf(choice, known, field)))
  if (schema.allOf) return arbitraryOf(Object.assign({}, ...schema.allOf) as Schema, known, field)
  switch (Array.isArray(schema.type) ? schema.type[0] : schema.type) {
    case 'string':
      return text(schema, known.ids)
    case 'integer':
      return fc.integer({
        min: Math.max(schema.minimum ?? 0, -2_147_483_648),
        max: Math.min(schema.maximum ?? 1_000, 2_147_483_647),
      })
    case 'number':
      return fc.double({ min: schema.minimum ?? 0, max: schema.maximum ?? 1_000, noNaN: true })
    case 'boolean':
      return fc.boolean()
    case 'null':
      return fc.constant(null)
    case 'array':
      return fc.array(arbitraryOf(schema.items ?? {}, known, field), {
        minLength: schema.minItems ?? 0,
        maxLength: Math.min(schema.maxItems ?? 3, Math.max(3, schema.minItems ?? 0)),
      })
    case 'object':
      if (schema.properties) return objectOf(schema, known)
      return fc.dictionary(
        matching('^[a-z]{1,8}$'),
        arbitraryOf((schema.additionalProperties as Schema) ?? {}, known, ''),
        { maxKeys: 3 },
      )
    default:
      return fc.constantFrom('text', 1, true, null)
  }
}

function objectOf(schema: Schema, known: Known): fc.Arbitrary<Record<string, unknown>> {
  const properties = schema.properties ?? {}
  const isRare = (name: string) => name === 'after'
  const record = Object.fromEntries(
    Object.entries(properties).map(([name, part]) => [name, arbitraryOf(part, known, name)]),
  )
  // A cursor is what a page before gave: made-up ones are refused, so they come seldom.
  const requiredKeys = (schema.required ?? []).filter((name) => name in record)
  const seldom = Object.fromEntries(Object.entries(record).filter(([name]) => !isRare(name)))
  return fc.oneof(
    { weight: 9, arbitrary: fc.record(seldom, { requiredKeys }) },
    { weight: 1, arbitrary: fc.record(record, { requiredKeys }) },
  )
}

/** fast-check takes ten milliseconds to make one of text: it tries what is known as dangerous on it. So each is made once. */
const ofText = new Map<string, fc.Arbitrary<string>>()
function remembered(key: string, make: () => fc.Arbitrary<string>): fc.Arbitrary<string> {
  const known = ofText.get(key) ?? make()
  ofText.set(key, known)
  return known
}
const matching = (pattern: string) => remembered(pattern, () => fc.stringMatching(new RegExp(pattern)))
const ofLength = (minLength: number, maxLength: number) =>
  remembered(`${minLength} ${maxLength}`, () => fc.string({ minLength, maxLength, unit: 'grapheme-ascii' }))

function text(schema: Schema, ids: readonly string[]): fc.Arbitrary<unknown> {
  if (schema.format === 'uuid')
    return ids.length > 0
      ? fc.oneof(
          { weight: 3, arbitrary: fc.constantFrom(...ids) },
          { weight: 1, arbitrary: fc.uuid({ version: 7 }) },
        )
      : fc.uuid({ version: 7 })
  if (schema.format === 'date') return fc.constantFrom('2026-03-02', '2024-02-29', '2025-12-31', '1999-01-01')
  if (schema.format === 'date-time')
    return fc.constantFrom('2026-03-02T03:00:00Z', '2026-03-02T10:00:00+07:00', '1970-01-01T00:00:00Z')
  if (schema.format === 'email') return fc.constantFrom('buyer@example.com', 'a.b+c@maison.example')
  if (schema.format === 'uri') return fc.constantFrom('https://track.example/EX1', 'http://localhost:1/')
  if (schema.format === 'base64') return fc.constantFrom(Buffer.from('%PDF-1.7').toString('base64'), 'AAAA')
  if (schema.pattern && !schema.pattern.includes('\\u0000')) {
    // fast-check makes no strings for look-aheads: what they ask for is what decimals look like.
    if (/\(\?/.test(schema.pattern)) return fc.constantFrom('1', '2.5', '0.000001', '12900')
    return matching(schema.pattern).map((value) => value.slice(0, schema.maxLength ?? 200))
  }
  const maxLength = Math.min(schema.maxLength ?? 40, 40)
  return fc.oneof(
    fc
      .constantFrom('Saddle Tote', 'กระเป๋าหนัง', 'TOTE', 'WH', 'VAT7')
      .map((value) => value.slice(0, Math.max(maxLength, 1))),
    ofLength(Math.max(schema.minLength ?? 1, 1), Math.max(maxLength, schema.minLength ?? 1)).map(
      (value) => value.trim() || 'x',
    ),
  )
}

/** A request's input: most of them as the schema wants it, of what exists or nearly so; the rest with one thing wrong. */
export function arbitraryInput(schema: Schema, known: Known): fc.Arbitrary<Record<string, unknown>> {
  const made = objectOf(schema, known)
  const { inputs } = known
  const names = Object.keys(schema.properties ?? {})
  const told = inputs.length > 0 ? fc.constantFrom(...inputs) : made
  // What happened once, with other fields here and there.
  const varied = fc
    .tuple(told, made, fc.subarray(names, { maxLength: Math.min(names.length, 2) }))
    .map(([input, other, changed]) => {
      const result = { ...input }
      for (const name of changed) if (name in other) result[name] = other[name]
      return result
    })
  const valid = fc.oneof(
    { weight: 2, arbitrary: made },
    { weight: 3, arbitrary: varied },
    { weight: 1, arbitrary: told },
  )
  const broken = fc
    .tuple(
      valid,
      fc.constantFrom(...(names.length > 0 ? names : ['x'])),
      fc.constantFrom(...NASTY),
      fc.constantFrom('replace', 'remove', 'add'),
    )
    .map(([input, name, value, how]) => {
      const changed = { ...input }
      if (how === 'remove') delete changed[name]
      else changed[how === 'add' ? `${name}Extra` : name] = value
      return changed
    })
  return fc.oneof({ weight: 3, arbitrary: valid }, { weight: 2, arbitrary: broken })
}
