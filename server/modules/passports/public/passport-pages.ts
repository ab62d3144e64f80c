import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { fold } from '../../../../shared/serial/fold.ts'
import { parseLocale, preferredLocale } from '../../../../storefront/texts.ts'
import { type PassportView, passportPage } from '../../../../storefront/views/passport.ts'
import { tenantOrigin } from '../../../kernel/config.ts'
import { sql } from '../../../kernel/db/sql.ts'
import { fail as kernelFail } from '../../../kernel/errors/kernel-errors.ts'
import { countRequest } from '../../../kernel/http/app.ts'
import { hostName } from '../../../kernel/http/identify.ts'
import type { Kernel } from '../../../kernel/kernel.ts'
import type { Pages } from '../../../kernel/module.ts'
import { hostMaker, pageContext } from '../../serials/index.ts'
import type { JsonObject } from '../credential/data-integrity.ts'
import { didDocument, didOf, didOfOrigin } from '../credential/did.ts'
import { LIST_LENGTH } from '../credential/status-list.ts'
import { CONTEXT_PATH, contextDocument, statusListCredential, subjectOf } from '../passport/credential.ts'
import type { PassportContent } from '../passport/read-passport.ts'
import { pieceView } from './passport-view.ts'

const VC_TYPE = 'application/vc'
const LD_TYPE = 'application/ld+json'
const LIMIT = { name: 'passports', limit: 120, windowS: 60 } as const

/** A passport as the registry keeps it. */
export interface PublishedPassport {
  readonly maker_code: string
  readonly maker_name: string
  readonly slug: string
  readonly serial: string
  readonly compact: string
  readonly revoked: boolean
  readonly content: PassportContent
  readonly credential: JsonObject
}

/** The passport's page, its JSON-LD and credential, the identity of makers, and their status lists: all from the registry alone. */
export const passportPages: Pages = {
  reason:
    'Anybody may read a passport that its maker has published, on every host, also while the workshop’s store is away',
  register(app, kernel) {
    app.get<{ Params: { maker: string; serial: string } }>('/p/:maker/:serial', async (request, reply) => {
      await countRequest(kernel, LIMIT, request.ip, reply)
      const { maker, serial } = request.params
      return await answer(kernel, request, reply, () => find(kernel, maker, serial))
    })
    registerIdentity(app, kernel)
  },
}

async function find(kernel: Kernel, maker: string, serial: string): Promise<PublishedPassport | undefined> {
  const rows = await kernel.registry.query<PublishedPassport>(
    sql`select p.maker_code, coalesce(m.name, p.maker_name) as maker_name, coalesce(m.slug, lower(p.maker_code)) as slug, s.serial, p.compact,
        p.revoked, p.content, p.credential
      from registry.passport p
        join registry.piece s on s.id = p.piece_id
        left join registry.maker m on m.folded = p.maker_folded
      where p.maker_folded = ${clean(maker)} and (p.compact = ${clean(serial)} or s.folded = ${clean(serial)})
        and s.status not in ('quarantined', 'void', 'scrapped')
      limit 1`,
  )
  return rows[0]
}

/** What no code or serial has must not end otherwise than an unknown one. */
const clean = (text: string): string => fold(text.slice(0, 200).toWellFormed().replaceAll('\u0000', '\ufffd'))

async function answer(
  kernel: Kernel,
  request: FastifyRequest,
  reply: FastifyReply,
  read: () => Promise<PublishedPassport | undefined>,
): Promise<FastifyReply> {
  let passport: PublishedPassport | undefined
  let away = false
  try {
    passport = await read()
  } catch (error) {
    kernel.log.error({ err: error, requestId: request.id }, 'the registry did not answer')
    away = true
  }
  reply
    .header('access-control-allow-origin', '*')
    .header('vary', 'Accept, Accept-Language')
    .header('cache-control', 'no-store')
  const status = away ? 503 : passport ? 200 : 404
  if (away) reply.header('retry-after', '5')
  reply.code(status)
  const form = formOf(request)
  if (form === 'page') return await sendPage(kernel, request, reply, passport, away)
  if (!passport)
    return reply.header('content-type', 'application/json; charset=utf-8').send(
      JSON.stringify({
        ok: false,
        error: away ? 'Passports are not available right now' : 'Passport not found',
      }),
    )
  if (form === 'credential')
    return reply.header('content-type', VC_TYPE).send(JSON.stringify(passport.credential))
  const maker = { code: passport.maker_code, name: passport.maker_name }
  return reply.header('content-type', `${LD_TYPE}; charset=utf-8`).send(
    JSON.stringify({
      '@context': { '@vocab': `${kernel.config.publicUrl}/voc/` },
      ...subjectOf(kernel, maker, { compact: passport.compact, human: passport.serial }, passport.content),
      ...(passport.revoked ? { revoked: true } : {}),
    }),
  )
}

