/** What a check of both stores did, or would do. */
export interface CheckReport {
  readonly dryRun: boolean
  /** Whether it went on where an earlier one was ended; the figures are those of both. */
  readonly resumed: boolean
  tenants: number
  checked: number
  /** Missing or stale in the registry, and written anew. */
  repaired: number
  quarantined: number
  errors: number
  /** How many for which reason. */
  readonly causes: Record<string, number>
  /** What a person should look at, at most a few of them. */
  readonly messages: string[]
}

const MOST_MESSAGES = 50

/** Counts a finding by its cause. */
export function countCause(report: CheckReport, cause: string, by = 1): void {
  if (by > 0) report.causes[cause] = (report.causes[cause] ?? 0) + by
}

/** Counts what a person should look into, with a sentence about it. */
export function addError(report: CheckReport, cause: string, message: string, by = 1): void {
  report.errors += by
  countCause(report, cause, by)
  if (report.messages.length < MOST_MESSAGES) report.messages.push(message)
}
