import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { Ajv, type ValidateFunction } from 'ajv'
import addFormats from 'ajv-formats'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { externalVectorPath, externalVectors } from '../../../../shared/testing/external-vectors.ts'
import { checkEvent, type EventDocument, readCaptured } from './check-document.ts'

const schema = externalVectors<object>('epcis/epcis-json-schema.json')
const read = (folder: string) => {
  const where = externalVectorPath(folder)
  return where === undefined
    ? []
    : readdirSync(where)
        .filter((name) => name.endsWith('.json'))
        .map((name) => ({
          name,
          document: JSON.parse(readFileSync(path.join(where, name), 'utf8')) as EventDocument,
        }))
}
const valid = read('epcis/documents')
const invalid = read('epcis/invalid')

const faultsOf = (document: EventDocument) => {
  const { events, faults } = readCaptured(document)
  return [...faults, ...events.flatMap(({ event, at }) => checkEvent(event, at))]
}
const oracle = (): ValidateFunction => {
  const ajv = new Ajv({ strict: false, allErrors: true })
  addFormats.default(ajv)
  return ajv.compile(schema!)
}

describe.skipIf(!schema)('what is captured', () => {
  it.each(valid)('is accepted: $name', ({ document }) => {
    expect(faultsOf(document)).toEqual([])
  })

  it.each([
    [
      'Combination_of_events_with_missing_mandatory_fields',
      'epcisBody.eventList.0.action missing',
      'epcisBody.eventList.1.action missing',
      'epcisBody.eventList.1.eventTimeZoneOffset missing',
    ],
    [
      'Combination_of_non_standard_bizStep_and_disposition',
      'epcisBody.eventList.0.bizStep vocabulary',
      'epcisBody.eventList.1.disposition vocabulary',
    ],
    ['ObjectEvent_with_ilmd_field_without_namespace', 'epcisBody.eventList.0.ilmd.materialType unknown'],
    [
      'ObjectEvent_with_invalid_certificationInfo',
      'epcisBody.eventList.0.certificationInfo.0 uri',
      'epcisBody.eventList.0.certificationInfo.1 uri',
    ],
    ['ObjectEvent_with_non_standard_bizStep', 'epcisBody.eventList.0.bizStep vocabulary'],
    ['ObjectEvent_with_non_standard_disposition', 'epcisBody.eventList.0.disposition vocabulary'],
    ['ObjectEvent_with_unknown_field_in_quantityList', 'epcisBody.eventList.0.quantityList.0.weight unknown'],
    ['ObjectEvent_without_identifier_list', 'epcisBody.eventList.0 subject'],
  ])('is refused, with the place: %s', (name, ...places) => {
    const document = invalid.find((one) => one.name === `${name}.json`)!.document
    expect(
      faultsOf(document)
        .map((fault) => `${fault.field} ${fault.code}`)
        .sort(),
    ).toEqual([...places].sort())
  })

  it('names every given refusal', () => {
    expect(invalid).toHaveLength(8)
  })

  it('is accepted exactly where the schema of the standard accepts it, whatever is changed in a valid document', () => {
    const accepts = oracle()
    const values = fc.oneof(
      fc.constantFrom<unknown>(
        null,
        1,
        '',
        'x',
        'shipping',
        'ADD',
        'DELETE',
        'urn:x:1',
        'ex:a b',
        'http://h/%zz',
        'urn:epcglobal:cbv:bizstep:shipping',
        '2026-02-29T00:00:00Z',
        '2024-02-29T00:00:00+07:00',
        '+15:00',
        true,
        [],
        {},
        [{}],
        ['urn:a:1', 'urn:a:1'],
        { id: 'urn:x:1' },
        'KGM',
        'recalled',
      ),
      fc.jsonValue({ maxDepth: 2 }),
    )
    const change = fc.record({
      document: fc.constantFrom(...valid),
      at: fc.nat(),
      kind: fc.constantFrom('remove', 'replace', 'add', 'rename'),
      name: fc.constantFrom(
        'ex:more',
        'more',
        'action',
        'ilmd',
        'parentID',
        'epcList',
        'quantityList',
        'disposition',
        'transformationID',
      ),
      value: values,
    })
    const kept = { accepted: 0, refused: 0 }
    fc.assert(
      fc.property(change, ({ document: { document: original }, at, kind, name, value }) => {
        const document = structuredClone(original) as Record<string, unknown>
        const holders = holdersIn(document)
        const holder = holders[at % holders.length]!
        const keys = Object.keys(holder)
        const key = keys[Math.floor(at / holders.length) % Math.max(1, keys.length)]
        if (kind === 'add') holder[name] = value
        else if (key === undefined) return
        else if (kind === 'replace') holder[key] = value
        else {
          if (kind === 'rename') holder[name] = holder[key]
          delete holder[key]
        }
        const expected = accepts(document)
        const faults = faultsOf(document)
        kept[expected ? 'accepted' : 'refused']++
        // A change of type makes it something that is not captured at all, or an event of its own.
        if (document.type !== 'EPCISDocument') return
        if (expected !== (faults.length === 0))
          throw new Error(
            `the schema says ${expected} (${JSON.stringify(accepts.errors?.slice(0, 3))}), we say ${JSON.stringify(faults)} for ${JSON.stringify(document)}`,
          )
      }),
      { numRuns: 1_500 },
    )
    expect(kept.accepted).toBeGreaterThan(200)
    expect(kept.refused).toBeGreaterThan(200)
  })
})

/** Every object inside a document that has names for its parts. */
function holdersIn(value: unknown): Record<string, unknown>[] {
  if (value === null || typeof value !== 'object') return []
  const inner = Object.values(value).flatMap(holdersIn)
  return Array.isArray(value) ? inner : [value as Record<string, unknown>, ...inner]
}
