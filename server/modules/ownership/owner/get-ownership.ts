import { z } from 'zod'
import { query } from '../../../kernel/command/operation.ts'
import { sql } from '../../../kernel/db/sql.ts'
import { fail as kernelFail } from '../../../kernel/errors/kernel-errors.ts'
import { EXAMPLE_ID } from '../../../kernel/resource/resource.ts'
import { action, allowed, day, id, moment, refused } from '../../../kernel/wire.ts'
import type { SerialState } from '../../serials/index.ts'
import { WITHDRAWABLE } from '../claim/withdraw-claim.ts'
import { serviceOf, serviceOutput } from '../service/read-service.ts'
import { OWNERSHIP_EVENTS } from './ownership.ts'

interface Whole {
  state: string
  code_made_at: Date | null
  owner_id: string | null
  name: string | null
  email: string | null
  since: Date | null
  claimed_at: Date | null
  warranty_until: string | null
  warranty_months: number | null
  product_months: number | null
  expires_at: Date | null
  to_email: string | null
  recall_id: string | null
  recall_number: string | null
}

/** Nobody is named who was erased. */
const named = {
  name: z.string().meta({ description: 'Empty for an owner who was erased' }),
  email: z.string().nullable().meta({ description: 'Null for an owner who was erased' }),
}

export const getOwnership = query({
  name: 'ownership.piece.get',
  permission: 'ownership.read',
  summary: 'Whose a piece is, how it came to them, its warranty and its service history',
  route: 'GET /serials/:id/ownership',
  input: z.object({ id }),
  output: z.object({
    owner: z.object({ id, ...named, since: moment, claimedAt: moment }).nullable(),
    warranty: z
      .object({ months: z.number().int(), until: day, over: z.boolean() })
      .nullable()
      .meta({ description: 'From the first claim; null without an owner or without a promise' }),
    warrantyMonths: z.number().int().nullable().meta({ description: 'What the product promises today' }),
    claimCode: z.object({ madeAt: moment }).nullable(),
    transfer: z.object({ toEmail: z.string().nullable(), expiresAt: moment }).nullable(),
    recall: z.object({ id, number: z.string() }).nullable(),
    chain: z.array(
      z.object({
        kind: z.enum(OWNERSHIP_EVENTS),
        at: moment,
        owner: z.object(named),
        way: z.string().nullable(),
        note: z.string().nullable(),
      }),
    ),
    service: z.array(serviceOutput),
    actions: z.object({ makeCode: action, recordService: action, withdraw: action, erase: action }),
  }),
  example: { id: EXAMPLE_ID },
  async run(ctx, input) {
    const tenant = sql`${ctx.tenant.id}::uuid`
    const [whole, chain, service] = await Promise.all([
      ctx.tx.first<Whole>(sql`
        select s.state, c.made_at as code_made_at, o.id as owner_id, o.name, o.email, w.since, w.claimed_at, w.warranty_until,
          w.warranty_months, p.warranty_months as product_months, x.expires_at, x.to_email, r.id as recall_id, r.number as recall_number
        from serial s
          join product p on p.tenant_id = ${tenant} and p.id = s.product_id
          left join claim_code c on c.tenant_id = ${tenant} and c.serial_id = s.id
          left join ownership w on w.tenant_id = ${tenant} and w.serial_id = s.id
          left join owner o on o.tenant_id = ${tenant} and o.id = w.owner_id
          left join ownership_transfer x on x.tenant_id = ${tenant} and x.serial_id = s.id and x.state = 'offered'
            and x.expires_at > ${ctx.now}::timestamptz
          left join recall_piece rp on rp.tenant_id = ${tenant} and rp.serial_id = s.id and rp.state = 'recalled' and s.state = 'recalled'
          left join recall r on r.tenant_id = ${tenant} and r.id = rp.recall_id
        where s.tenant_id = ${tenant} and s.id = ${input.id}::uuid`),
      ctx.tx.rows<{
        kind: (typeof OWNERSHIP_EVENTS)[number]
        at: Date
        name: string
        email: string | null
        way: string | null
        note: string | null
      }>(sql`
        select e.kind, e.at, o.name, o.email, e.way, e.note from ownership_event e
          join owner o on o.tenant_id = e.tenant_id and o.id = e.owner_id
        where e.tenant_id = ${tenant} and e.serial_id = ${input.id}::uuid order by e.version`),
      serviceOf(ctx, input.id),
    ])
    if (!whole) throw kernelFail('not_found')
    const isOwned = whole.owner_id !== null && whole.state !== 'in_stock' && whole.state !== 'sold'
    const until = isOwned ? whole.warranty_until : null
    return {
      owner: isOwned
        ? {
            id: whole.owner_id!,
            name: whole.name!,
            email: whole.email,
            since: whole.since!.toISOString(),
            claimedAt: whole.claimed_at!.toISOString(),
          }
        : null,
      warranty: until === null ? null : { months: whole.warranty_months!, until, over: until < ctx.today },
      warrantyMonths: whole.product_months,
      claimCode: whole.code_made_at === null ? null : { madeAt: whole.code_made_at.toISOString() },
      transfer:
        whole.expires_at === null
          ? null
          : { toEmail: whole.to_email, expiresAt: whole.expires_at.toISOString() },
      recall: whole.recall_id === null ? null : { id: whole.recall_id, number: whole.recall_number! },
      chain: chain.map(({ kind, at, name, email, way, note }) => ({
        kind,
        at: at.toISOString(),
        owner: { name, email },
        way,
        // What somebody wrote who was erased says who they are, maybe.
        note: email === null && kind !== 'withdrawn' ? null : note,
      })),
      service,
      actions: {
        makeCode: ['void', 'scrapped', 'claimed', 'stolen', 'reserved'].includes(whole.state)
          ? refused('ownership.already_claimed')
          : allowed,
        recordService: allowed,
        withdraw: !isOwned
          ? refused('ownership.not_claimed')
          : WITHDRAWABLE.includes(whole.state as SerialState)
            ? allowed
            : refused('ownership.is_recalled'),
        erase: !isOwned
          ? refused('ownership.not_claimed')
          : whole.email === null
            ? refused('ownership.owner_erased')
            : allowed,
      },
    }
  },
})
