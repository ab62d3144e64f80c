import { z } from 'zod'
import { newId } from '../../../../shared/ids.ts'
import type { TenantContext } from '../../../kernel/command/context.ts'
import { command, query } from '../../../kernel/command/operation.ts'
import { sql } from '../../../kernel/db/sql.ts'
import { Problem } from '../../../kernel/errors/problem.ts'
import { day, id, line, moment } from '../../../kernel/wire.ts'
import { hashToken } from '../../sales/index.ts'
import { changeState, type SerialState } from '../../serials/index.ts'
import { fail } from '../errors.ts'
import { pieceClaimed, pieceTransferred } from '../events.ts'
import { mailedPiece, mailOwner } from '../mail/mail-owner.ts'
import { noteJob } from '../owner/note-job.ts'
import { EXAMPLE_TOKEN, openLink, readOwner, token } from '../owner/owner-link.ts'
import { REQUEST_WAYS, type RequestWay } from './ownership-request.ts'

interface RequestRow {
  id: string
  serial_id: string
  way: RequestWay
  transfer_id: string | null
  email: string
  name: string | null
  locale: 'en' | 'th'
  human: string
  state: SerialState
  product: string
  product_th: string | null
  warranty_months: number | null
}

const requestSql = (ctx: TenantContext, secret: string) => sql`
  select r.id, r.serial_id, r.way, r.transfer_id, r.email, r.name, r.locale, s.human, s.state, p.name as product, p.name_th as product_th,
    p.warranty_months
  from ownership_request r
    join serial s on s.tenant_id = r.tenant_id and s.id = r.serial_id
    join product p on p.tenant_id = s.tenant_id and p.id = s.product_id
  where r.tenant_id = ${ctx.tenant.id}::uuid and r.token_hash = ${hashToken(secret)} and r.used_at is null
    and r.expires_at > ${ctx.now}::timestamptz`

export const previewClaim = query({
  name: 'ownership.claim.preview',
  summary: 'See what the link of a mail is about, before it is confirmed',
  route: 'GET /ownership/claims/preview',
  public: 'whoever has the token of the mail',
  headers: { token: 'x-claim-token' },
  errors: ['ownership.link_over'],
  input: z.object({ token }),
  output: z.object({
    pieceId: id,
    serial: z.string(),
    product: z.object({ name: z.string(), nameTh: z.string().nullable() }),
    way: z.enum(REQUEST_WAYS),
    email: z.string(),
    name: z.string().nullable().meta({ description: 'Null where it is still to be given' }),
  }),
  example: { token: EXAMPLE_TOKEN },
  async run(ctx, input) {
    const request = await ctx.tx.first<RequestRow>(requestSql(ctx, input.token))
    if (!request) throw fail('ownership.link_over')
    return {
      pieceId: request.serial_id,
      serial: request.human,
      product: { name: request.product, nameTh: request.product_th },
      way: request.way,
      email: request.email,
      name: request.name,
    }
  },
})

export const confirmClaim = command({
  name: 'ownership.claim.confirm',
  summary: 'Become the owner of a piece, with the link of the mail',
  description: 'Of two who confirm for the same piece, one wins; the other is told.',
  route: 'POST /ownership/claims/confirm',
  public: 'whoever has the token of the mail, which shows that the address is theirs',
  limit: { name: 'claim-confirm', limit: 60, windowS: 3_600 },
  errors: [
    'ownership.link_over',
    'ownership.already_claimed',
    'ownership.not_claimable',
    'ownership.transfer_over',
    'ownership.own_piece',
  ],
  headers: { token: 'x-claim-token' },
  input: z.object({
    token,
    name: line(120)
      .optional()
      .meta({ description: 'Where it was not given before; otherwise that one counts' }),
  }),
  output: z.object({
    pieceId: id,
    serial: z.string(),
    since: moment,
    warrantyUntil: day.nullable(),
    ownerToken: z.string().meta({ description: 'Opens the owner’s pieces, for 30 days' }),
  }),
  auditInput: () => undefined,
  example: { token: EXAMPLE_TOKEN, name: 'Mali Srisai' },
  async run(ctx, input) {
    const tenant = sql`${ctx.tenant.id}::uuid`
    const request = await ctx.tx.first<RequestRow>(sql`${requestSql(ctx, input.token)} for update of r`)
    if (!request) throw fail('ownership.link_over')
    const ownerId = await verifiedOwner(ctx, request, request.name ?? input.name ?? request.email)
    const became =
      request.way === 'transfer'
        ? await acceptTransfer(ctx, request, ownerId)
        : await claim(ctx, request, ownerId)
    await ctx.tx.run(
      sql`update ownership_request set used_at = ${ctx.now}::timestamptz where tenant_id = ${tenant} and id = ${request.id}::uuid`,
    )
    const owner = await readOwner(ctx, ownerId)
    const { token: ownerToken, link } = await openLink(ctx, ownerId)
    mailOwner(ctx, {
      kind: request.way === 'transfer' ? 'received' : 'claimed',
      locale: request.locale,
      to: request.email,
      name: owner.name,
      pieces: [await mailedPiece(ctx, request.serial_id, request.locale)],
      link,
    })
    ctx.audit({
      entity: 'serial',
      id: request.serial_id,
      label: request.human,
      changes: { owner: { from: became.fromOwnerId, to: ownerId }, way: request.way },
    })
    ctx.enqueue(noteJob, { ids: [request.serial_id] })
    ctx.publish(request.way === 'transfer' ? pieceTransferred : pieceClaimed, { serialId: request.serial_id })
    return {
      pieceId: request.serial_id,
      serial: request.human,
      since: ctx.now.toISOString(),
      warrantyUntil: became.warrantyUntil,
      ownerToken,
    }
  },
})

