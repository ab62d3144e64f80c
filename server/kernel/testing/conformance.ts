import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import type { Operation } from '../command/operation.ts'
import { errorsOf, jsonSchema } from '../http/openapi.ts'
import { API_PREFIX } from '../http/prefix.ts'
import type { Reply } from './workshop.ts'

// Each schema is used a few times only: making its code smaller takes as long as making it.
const ajv = new Ajv2020({ strict: false, validateFormats: false, code: { optimize: false } })
const compiled = new WeakMap<Operation, ValidateFunction>()

/** Operations by method and how many steps their address has, with what it looks like. */
type Addresses = Map<string, { operation: Operation; pattern: RegExp }[]>
const addresses = new WeakMap<readonly Operation[], Addresses>()

const keyOf = (method: string, path: string): string => `${method} ${path.split('/').length}`

function addressesOf(operations: readonly Operation[]): Addresses {
  let known = addresses.get(operations)
  if (!known) {
    known = new Map()
    // `/orders/export` before `/orders/:id`: the router prefers what has fewer parameters.
    for (const operation of operations.toSorted((a, b) => a.pathParams.length - b.pathParams.length)) {
      const path = `${API_PREFIX}${operation.path}`
      const key = keyOf(operation.method, path)
      const pattern = new RegExp(`^${path.replace(/:\w+/g, '[^/]+')}$`)
      known.set(key, [...(known.get(key) ?? []), { operation, pattern }])
    }
    addresses.set(operations, known)
  }
  return known
}

/** The operation that an address belongs to. */
export function operationAt(
  operations: readonly Operation[],
  method: string,
  url: string,
): Operation | undefined {
  const path = url.split('?')[0]!.replace(/\/$/, '')
  const found = addressesOf(operations).get(keyOf(method, path))
  return found?.find(({ pattern }) => pattern.test(path))?.operation
}

/** Fails unless the answer is one that the OpenAPI document promises. */
export function assertConforms(
  operations: readonly Operation[],
  method: string,
  url: string,
  reply: Reply,
): void {
  if (!url.startsWith(API_PREFIX)) return
  const operation = operationAt(operations, method, url)
  if (!operation) return
  const where = `${method} ${url} (${operation.name}) answered ${reply.status}`
  if (reply.status === operation.status) {
    if (operation.status === 204) return
    if (operation.produces) {
      const type = String(reply.headers['content-type'])
      if (!operation.produces.some((produced) => type.startsWith(produced)))
        throw new Error(`${where} as ${type}, which it does not declare`)
      return
    }
    let validate = compiled.get(operation)
    if (!validate) {
      validate = ajv.compile(jsonSchema(operation.output, 'output'))
      compiled.set(operation, validate)
    }
    if (!validate(reply.body))
      throw new Error(
        `${where} with a body that its schema refuses: ${ajv.errorsText(validate.errors)}\n${reply.text.slice(0, 2000)}`,
      )
    return
  }
  if (reply.status >= 500 && reply.status !== 503) throw new Error(`${where}: ${reply.text}`)
  const code = (reply.body as { code?: string } | undefined)?.code
  if (code === undefined) throw new Error(`${where} without a problem document: ${reply.text.slice(0, 500)}`)
  if (!errorsOf(operation).includes(code)) throw new Error(`${where} with ${code}, which it does not declare`)
}
