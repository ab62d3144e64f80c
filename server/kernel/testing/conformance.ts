import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import type { Operation } from '../command/operation.ts'
import { errorsOf, jsonSchema } from '../http/openapi.ts'
import { API_PREFIX } from '../http/prefix.ts'
import type { Reply } from './workshop.ts'

const ajv = new Ajv2020({ strict: false, validateFormats: false })
const compiled = new WeakMap<Operation, ValidateFunction>()
const patterns = new WeakMap<Operation, RegExp>()

/** The operation that an address belongs to. */
export function operationAt(
  operations: readonly Operation[],
  method: string,
  url: string,
): Operation | undefined {
  const path = url.split('?')[0]!.replace(/\/$/, '')
  const matching = operations.filter((operation) => {
    let pattern = patterns.get(operation)
    if (!pattern) {
      pattern = new RegExp(`^${API_PREFIX}${operation.path.replace(/:\w+/g, '[^/]+')}$`)
      patterns.set(operation, pattern)
    }
    return operation.method === method && pattern.test(path)
  })
  // `/orders/export` before `/orders/:id`: the router prefers what has fewer parameters.
  return matching.sort((a, b) => a.pathParams.length - b.pathParams.length)[0]
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
