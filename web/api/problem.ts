import type { Problem } from './schema.gen.ts'

export type { Problem }

/** A refusal of the server, or that it could not be reached. What a person reads is in `document`. */
export class ApiProblem extends Error {
  readonly document: Problem
  /** Whether the server may have done what was asked, though its answer did not arrive. */
  readonly isUncertain: boolean

  constructor(document: Problem, options: { cause?: unknown; isUncertain?: boolean } = {}) {
    super(document.code, options.cause === undefined ? undefined : { cause: options.cause })
    this.name = 'ApiProblem'
    this.document = document
    this.isUncertain = options.isUncertain ?? false
  }

  get code(): string {
    return this.document.code
  }

  /** The server's words for each field that it refused, by the field's path (`lines.0.quantity`). */
  get fields(): Record<string, string> {
    return Object.fromEntries(
      (this.document.errors ?? [])
        .filter(({ field }) => field !== '')
        .map((error) => [error.field, error.message]),
    )
  }
}

/** What the desk itself knows of failures, in its own language (`texts`): the server was not there to say it. */
export const UNREACHABLE = 'network.unreachable'
export const UNREADABLE = 'network.unreadable'

const ofOurOwn = (code: string, status: number): Problem => ({
  type: 'about:blank',
  title: code,
  status,
  detail: '',
  code,
  requestId: '',
})

const isProblem = (body: unknown): body is Problem =>
  typeof body === 'object' && body !== null && 'code' in body && 'detail' in body

/** The one place where a failed request becomes something to show. */
export function problemOf(status: number, body: unknown): ApiProblem {
  if (isProblem(body)) return new ApiProblem(body, { isUncertain: status >= 500 })
  return new ApiProblem(ofOurOwn(UNREADABLE, status), { isUncertain: true })
}

/** A request that got no answer at all. */
export const unreachable = (cause: unknown): ApiProblem =>
  new ApiProblem(ofOurOwn(UNREACHABLE, 0), { cause, isUncertain: true })

/** Whatever was thrown while asking or drawing. */
export const toProblem = (thrown: unknown): ApiProblem =>
  thrown instanceof ApiProblem
    ? thrown
    : new ApiProblem({ ...ofOurOwn('desk.broken', 0), detail: String(thrown) }, { cause: thrown })
