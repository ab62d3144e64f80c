import { z } from 'zod'
import type { TenantContext } from '../../../kernel/command/context.ts'
import { query } from '../../../kernel/command/operation.ts'
import { type Sql, sql } from '../../../kernel/db/sql.ts'
import { EXAMPLE_ID } from '../../../kernel/resource/resource.ts'
import { action, allowed, day, id, moment, refused } from '../../../kernel/wire.ts'
import { SERIAL_STATES, type SerialState } from '../../serials/index.ts'
import { fail } from '../errors.ts'
import { serviceOf, serviceOutput } from '../service/read-service.ts'
import { OWNED } from './owned-piece.ts'
import { EXAMPLE_TOKEN, OWNER_TOKEN_HEADER, ownerOf, token } from './owner-link.ts'

const minePiece = z.object({
  id,
  serial: z.string(),
  compact: z.string().meta({ description: 'For the link to its public page' }),
  state: z.enum(SERIAL_STATES),
  product: z.object({ name: z.string(), nameTh: z.string().nullable() }),
  pictureId: id.nullable(),
  madeOn: day.nullable(),
  since: moment.meta({ description: 'When it became this owner’s' }),
  warrantyUntil: day.nullable(),
  transfer: z.object({ toEmail: z.string().nullable(), expiresAt: moment }).nullable(),
  recall: z.object({ text: z.string(), textTh: z.string().nullable(), startedAt: moment }).nullable(),
})

interface Row {
  id: string
  human: string
  compact: string
  state: SerialState
  name: string
  name_th: string | null
  picture_id: string | null
  made_on: string | null
  since: Date
  warranty_until: string | null
  to_email: string | null
  expires_at: Date | null
  recall_text: string | null
  recall_text_th: string | null
  recalled_at: Date | null
  last_kind: string
}

async function minePieces(ctx: TenantContext, which: Sql): Promise<Row[]> {
  const tenant = sql`${ctx.tenant.id}::uuid`
  return await ctx.tx.rows<Row>(sql`
    select s.id, s.human, s.compact, s.state, p.name, p.name_th, i.file_id as picture_id, s.made_on, w.since, w.warranty_until, x.to_email,
      x.expires_at, r.text as recall_text, r.text_th as recall_text_th, r.started_at as recalled_at, e.kind as last_kind
    from ownership w
      join serial s on s.tenant_id = ${tenant} and s.id = w.serial_id
      join product p on p.tenant_id = ${tenant} and p.id = s.product_id
      join ownership_event e on e.tenant_id = ${tenant} and e.serial_id = w.serial_id and e.version = w.version
      left join lateral (
        select file_id from product_image i
        where i.tenant_id = ${tenant} and i.product_id in (p.id, p.template_id) order by i.product_id <> p.id, i.position limit 1
      ) i on true
      left join ownership_transfer x on x.tenant_id = ${tenant} and x.serial_id = w.serial_id and x.state = 'offered'
        and x.expires_at > ${ctx.now}::timestamptz
      left join recall_piece rp on rp.tenant_id = ${tenant} and rp.serial_id = w.serial_id and rp.state = 'recalled' and s.state = 'recalled'
      left join recall r on r.tenant_id = ${tenant} and r.id = rp.recall_id
    where w.tenant_id = ${tenant} and ${OWNED} and ${which}
    order by w.since desc, s.id`)
}

const present = (row: Row): z.input<typeof minePiece> => ({
  id: row.id,
  serial: row.human,
  compact: row.compact,
  state: row.state,
  product: { name: row.name, nameTh: row.name_th },
  pictureId: row.picture_id,
  madeOn: row.made_on,
  since: row.since.toISOString(),
  warrantyUntil: row.warranty_until,
  transfer:
    row.expires_at === null ? null : { toEmail: row.to_email, expiresAt: row.expires_at.toISOString() },
  recall:
    row.recall_text === null
      ? null
      : { text: row.recall_text, textTh: row.recall_text_th, startedAt: row.recalled_at!.toISOString() },
})

