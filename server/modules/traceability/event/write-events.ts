import { idTimeMs, newId } from '../../../../shared/ids.ts'
import type { Tx } from '../../../kernel/db/database.ts'
import { sql } from '../../../kernel/db/sql.ts'
import { canonicalUri } from '../event-hash/canonical-uri.ts'
import { type EventDocument, momentOf } from './check-document.ts'
import { keyOf } from './identifiers.ts'
import { bareWord, type Term, termsOf } from './terms.ts'

export interface NewEvent {
  readonly id: string
  readonly origin: 'own' | 'captured'
  /** With its `eventID`. */
  readonly document: EventDocument
  /** Other names of what it names, to be found by as well. */
  readonly aliases?: readonly Term[]
  readonly captureId?: string
}

const text = (value: unknown): string | null => (typeof value === 'string' ? value : null)
const word = (value: unknown): string | null => (typeof value === 'string' ? bareWord(value) : null)
const place = (value: unknown): string | null => {
  const id = (value as { id?: unknown } | undefined)?.id
  return typeof id === 'string' ? canonicalUri(id) : null
}

/**
 * Writes events with what they name, in one statement. One that is there already (the same id) stays as it is. Gives how many were
 * new.
 */
export async function writeEvents(
  tx: Tx,
  tenantId: string,
  recordTime: Date,
  events: readonly NewEvent[],
): Promise<number> {
  if (events.length === 0) return 0
  const rows = events.map(({ id, origin, document, captureId }) => {
    const declaration = document.errorDeclaration as { declarationTime?: string; reason?: string } | undefined
    return {
      id,
      origin,
      type: document.type,
      action: text(document.action),
      biz_step: word(document.bizStep),
      disposition: word(document.disposition),
      read_point: place(document.readPoint),
      biz_location: place(document.bizLocation),
      event_time: momentOf(String(document.eventTime)),
      event_id: document.eventID,
      event_key: keyOf(String(document.eventID)),
      declared_at: declaration?.declarationTime === undefined ? null : momentOf(declaration.declarationTime),
      error_reason: word(declaration?.reason),
      capture_id: captureId ?? null,
      document: { ...document, recordTime: recordTime.toISOString() },
    }
  })
  const terms = events.flatMap(({ id, document, aliases = [] }) => {
    // In the month of its event, so that both leave together.
    const ms = idTimeMs(id)
    const eventTime = momentOf(String(document.eventTime))
    return [...termsOf(document), ...aliases].map(({ role, value }) => ({
      id: newId(ms),
      event_row_id: id,
      role,
      value,
      event_time: eventTime,
    }))
  })
  const { written } = await tx.one<{ written: bigint }>(
    sql`with written as (
        insert into epcis_event (tenant_id, id, origin, type, action, biz_step, disposition, read_point, biz_location, event_time,
          record_time, event_id, event_key, declared_at, error_reason, capture_id, document)
        select ${tenantId}::uuid, g.id, g.origin, g.type, g.action, g.biz_step, g.disposition, g.read_point, g.biz_location, g.event_time,
          ${recordTime}::timestamptz, g.event_id, g.event_key, g.declared_at, g.error_reason, g.capture_id, g.document
        from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as g(id uuid, origin text, type text, action text,
          biz_step text, disposition text, read_point text, biz_location text, event_time timestamptz, event_id text, event_key uuid,
          declared_at timestamptz, error_reason text, capture_id uuid, document jsonb)
        order by g.id
        on conflict (tenant_id, id) do nothing
        returning id
      ), named as (
        insert into epcis_event_term (tenant_id, id, event_row_id, role, value, event_time)
        select ${tenantId}::uuid, t.id, t.event_row_id, t.role, t.value, t.event_time
        from jsonb_to_recordset(${JSON.stringify(terms)}::jsonb) as t(id uuid, event_row_id uuid, role text, value text,
          event_time timestamptz)
        join written w on w.id = t.event_row_id
      )
      select count(*) as written from written`,
  )
  return Number(written)
}
