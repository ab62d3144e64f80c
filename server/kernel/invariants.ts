import { readdir, readFile } from 'node:fs/promises'
import { sql } from './db/sql.ts'
import type { Kernel } from './kernel.ts'

export interface Offence {
  invariant: string
  tenantId: string
  rows: unknown[]
}

/** The text of every module's invariants, by `module/name`. */
export async function invariantsOf(kernel: Kernel): Promise<Map<string, string>> {
  const found = new Map<string, string>()
  for (const module of kernel.modules) {
    if (!module.invariants) continue
    for (const name of (await readdir(module.invariants)).sort()) {
      if (name.endsWith('.sql'))
        found.set(
          `${module.name}/${name.slice(0, -4)}`,
          await readFile(new URL(name, module.invariants), 'utf8'),
        )
    }
  }
  return found
}

/** Runs every invariant in every tenant and gives those that have rows: none may. */
export async function checkInvariants(kernel: Kernel): Promise<Offence[]> {
  const invariants = await invariantsOf(kernel)
  const tenants = await kernel.database.query<{ id: string }>(sql`select id from tenant order by id`)
  const offences: Offence[] = []
  for (const { id } of tenants) {
    await kernel.database.read(id, async (tx) => {
      for (const [invariant, text] of invariants) {
        const rows = await tx.rows(sql.trusted(text))
        if (rows.length > 0) offences.push({ invariant, tenantId: id, rows: rows.slice(0, 10) })
      }
    })
  }
  return offences
}
