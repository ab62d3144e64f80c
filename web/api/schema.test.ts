import { describe, expect, it } from 'vitest'
import { outdatedFiles, schemaTypes } from '../../bin/generate-api.mjs'

describe('what the desk knows of the API', () => {
  it('is what the modules declare: otherwise run `npm run api:generate`', () => {
    expect(outdatedFiles().map(([name]) => name)).toEqual([])
  })

  it('tells a changed declaration from the old one', () => {
    const document = (type: string) => ({
      paths: {
        '/api/v1/things': {
          get: {
            operationId: 'things.list',
            summary: 'List things',
            responses: { 200: { content: { 'application/json': { schema: { type } } } } },
          },
        },
      },
      components: { schemas: { Problem: { type: 'object', properties: { code: { type: 'string' } } } } },
    })
    expect(schemaTypes(document('string'))).toContain("200: { content: { 'application/json': string } }")
    expect(schemaTypes(document('string'))).not.toBe(schemaTypes(document('boolean')))
  })

  it('stops at a schema that it cannot write as a type', () => {
    const operation = { operationId: 'a.b', summary: '', responses: {}, requestBody: body({ type: 'file' }) }
    expect(() =>
      schemaTypes({ paths: { '/x': { post: operation } }, components: { schemas: { Problem: {} } } }),
    ).toThrow('no type for')
  })
})

const body = (schema: object) => ({ content: { 'application/json': { schema } } })
