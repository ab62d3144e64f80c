import type { Tenant } from '../../../kernel/command/context.ts'
import type { Kernel } from '../../../kernel/kernel.ts'
import type { CheckPosition } from './check-position.ts'
import type { CheckReport } from './check-report.ts'

/** How far a check has come, about every thousand pieces. */
export interface CheckProgress {
  readonly tenant: string
  readonly checked: number
  readonly repaired: number
  readonly quarantined: number
}

export interface CheckOptions {
  readonly tenant?: Tenant | undefined
  readonly dryRun?: boolean | undefined
  /** Does not go on where an earlier check was ended. */
  readonly fromStart?: boolean | undefined
  /** Where the registry has a higher version than the tenant store, takes that for a fault of the registry. */
  readonly trustTenant?: boolean | undefined
  readonly onProgress?: ((progress: CheckProgress) => void) | undefined
}

/** A check under way: what its parts have in common. */
export interface CheckRun {
  readonly kernel: Kernel
  readonly options: CheckOptions
  readonly report: CheckReport
  readonly position: CheckPosition
}
