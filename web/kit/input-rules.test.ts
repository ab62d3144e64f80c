import { describe, expect, it } from 'vitest'
import { inputRules } from '../../bin/generate-api.mjs'
import rules from '../api/inputs.gen.json'
import type { Field } from './form-fields.tsx'
import { type InputRule, withRules } from './input-rules.ts'

describe('the rules of a form', () => {
  it('are those of the command’s schema', () => {
    const created = rules['crm.customer.create'] as Record<string, InputRule>
    expect(created.name?.required).toBe(true)
    expect(created.email?.required).toBeUndefined()
    expect(created['address.line1']?.maxLength).toBe(200)
    expect((rules['crm.customer.update'] as Record<string, InputRule>).name?.required).toBeUndefined()
  })

  it('follow a field that is added to a schema, and go with it', () => {
    const document = (properties: object) => ({
      paths: {
        '/x': {
          post: {
            operationId: 'a.b.create',
            requestBody: {
              content: { 'application/json': { schema: { type: 'object', properties, required: ['sku'] } } },
            },
          },
        },
      },
    })
    expect(inputRules(document({ sku: { type: 'string', maxLength: 64 } }))).toEqual({
      'a.b.create': { sku: { required: true, maxLength: 64 } },
    })
    const nullable = { anyOf: [{ type: 'string', maxLength: 9 }, { type: 'null' }] }
    expect(inputRules(document({ care: nullable, sku: nullable }))).toEqual({
      'a.b.create': { care: { maxLength: 9 }, sku: { maxLength: 9 } },
    })
    expect(inputRules(document({ on: { type: 'boolean' } }))).toEqual({})
  })

  it('are put to the fields, also to the parts of an address; what a form says itself stands', () => {
    const fields: Field<{ name: string; line1: string; note: string }>[] = [
      { kind: 'text', name: 'name', label: 'Name' },
      { kind: 'text', name: 'line1', label: 'Address' },
      { kind: 'text', name: 'note', label: 'Note', required: true },
    ]
    const given = {
      name: { required: true, maxLength: 5 },
      'address.line1': { maxLength: 7 },
      note: { maxLength: 3 },
    }
    expect(withRules(fields, given).map(({ required, maxLength }) => [required, maxLength])).toEqual([
      [true, 5],
      [false, 7],
      [true, 3],
    ])
  })
})
