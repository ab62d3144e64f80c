import type { Tenant } from '../../../kernel/command/context.ts'
import type { Kernel } from '../../../kernel/kernel.ts'
import type { CheckReport } from './check-report.ts'
import type { PublicPiece } from './link.ts'

/** Some pieces of a workshop that the check is at, and what the registry has of them. */
export interface CheckedChunk {
  readonly kernel: Kernel
  readonly tenant: Tenant
  readonly report: CheckReport
  readonly pieces: readonly Pick<PublicPiece, 'id' | 'status'>[]
  readonly trustTenant: boolean
}

/** What a module keeps in the registry beside pieces: compares and repairs it for the pieces of a chunk. */
export type CheckBeside = (chunk: CheckedChunk) => Promise<void>

const parts: CheckBeside[] = []

/** Has the check of both stores look at what a module above this one has told the registry of its pieces. */
export const checkBeside = (part: CheckBeside): void => {
  parts.push(part)
}

export async function runBeside(chunk: CheckedChunk): Promise<void> {
  for (const part of parts) await part(chunk)
}
