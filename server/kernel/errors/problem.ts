import type { Problem as ProblemDocument } from '../../../shared/problem.ts'

/** The languages that every text for people exists in. */
export type Locale = 'en' | 'th'
export type Texts = Readonly<Record<Locale, string>>

export interface ErrorDefinition {
  /** HTTP status; what each one means is written in the design, "Errors". */
  readonly status: 400 | 401 | 403 | 404 | 406 | 409 | 413 | 415 | 422 | 429 | 500 | 503
  /** What happened, in one line. */
  readonly title: Texts
  /** What to do. `{name}` is replaced by the parameter of that name. */
  readonly detail: Texts
}

/** One field that was wrong. `path` as the caller wrote it: `lines.0.quantity`. */
export interface FieldError {
  field: string
  code: string
  message: string
}

export type ProblemParams = Readonly<Record<string, string | number>>

/** A refusal with a stable code. Thrown anywhere inside a command; the transaction is rolled back. */
export class Problem extends Error {
  readonly code: string
  readonly definition: ErrorDefinition
  readonly params: ProblemParams
  readonly errors: readonly FieldError[] | undefined
  readonly headers: Readonly<Record<string, string>>

  constructor(
    code: string,
    definition: ErrorDefinition,
    params: ProblemParams = {},
    extra: {
      errors?: readonly FieldError[]
      headers?: Readonly<Record<string, string>>
      cause?: unknown
    } = {},
  ) {
    super(code, extra.cause === undefined ? undefined : { cause: extra.cause })
    this.name = 'Problem'
    this.code = code
    this.definition = definition
    this.params = params
    this.errors = extra.errors
    this.headers = extra.headers ?? {}
  }

  get status(): number {
    return this.definition.status
  }

  /** The RFC 9457 document in the reader's language. */
  toDocument(locale: Locale, requestId: string): ProblemDocument {
    return {
      type: `/errors/${this.code}`,
      title: this.definition.title[locale],
      status: this.definition.status,
      detail: fill(this.definition.detail[locale], this.params),
      code: this.code,
      requestId,
      ...(this.errors ? { errors: [...this.errors] } : {}),
      ...(Object.keys(this.params).length > 0 ? { params: { ...this.params } } : {}),
    }
  }
}

/** Puts parameters into the holes of a text: `{name}`. */
export const fill = (text: string, params: ProblemParams): string =>
  text.replace(/\{(\w+)\}/g, (whole, name: string) => (name in params ? String(params[name]) : whole))

export type ErrorDefinitions = Readonly<Record<string, ErrorDefinition>>

/** Every error of the program, by code. Filled as the modules are loaded. */
export const errorCatalogue = new Map<string, ErrorDefinition>()

/** Declares a module's errors and gives the function that makes them: `throw fail('stock.short', { sku })`. */
export function defineErrors<const D extends ErrorDefinitions>(definitions: D) {
  for (const [code, definition] of Object.entries(definitions)) {
    if (errorCatalogue.has(code)) throw new Error(`error code ${code} is declared twice`)
    errorCatalogue.set(code, definition)
  }
  return (
    code: keyof D & string,
    params: ProblemParams = {},
    extra: ConstructorParameters<typeof Problem>[3] = {},
  ): Problem => new Problem(code, definitions[code]!, params, extra)
}
