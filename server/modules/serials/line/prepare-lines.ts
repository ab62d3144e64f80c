import { newId } from '../../../../shared/ids.ts'
import { fold } from '../../../../shared/serial/fold.ts'
import { STANDARD_LINE_INDEX } from '../../../../shared/serial/format.ts'
import type { Tenant } from '../../../kernel/command/context.ts'
import { sql } from '../../../kernel/db/sql.ts'
import type { Kernel } from '../../../kernel/kernel.ts'

const NAMES: Readonly<Record<string, string>> = {
  HAT: 'Hatthasilpa, handcrafted',
  OEM: 'OEM, made in series',
}

/** Gives a workshop the two lines that every workshop has. */
export async function prepareLines(kernel: Kernel, tenant: Tenant): Promise<void> {
  const now = kernel.clock.now()
  const lines = Object.entries(STANDARD_LINE_INDEX)
  await kernel.database.write(tenant.id, (tx) =>
    tx.run(
      sql`insert into serial_line (tenant_id, id, code, code_folded, line_index, name, created_at, updated_at)
        select ${tenant.id}::uuid, l.id, l.code, l.folded, l.index, l.name, ${now}::timestamptz, ${now}::timestamptz
        from unnest(${lines.map(() => newId(now.getTime()))}::uuid[], ${lines.map(([code]) => code)}::text[],
          ${lines.map(([code]) => fold(code))}::text[], ${lines.map(([, index]) => index)}::int[],
          ${lines.map(([code]) => NAMES[code]!)}::text[]) as l(id, code, folded, index, name)
        on conflict do nothing`,
    ),
  )
}
