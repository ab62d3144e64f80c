import { newId } from '../../../../shared/ids.ts'
import type { Tenant } from '../../../kernel/command/context.ts'
import { sql } from '../../../kernel/db/sql.ts'
import type { Kernel } from '../../../kernel/kernel.ts'
import { MAKER_CHART, type TemplateAccount } from './chart-template.ts'

/** Gives a workshop the accounts of a chart that it does not have yet, by code and by purpose. */
export async function prepareChart(
  kernel: Kernel,
  tenant: Tenant,
  chart: readonly TemplateAccount[] = MAKER_CHART,
): Promise<void> {
  await kernel.database.write(tenant.id, (tx) =>
    tx.run(sql`
      insert into account (tenant_id, id, code, name, name_th, type, purpose)
      select ${tenant.id}::uuid, t.* from unnest(${chart.map(() => newId())}::uuid[], ${chart.map((a) => a.code)}::text[],
        ${chart.map((a) => a.name)}::text[], ${chart.map((a) => a.nameTh)}::text[], ${chart.map((a) => a.type)}::text[],
        ${chart.map((a) => a.purpose ?? null)}::text[]) as t
      on conflict do nothing`),
  )
}
