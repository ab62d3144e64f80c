import { type Sql, sql } from '../db/sql.ts'
import type { TestTenant, Workshop } from './workshop.ts'

interface PlanNode {
  readonly 'Relation Name'?: string
  readonly 'Actual Rows': number
  readonly 'Actual Loops': number
  readonly 'Rows Removed by Filter'?: number
  readonly Plans?: readonly PlanNode[]
}

/**
 * Runs a statement as the application does, and gives how many rows of a table (and its partitions) it read. Joins are by hash, as where
 * PostgreSQL expects few rows: these lose the order, so that what is not limited before it is joined is read to its end. Indexes are used
 * as of a large table; a small one is read whole as cheaply.
 */
export async function rowsRead(
  workshop: Workshop,
  t: TestTenant,
  table: string,
  statement: Sql,
): Promise<number> {
  const [row] = await workshop.kernel.database.read(t.id, async (tx) => {
    for (const way of ['nestloop', 'seqscan', 'bitmapscan'])
      await tx.run(sql`set local ${sql.id(`enable_${way}`)} = off`)
    return await tx.rows<{ 'QUERY PLAN': [{ Plan: PlanNode }] }>(
      sql`explain (analyze, format json) ${statement}`,
    )
  })
  const isOfIt = new RegExp(`^${table}(_y\\d{4}m\\d\\d|_default)?$`)
  const read = (node: PlanNode): number =>
    (isOfIt.test(node['Relation Name'] ?? '')
      ? (node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0)) * node['Actual Loops']
      : 0) + (node.Plans ?? []).reduce((sum, one) => sum + read(one), 0)
  return read(row!['QUERY PLAN'][0].Plan)
}
