import { z } from 'zod'
import { query } from '../../kernel/command/operation.ts'
import { told } from '../../kernel/live/connection.ts'
import { registerLive } from '../../kernel/live/live-route.ts'
import { positionOf, tokenOf } from '../../kernel/live/position.ts'
import { readChanges } from '../../kernel/live/read-changes.ts'
import { kindsOf, mayRead } from '../../kernel/live/record-kinds.ts'
import { defineModule } from '../../kernel/module.ts'
import { moment } from '../../kernel/wire.ts'

const listChanges = query({
  name: 'live.change.list',
  anyMember: 'each change is told only to who may read the record that it is of',
  summary: 'What changed since I asked last',
  description:
    'Without `since` it gives only a token; with the token of the answer before, every change that was committed in between, once. ' +
    'A token is good for an hour: after that, and after very many changes at once, `reset` says to read everything anew. The ' +
    'WebSocket `/api/v1/live?since=…` tells the same as it happens.',
  route: 'GET /changes',
  input: z.object({
    since: z.string().min(1).max(4_000).optional().meta({ description: 'The `token` of the answer before' }),
  }),
  output: z.object({
    token: z.string(),
    reset: z.boolean().meta({ description: 'What changed cannot be told one by one: read everything anew' }),
    items: z.array(
      z.object({
        entity: z.string(),
        id: z.string().nullable(),
        operation: z.string(),
        label: z.string().nullable(),
        actor: z.string(),
        at: moment,
      }),
    ),
  }),
  example: {},
  async run(ctx, input) {
    const from = input.since === undefined ? undefined : positionOf(input.since)
    const found = await readChanges(ctx.tx, ctx.tenant.id, ctx.now.getTime(), from)
    const kinds = kindsOf(ctx.kernel)
    return {
      token: tokenOf(found.position),
      reset: found.reset,
      items: found.changes
        .filter(({ entity, entityId }) => mayRead(kinds.get(entity), ctx.principal, entityId))
        .map(told),
    }
  },
})

/** Tells open screens and programs what changed. */
export const liveModule = defineModule({
  name: 'live',
  operations: [listChanges],
  pages: [
    {
      reason: 'a WebSocket: it tells a member, whose session or key comes with it, what they may read',
      register: registerLive,
    },
  ],
})
