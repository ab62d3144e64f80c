import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Operation } from '../command/operation.ts'
import { errorCatalogue } from '../errors/problem.ts'
import type { Kernel } from '../kernel.ts'
import { version } from '../version.ts'
import { API_PREFIX } from './prefix.ts'

type Json = Record<string, unknown>

/** Errors that the wrapper of every operation may answer. */
const COMMON = [
  'request.malformed',
  'not_found',
  'rate_limited',
  'unavailable',
  'request.too_large',
  'request.media_type',
]
const problemSchema: Json = {
  type: 'object',
  description:
    'RFC 9457 problem document. `code` is stable; `detail` says what to do, in the language asked for.',
  required: ['type', 'title', 'status', 'detail', 'code', 'requestId'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string' },
    code: { type: 'string' },
    requestId: { type: 'string' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        required: ['field', 'code', 'message'],
        properties: { field: { type: 'string' }, code: { type: 'string' }, message: { type: 'string' } },
      },
    },
    params: { type: 'object', additionalProperties: { type: ['string', 'number'] } },
  },
}

/** The JSON schema of a zod schema, as OpenAPI 3.1 takes it (2020-12). */
export const jsonSchema = (schema: z.ZodType, io: 'input' | 'output'): Json => {
  const { $schema, $defs, ...rest } = z.toJSONSchema(schema, {
    io,
    unrepresentable: 'any',
    reused: 'inline',
    target: 'draft-2020-12',
  }) as Json & {
    $schema?: string
    $defs?: Json
  }
  return $defs ? inlineDefinitions(rest, $defs) : rest
}

/** Small named parts (Money) stand in line: each operation can then be read by itself. */
function inlineDefinitions(node: unknown, definitions: Json): Json {
  const walk = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(walk)
    if (value === null || typeof value !== 'object') return value
    const reference = (value as Json).$ref
    if (typeof reference === 'string' && reference.startsWith('#/$defs/')) {
      const { id: _id, ...definition } = walk(definitions[reference.slice(8)]) as Json
      return definition
    }
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, walk(item)]))
  }
  return walk(node) as Json
}

/** Every error code that an operation may answer, the wrapper's included. */
export function errorsOf(operation: Operation): string[] {
  const codes = new Set([...COMMON, ...operation.errors])
  if (operation.public === undefined) codes.add('auth.required')
  if (operation.permission !== undefined || operation.kind === 'command') codes.add('auth.forbidden')
  if (operation.host === 'tenant' && operation.whenSuspended === undefined) codes.add('tenant.suspended')
  if (operation.kind === 'command') {
    for (const code of [
      'conflict.unique',
      'conflict.busy',
      'reference.missing',
      'reference.in_use',
      'value.out_of_range',
    ])
      codes.add(code)
  }
  if (operation.idempotency) {
    for (const code of ['idempotency.key_required', 'idempotency.in_progress', 'idempotency.key_reused'])
      codes.add(code)
  }
  return [...codes]
}

