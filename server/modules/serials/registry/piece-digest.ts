import { createHash } from 'node:crypto'
import { type Sql, sql } from '../../../kernel/db/sql.ts'

/**
 * All that both stores must say alike of a piece `p`, made to 64 characters by PostgreSQL: no piece need be read from the registry
 * to know that it is the same there. The text of a row tells NULL from the empty text, and where each column ends; days are
 * numbers in it, since how a date is written is a setting of the server.
 */
export const PIECE_DIGEST = sql`encode(sha256(convert_to(row(p.id, p.maker_code, p.folded, p.compact, p.serial, p.kind, p.status,
  p.version, p.line, p.line_index, p.issued_on - date '2020-01-01', p.made_on - date '2020-01-01', p.product)::text, 'UTF8')), 'hex')`

/** The digest of a maker's pieces in the registry behind one id and up to another; null where there are none. */
export const digestInRegistry = (makerFolded: string, after: string, until: string): Sql =>
  sql`select encode(sha256(convert_to(string_agg(${PIECE_DIGEST}, '' order by p.id), 'UTF8')), 'hex') as digest
    from registry.piece p where p.maker_folded = ${makerFolded} and p.id > ${after}::uuid and p.id <= ${until}::uuid`

/** What {@link digestInRegistry} gives for pieces of these digests, in the order of their ids. */
export const digestOf = (digests: readonly string[]): string | null =>
  digests.length === 0 ? null : createHash('sha256').update(digests.join('')).digest('hex')
