import { tenantOrigin } from '../../../kernel/config.ts'
import { sql } from '../../../kernel/db/sql.ts'
import type { Kernel } from '../../../kernel/kernel.ts'

export interface ListedWorkshop {
  readonly id: string
  readonly code: string
  readonly slug: string
  readonly name: string
  readonly status: string
  readonly plan: string
  readonly origin: string
  readonly trialEndsAt: string | null
  readonly createdAt: string
}

/** Every workshop of the installation, oldest first: for who runs it. */
export async function listWorkshops(kernel: Kernel): Promise<ListedWorkshop[]> {
  const rows = await kernel.database.query<{
    id: string
    code: string
    slug: string
    name: string
    status: string
    plan: string
    trial_ends_at: Date | null
    created_at: Date
  }>(sql`select id, code, slug, name, status, plan, trial_ends_at, created_at from tenant order by id`)
  return rows.map(({ id, code, slug, name, status, plan, trial_ends_at, created_at }) => ({
    id,
    code,
    slug,
    name,
    status,
    plan,
    origin: tenantOrigin(kernel.config, slug),
    trialEndsAt: trial_ends_at?.toISOString() ?? null,
    createdAt: created_at.toISOString(),
  }))
}
