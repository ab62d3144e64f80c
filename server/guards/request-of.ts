import type { Operation } from '../kernel/command/operation.ts'
import { API_PREFIX } from '../kernel/http/prefix.ts'

/** A request as it goes over the wire. */
export interface Sent {
  readonly method: Operation['method']
  /** With `/api/v1` and the query. */
  readonly url: string
  readonly body: unknown
}

/** The request that gives an operation this input: path parameters in the address, the rest in query or body. */
export function requestOf(operation: Operation, input: Record<string, unknown>): Sent {
  const rest = { ...input }
  let path = operation.path
  for (const name of operation.pathParams) {
    const value =
      typeof rest[name] === 'string' && rest[name] !== '' ? rest[name].slice(0, 300) : String(rest[name])
    delete rest[name]
    // Half a surrogate pair has no place in an address.
    path = path.replace(`:${name}`, encodeURIComponent(value.toWellFormed()))
  }
  const { method } = operation
  if (method !== 'GET' && method !== 'DELETE') return { method, url: API_PREFIX + path, body: rest }
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(rest))
    query.set(name, typeof value === 'string' ? value : JSON.stringify(value))
  const text = query.size > 0 ? `?${query}` : ''
  return { method, url: API_PREFIX + path + text, body: undefined }
}
