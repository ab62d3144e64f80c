import type { TenantContext } from '../command/context.ts'
import { fail } from '../errors/kernel-errors.ts'
import { kindsOf, mayRead, type RecordKind } from './record-kinds.ts'

/** What a record is called, by the first of these that it has. */
const LABELS = ['number', 'serial', 'sku', 'code', 'name', 'label', 'subject', 'memo']

/**
 * A record of any kind, for what can be attached to every record: found by the query that reads it, so it is there exactly if the
 * caller could read it. Throws `not_found` for what is not there, and for a kind that has no such query; `auth.forbidden`.
 */
export async function readRecord(
  ctx: TenantContext,
  entity: string,
  id: string,
): Promise<{ readonly kind: RecordKind; readonly label: string | null }> {
  const kind = kindsOf(ctx.kernel).get(entity)
  if (kind?.get === undefined) throw fail('not_found')
  if (!mayRead(kind, ctx.principal, id)) throw fail('auth.forbidden', { permission: kind.read ?? '' })
  if (kind.single && id !== ctx.tenant.id) throw fail('not_found')
  const record = (await kind.get.run(ctx, kind.single ? {} : { id })) as Record<string, unknown>
  const label = LABELS.map((field) => record[field]).find((value) => typeof value === 'string')
  return { kind, label: typeof label === 'string' ? label.slice(0, 200) : null }
}