/** What is asked for: by `?as=`, else by the header. */
function formOf(request: FastifyRequest): 'page' | 'jsonld' | 'credential' {
  const { as } = request.query as { as?: unknown }
  if (as === 'credential' || as === 'jsonld') return as
  const accept = request.headers.accept ?? ''
  if (/text\/html/i.test(accept)) return 'page'
  if (/application\/vc/i.test(accept)) return 'credential'
  return /application\/(ld\+json|json)/i.test(accept) ? 'jsonld' : 'page'
}

async function sendPage(
  kernel: Kernel,
  request: FastifyRequest,
  reply: FastifyReply,
  passport: PublishedPassport | undefined,
  away: boolean,
): Promise<FastifyReply> {
  const { lang } = request.query as { lang?: unknown }
  const locale =
    parseLocale(typeof lang === 'string' ? lang : undefined) ??
    preferredLocale(request.headers['accept-language'])
  const view: PassportView = away
    ? { result: 'unavailable' }
    : passport
      ? { result: 'found', piece: pieceView(passport, tenantOrigin(kernel.config, passport.slug), locale) }
      : { result: 'not-found' }
  const context = pageContext(locale, request.url, await hostMaker(kernel, hostName(request)))
  return reply
    .header('content-language', locale)
    .header(
      'content-security-policy',
      "default-src 'none'; style-src 'self'; img-src 'self' data:; font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    )
    .header('referrer-policy', 'same-origin')
    .header('content-type', 'text/html; charset=utf-8')
    .send(passportPage(view, context).toString())
}

interface Maker {
  code: string
  name: string
  slug: string
}

function registerIdentity(app: FastifyInstance, kernel: Kernel): void {
  const makerOf = async (code: string): Promise<Maker> => {
    const [maker] = await kernel.registry.query<Maker>(
      sql`select code, name, slug from registry.maker where folded = ${clean(code)}`,
    )
    if (!maker) throw kernelFail('not_found')
    return maker
  }
  const send = (reply: FastifyReply, type: string, body: object) =>
    reply
      .header('access-control-allow-origin', '*')
      .header('cache-control', 'public, max-age=60')
      .header('content-type', type)
      .send(JSON.stringify(body))

  app.get(CONTEXT_PATH, async (_request, reply) => send(reply, LD_TYPE, contextDocument(kernel)))

  app.get<{ Params: { maker: string } }>('/makers/:maker/did.json', async (request, reply) => {
    await countRequest(kernel, LIMIT, request.ip, reply)
    const maker = await makerOf(request.params.maker)
    const did = didOf(kernel, maker.code)
    return send(
      reply,
      'application/did+json',
      didDocument(kernel, maker.code, did, [didOfOrigin(tenantOrigin(kernel.config, maker.slug))]),
    )
  })

  app.get('/.well-known/did.json', async (request, reply) => {
    await countRequest(kernel, LIMIT, request.ip, reply)
    const host = await hostMaker(kernel, hostName(request))
    if (!host) throw kernelFail('not_found')
    // The same host as somebody wrote it: a workshop's own domain is an identity of its own.
    const origin = `${kernel.config.publicScheme}://${request.headers.host}`
    return send(
      reply,
      'application/did+json',
      didDocument(kernel, host.code, didOfOrigin(origin), [didOf(kernel, host.code)]),
    )
  })

  app.get<{ Params: { maker: string; list: string } }>(
    '/makers/:maker/status/:list',
    async (request, reply) => {
      await countRequest(kernel, LIMIT, request.ip, reply)
      const maker = await makerOf(request.params.maker)
      const list = /^[1-9]\d{0,4}$/.test(request.params.list) ? Number(request.params.list) : 0
      const first = (list - 1) * LIST_LENGTH
      const [known] = await kernel.registry.query<{ any: boolean; revoked: number[] | null }>(
        sql`select exists (select from registry.passport where maker_folded = ${fold(maker.code)} and status_index >= ${first}::int
            and status_index < ${first + LIST_LENGTH}::int) as any,
          (select array_agg(status_index - ${first}::int order by status_index) from registry.passport
            where maker_folded = ${fold(maker.code)} and revoked and status_index >= ${first}::int
              and status_index < ${first + LIST_LENGTH}::int) as revoked`,
      )
      if (list === 0 || !known?.any) throw kernelFail('not_found')
      return send(
        reply,
        VC_TYPE,
        statusListCredential(kernel, maker, list, known.revoked ?? [], kernel.clock.now()),
      )
    },
  )
}
