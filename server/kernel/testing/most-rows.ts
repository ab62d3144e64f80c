import { type Sql, sql } from '../db/sql.ts'
import type { TestTenant, Workshop } from './workshop.ts'

interface PlanNode {
  readonly 'Actual Rows': number
  readonly 'Actual Loops': number
  readonly Plans?: readonly PlanNode[]
}

/**
 * Runs a statement as the application does, and gives how many rows the busiest step of its plan had in hand. Joins are by hash, as
 * where PostgreSQL expects few rows: these lose the order, so that what is not limited before it is joined is read to its end.
 */
export async function mostRowsOf(workshop: Workshop, t: TestTenant, statement: Sql): Promise<number> {
  const [row] = await workshop.kernel.database.read(t.id, async (tx) => {
    await tx.run(sql`set local enable_nestloop = off`)
    return await tx.rows<{ 'QUERY PLAN': [{ Plan: PlanNode }] }>(
      sql`explain (analyze, format json) ${statement}`,
    )
  })
  const most = (node: PlanNode): number =>
    Math.max(node['Actual Rows'] * node['Actual Loops'], ...(node.Plans ?? []).map(most))
  return most(row!['QUERY PLAN'][0].Plan)
}