function describe(operation: Operation): Json {
  const input = jsonSchema(operation.input, 'input') as {
    properties?: Record<string, Json>
    required?: string[]
  }
  const properties = input.properties ?? {}
  const required = new Set(input.required ?? [])
  const inQuery = operation.method === 'GET' || operation.method === 'DELETE'
  const example = (operation.example ?? {}) as Json
  const parameters: Json[] = []
  const body: Record<string, Json> = {}
  for (const [name, schema] of Object.entries(properties)) {
    const shown = name in example ? { example: example[name] } : {}
    if (operation.pathParams.includes(name))
      parameters.push({ name, in: 'path', required: true, schema, ...shown })
    else if (inQuery) parameters.push({ name, in: 'query', required: required.has(name), schema, ...shown })
    else body[name] = schema
  }
  for (const [field, name] of Object.entries(operation.headers)) {
    const schema = properties[field]!
    parameters.push({ name, in: 'header', required: false, description: `Instead of \`${field}\``, schema })
  }
  if (operation.idempotency) {
    parameters.push({
      name: 'Idempotency-Key',
      in: 'header',
      required: operation.idempotency === 'required',
      description: 'New for each intended action. The same key gets the same answer for at least 24 hours.',
      schema: { type: 'string', minLength: 1, maxLength: 255 },
    })
  }
  const byStatus = new Map<number, string[]>()
  for (const code of errorsOf(operation)) {
    const status = errorCatalogue.get(code)?.status
    if (status === undefined)
      throw new Error(`${operation.name} names the error ${code}, which nobody declared`)
    byStatus.set(status, [...(byStatus.get(status) ?? []), code])
  }
  const responses: Json = {
    [operation.status]:
      operation.status === 204
        ? { description: 'Done' }
        : operation.produces
          ? {
              description: 'The file',
              content: Object.fromEntries(
                operation.produces.map((type) => [type, { schema: { type: 'string', format: 'binary' } }]),
              ),
            }
          : {
              description: 'Success',
              content: { 'application/json': { schema: jsonSchema(operation.output, 'output') } },
            },
  }
  for (const [status, codes] of byStatus) {
    responses[status] = {
      description: codes.map((code) => `\`${code}\`: ${errorCatalogue.get(code)!.title.en}`).join('  \n'),
      content: {
        'application/problem+json': {
          schema: {
            allOf: [{ $ref: '#/components/schemas/Problem' }, { properties: { code: { enum: codes } } }],
          },
        },
      },
    }
  }
  const bodyExample = Object.fromEntries(Object.entries(example).filter(([name]) => name in body))
  return {
    operationId: operation.name,
    tags: [operation.name.split('.')[0]],
    summary: operation.summary,
    description: [
      operation.description,
      operation.public !== undefined ? 'Public.' : undefined,
      operation.permission ? `Needs the permission \`${operation.permission}\`.` : undefined,
    ]
      .filter(Boolean)
      .join('\n\n'),
    ...(operation.public === undefined ? { security: [{ apiKey: [] }, { session: [] }] } : { security: [] }),
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(Object.keys(body).length > 0
      ? {
          requestBody: {
            required: true,
            content: {
              'application/json': {
                schema: {
                  type: 'object',
                  properties: body,
                  required: Object.keys(body).filter((name) => required.has(name)),
                },
                ...(Object.keys(bodyExample).length > 0 ? { example: bodyExample } : {}),
              },
            },
          },
        }
      : {}),
    responses,
  }
}

/** The OpenAPI 3.1 document of all operations. */
export function openApiDocument(operations: readonly Operation[], version: string): Json {
  const paths: Record<string, Json> = {}
  for (const operation of operations) {
    const path = API_PREFIX + operation.path.replace(/:(\w+)/g, '{$1}')
    paths[path] = { ...paths[path], [operation.method.toLowerCase()]: describe(operation) }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Touchmark',
      version,
      description:
        'Everything that the screens do. Money and quantities are exact decimal strings, times RFC 3339 in UTC.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/' }],
    paths,
    components: {
      schemas: { Problem: problemSchema },
      securitySchemes: {
        apiKey: { type: 'http', scheme: 'bearer', description: 'An API key of the workshop' },
        session: { type: 'apiKey', in: 'cookie', name: 'touchmark.session_token' },
      },
    },
  }
}

const PAGE = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Touchmark API</title></head><body>
<script id="api-reference" data-url="${API_PREFIX}/openapi.json"></script>
<script src="${API_PREFIX}/reference.js"></script></body></html>`

/** The document, and a page on which a person reads it and tries it. */
export function registerReference(app: FastifyInstance, kernel: Kernel): void {
  let document: Buffer | undefined
  app.get(`${API_PREFIX}/openapi.json`, async (_request, reply) => {
    // As bytes: each answer would write the text out anew.
    document ??= Buffer.from(JSON.stringify(openApiDocument(kernel.operations, version)))
    return reply.type('application/json; charset=utf-8').send(document)
  })
  app.get(`${API_PREFIX}/reference`, async (_request, reply) =>
    reply.type('text/html; charset=utf-8').send(PAGE),
  )
  app.get(`${API_PREFIX}/reference.js`, async (_request, reply) => {
    const main = createRequire(import.meta.url).resolve('@scalar/api-reference')
    const file = await readFile(new URL('browser/standalone.js', `file://${main}`))
    return reply
      .type('text/javascript; charset=utf-8')
      .header('cache-control', 'public, max-age=86400')
      .send(file)
  })
}