/** The owner of an address that was just shown to be theirs. Who was there before keeps the name, and reads what they read now. */
async function verifiedOwner(ctx: TenantContext, request: RequestRow, name: string): Promise<string> {
  const row = await ctx.tx.one<{ id: string }>(sql`
    insert into owner as o (tenant_id, id, email, name, locale, verified_at)
    values (${ctx.tenant.id}::uuid, ${newId(ctx.now.getTime())}::uuid, ${request.email}, ${name}, ${request.locale}, ${ctx.now}::timestamptz)
    on conflict (tenant_id, email) do update set locale = excluded.locale
    returning id`)
  return row.id
}

interface Became {
  readonly fromOwnerId: string | null
  readonly warrantyUntil: string | null
}

async function claim(ctx: TenantContext, request: RequestRow, ownerId: string): Promise<Became> {
  const { serial_id: serialId, human: serial } = request
  try {
    await changeState(ctx, {
      ids: [serialId],
      from: ['sold'],
      to: 'claimed',
      source: { entity: 'ownership_request', id: request.id },
    })
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== 'serials.wrong_state') throw error
    throw error.params.state === 'claimed'
      ? fail('ownership.already_claimed', { serial })
      : fail('ownership.not_claimable', { serial })
  }
  const { warranty_until } = await ctx.tx.one<{ warranty_until: string | null }>(sql`
    with own as (
      insert into ownership as w (tenant_id, id, serial_id, owner_id, since, claimed_at, warranty_until, warranty_months, version)
      values (${ctx.tenant.id}::uuid, ${newId(ctx.now.getTime())}::uuid, ${serialId}::uuid, ${ownerId}::uuid, ${ctx.now}::timestamptz,
        ${ctx.now}::timestamptz, (${ctx.today}::date + make_interval(months => ${request.warranty_months}::int))::date,
        ${request.warranty_months}::int,
        (select coalesce(max(version), 0) + 1 from ownership_event where tenant_id = ${ctx.tenant.id}::uuid and serial_id = ${serialId}::uuid))
      on conflict (tenant_id, serial_id) do update set owner_id = excluded.owner_id, since = excluded.since,
        claimed_at = excluded.claimed_at, warranty_until = excluded.warranty_until, warranty_months = excluded.warranty_months,
        version = w.version + 1
      returning version, warranty_until
    ), told as (
      insert into ownership_event (tenant_id, id, serial_id, version, kind, owner_id, way, at)
      select ${ctx.tenant.id}::uuid, ${newId(ctx.now.getTime())}::uuid, ${serialId}::uuid, own.version, 'claimed', ${ownerId}::uuid,
        ${request.way}, ${ctx.now}::timestamptz from own
    )
    select warranty_until from own`)
  return { fromOwnerId: null, warrantyUntil: warranty_until }
}

/** Locks the piece, its ownership and the transfer, in this order, as everybody does. */
async function acceptTransfer(ctx: TenantContext, request: RequestRow, ownerId: string): Promise<Became> {
  const tenant = sql`${ctx.tenant.id}::uuid`
  const { serial_id: serialId, human: serial } = request
  const piece = await ctx.tx.one<{ state: SerialState }>(
    sql`select state from serial where tenant_id = ${tenant} and id = ${serialId}::uuid for update`,
  )
  if (piece.state !== 'claimed') throw fail('ownership.not_claimable', { serial })
  const before = await ctx.tx.one<{ owner_id: string }>(
    sql`select owner_id from ownership where tenant_id = ${tenant} and serial_id = ${serialId}::uuid for update`,
  )
  if (before.owner_id === ownerId) throw fail('ownership.own_piece')
  const accepted = await ctx.tx.run(sql`
    update ownership_transfer set state = 'accepted', ended_at = ${ctx.now}::timestamptz, to_owner_id = ${ownerId}::uuid
    where tenant_id = ${tenant} and id = ${request.transfer_id}::uuid and state = 'offered' and expires_at > ${ctx.now}::timestamptz
      and from_owner_id = ${before.owner_id}::uuid`)
  if (accepted === 0) throw fail('ownership.transfer_over')
  const { warranty_until } = await ctx.tx.one<{ warranty_until: string | null }>(sql`
    with own as (
      update ownership set owner_id = ${ownerId}::uuid, since = ${ctx.now}::timestamptz, version = version + 1
      where tenant_id = ${tenant} and serial_id = ${serialId}::uuid returning version, warranty_until
    ), told as (
      insert into ownership_event (tenant_id, id, serial_id, version, kind, owner_id, from_owner_id, way, at)
      select ${tenant}, ${newId(ctx.now.getTime())}::uuid, ${serialId}::uuid, own.version, 'transferred', ${ownerId}::uuid,
        ${before.owner_id}::uuid, 'transfer', ${ctx.now}::timestamptz from own
    )
    select warranty_until from own`)
  const giver = await readOwner(ctx, before.owner_id)
  // Who was erased meanwhile is written to no more.
  if (giver.email !== null)
    mailOwner(ctx, {
      kind: 'given',
      locale: giver.locale,
      to: giver.email,
      name: giver.name,
      pieces: [await mailedPiece(ctx, serialId, giver.locale)],
    })
  return { fromOwnerId: before.owner_id, warrantyUntil: warranty_until }
}
