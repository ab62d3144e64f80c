import { z } from 'zod'
import type { TenantContext } from '../../../kernel/command/context.ts'
import { query } from '../../../kernel/command/operation.ts'
import { readRecord } from '../../../kernel/live/read-record.ts'
import { mayRead, type RecordKind } from '../../../kernel/live/record-kinds.ts'
import { id, line } from '../../../kernel/wire.ts'
import { membersWho } from '../../identity/index.ts'
import { fail } from '../errors.ts'
import type { Mention } from './comment.ts'

const MOST_SHOWN = 20

/** The members who may read a record of a kind. */
const readersOf = (ctx: TenantContext, kind: RecordKind) =>
  membersWho(ctx, (permissions) => mayRead(kind, { id: null, permissions }, null))

/** Who is named, with their names; throws `comments.cannot_see` for whoever may not read the record, or is nobody. */
export async function mentionsOf(
  ctx: TenantContext,
  kind: RecordKind,
  userIds: readonly string[],
): Promise<Mention[]> {
  if (userIds.length === 0) return []
  const readers = new Map((await readersOf(ctx, kind)).map(({ userId, name }) => [userId, name]))
  return [...new Set(userIds)].map((userId) => {
    const name = readers.get(userId)
    if (name === undefined) throw fail('comments.cannot_see')
    return { userId, name }
  })
}

export const listMentionable = query({
  name: 'comments.mentionable.list',
  permission: 'comments.comment.add',
  summary: 'Members who can be named in a comment on a record: those who may read it',
  route: 'GET /comments/mentionable',
  input: z.object({
    entity: line(80),
    entityId: id,
    q: z.string().trim().max(80).optional().meta({ description: 'Part of the name' }),
  }),
  output: z.object({ items: z.array(z.object({ userId: z.string(), name: z.string(), role: z.string() })) }),
  example: { entity: 'order', entityId: '0198c0de-0000-7000-8000-000000000001', q: 'pim' },
  async run(ctx, input) {
    const { kind } = await readRecord(ctx, input.entity, input.entityId)
    const wanted = (input.q ?? '').toLocaleLowerCase()
    const readers = await readersOf(ctx, kind)
    return {
      items: readers.filter(({ name }) => name.toLocaleLowerCase().includes(wanted)).slice(0, MOST_SHOWN),
    }
  },
})