export const listMyPieces = query({
  name: 'ownership.piece.list_mine',
  summary: 'List one’s own pieces',
  route: 'GET /ownership/pieces',
  public: 'the owner, by the token of their link',
  headers: OWNER_TOKEN_HEADER,
  errors: ['ownership.link_over'],
  input: z.object({ token }),
  output: z.object({
    owner: z.object({ name: z.string(), email: z.string() }),
    pieces: z.array(minePiece),
  }),
  example: { token: EXAMPLE_TOKEN },
  async run(ctx, input) {
    const owner = await ownerOf(ctx, input.token)
    const rows = await minePieces(ctx, sql`w.owner_id = ${owner.id}::uuid`)
    return { owner: { name: owner.name, email: owner.email }, pieces: rows.map(present) }
  },
})

export const getMyPiece = query({
  name: 'ownership.piece.get_mine',
  summary: 'Read a piece of one’s own, with its warranty and its service history',
  route: 'GET /ownership/pieces/:id',
  public: 'the owner, by the token of their link',
  headers: OWNER_TOKEN_HEADER,
  errors: ['ownership.link_over', 'ownership.not_owner'],
  input: z.object({ id, token }),
  output: minePiece.extend({
    owner: z.object({ name: z.string(), email: z.string() }),
    service: z.array(serviceOutput),
    actions: z.object({
      transfer: action,
      cancelTransfer: action,
      reportStolen: action,
      reportFound: action,
    }),
  }),
  example: { id: EXAMPLE_ID, token: EXAMPLE_TOKEN },
  async run(ctx, input) {
    const owner = await ownerOf(ctx, input.token)
    const [[row], service] = await Promise.all([
      minePieces(ctx, sql`w.owner_id = ${owner.id}::uuid and w.serial_id = ${input.id}::uuid`),
      serviceOf(ctx, input.id),
    ])
    if (!row) throw fail('ownership.not_owner')
    const free =
      row.state === 'claimed'
        ? allowed
        : refused(row.state === 'stolen' ? 'ownership.is_stolen' : 'ownership.is_recalled')
    const isOffered = row.expires_at !== null
    return {
      ...present(row),
      owner: { name: owner.name, email: owner.email },
      service,
      actions: {
        transfer: free.allowed && isOffered ? refused('ownership.transfer_open') : free,
        cancelTransfer: isOffered ? allowed : refused('ownership.transfer_over'),
        reportStolen: free,
        reportFound:
          row.state === 'stolen' && row.last_kind === 'stolen' ? allowed : refused('ownership.not_stolen'),
      },
    }
  },
})

export const getServicePhoto = query({
  name: 'ownership.service.photo',
  summary: 'Whether a photo belongs to the service history of a piece of one’s own',
  description: 'The pages ask before they show it.',
  route: 'GET /ownership/pieces/:id/photos/:photoId',
  public: 'the owner, by the token of their link',
  headers: OWNER_TOKEN_HEADER,
  errors: ['ownership.link_over', 'ownership.not_owner'],
  input: z.object({ id, photoId: id, token }),
  output: z.object({ id, mediaType: z.string() }),
  example: { id: EXAMPLE_ID, photoId: EXAMPLE_ID, token: EXAMPLE_TOKEN },
  async run(ctx, input) {
    const tenant = sql`${ctx.tenant.id}::uuid`
    const owner = await ownerOf(ctx, input.token)
    const photo = await ctx.tx.first<{ media_type: string }>(sql`
      select f.media_type from stored_file f
      where f.tenant_id = ${tenant} and f.id = ${input.photoId}::uuid and f.deleted_at is null and exists (
        select from service_entry e join ownership w on w.tenant_id = ${tenant} and w.serial_id = e.serial_id
        where e.tenant_id = ${tenant} and e.serial_id = ${input.id}::uuid and f.id = any(e.photo_ids) and w.owner_id = ${owner.id}::uuid
      )`)
    if (!photo) throw fail('ownership.not_owner')
    return { id: input.photoId, mediaType: photo.media_type }
  },
})
