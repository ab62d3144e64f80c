/** One field that was refused, for the form that sent it. */
export interface ProblemField {
  /** Path in the request body, as in `lines.0.quantity`. */
  field: string
  /** Stable code from the catalogue of errors. */
  code: string
  /** What to do about it, in the reader's language. */
  message: string
}

/** An RFC 9457 problem document (`application/problem+json`) as the API answers it. */
export interface Problem {
  /** URI that names the kind of problem. */
  type: string
  title: string
  /** HTTP status. */
  status: number
  /** What to do, in the reader's language. */
  detail: string
  /** Stable code from the catalogue of errors, as in `stock.short`. */
  code: string
  /** The id the log has for this request. */
  requestId: string
  errors?: ProblemField[]
  /** Values the text of the code speaks of, as in `{ limit: 10, used: 10 }`. */
  params?: Record<string, string | number>
}
