import { newId } from '../../../shared/ids.ts'
import { runSchedule } from '../../kernel/jobs/scheduler.ts'
import type { TestTenant, Workshop } from '../../kernel/testing/workshop.ts'
import type { RoleKey } from '../identity/roles.ts'

/** Puts members there, each called as their role. */
export async function buildMembers(tenant: TestTenant, roles: readonly RoleKey[]): Promise<void> {
  for (const role of roles)
    await tenant.rows(
      `with listed as (insert into user_workshop (user_id, tenant_id) values ($3, $1))
       insert into member (tenant_id, id, user_id, name, email, role) values ($1, $2, $3, $3, $4, $3)`,
      tenant.id,
      newId(),
      role,
      `${role}@example.com`,
    )
}

/** Lets the clock look for what people are to be told, and gives who was told what since the last time: `planner: ticket_late JT-1`. */
export async function look(workshop: Workshop, tenant: TestTenant, schedule: string): Promise<string[]> {
  await runSchedule(workshop.kernel, schedule)
  await workshop.drain()
  return await toldOf(tenant)
}

/** Who was told what since the last time, those of one kind and record together. */
export async function toldOf(tenant: TestTenant): Promise<string[]> {
  const rows = await tenant.rows<{ line: string }>(
    `with told as (
       update notice set read_at = created_at where tenant_id = $1 and read_at is null returning *
     )
     select string_agg(user_id, ', ' order by user_id) || ': ' || kind || ' ' || coalesce(label, count || ' of them')
       || coalesce(' (' || excerpt || ')', '') as line
     from told group by kind, label, count, excerpt, entity_id order by max(id::text) desc`,
    tenant.id,
  )
  return rows.map(({ line }) => line)
}
