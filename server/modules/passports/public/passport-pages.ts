import type { FastifyReply, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { fold } from '../../../../shared/serial/fold.ts'
import { timeMoment } from '../../../../storefront/dates.ts'
import type { Html } from '../../../../storefront/html.ts'
import { routes } from '../../../../storefront/routes.ts'
import type { Locale } from '../../../../storefront/texts.ts'
import { type PassportView, passportFormPage, passportPage } from '../../../../storefront/views/passport.ts'
import type { Tenant } from '../../../kernel/command/context.ts'
import { execute } from '../../../kernel/command/execute.ts'
import { anonymous } from '../../../kernel/command/principal.ts'
import { tenantOrigin } from '../../../kernel/config.ts'
import { sql } from '../../../kernel/db/sql.ts'
import { Problem } from '../../../kernel/errors/problem.ts'
import { countRequest } from '../../../kernel/http/app.ts'
import { hostName } from '../../../kernel/http/identify.ts'
import type { Kernel } from '../../../kernel/kernel.ts'
import type { Pages } from '../../../kernel/module.ts'
import { hostMaker, localeOf, makerFace, pageContext } from '../../serials/index.ts'
import { dropKey, keepKey, keyOf, makerOfKey } from '../access/key-cookie.ts'
import { readAsAuthority } from '../access/read-as-authority.ts'
import type { JsonObject } from '../credential/data-integrity.ts'
import { subjectOf } from '../passport/credential.ts'
import type { PassportContent } from '../passport/read-passport.ts'
import { contentView, pieceView } from './passport-view.ts'

export const VC_TYPE = 'application/vc'
export const LD_TYPE = 'application/ld+json'
export const LIMIT = { name: 'passports', limit: 120, windowS: 60 } as const

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

/** The passport's page, its JSON-LD and credential: in public from the registry alone, with a maker's key from its store. */
export const passportPages: Pages = {
  reason:
    'Anybody may read a passport that its maker has published, on every host, also while the workshop’s store is away; who has a key reads more',
  register(app, kernel) {
    app.get<{ Params: { maker: string; serial: string } }>('/p/:maker/:serial', async (request, reply) => {
      await countRequest(kernel, LIMIT, request.ip, reply)
      if (takeKey(kernel, request, reply)) return reply
      const { maker, serial } = request.params
      const key = keyOf(kernel.config, request, maker)
      if (key === undefined) return await answer(kernel, request, reply, () => find(kernel, maker, serial))
      return await answerWithKey(kernel, request, reply, { key, maker, serial })
    })
    app.get('/p', async (request, reply) => {
      await countRequest(kernel, LIMIT, request.ip, reply)
      if (takeKey(kernel, request, reply)) return reply
      return await showForm(kernel, request, reply)
    })
  },
}

const queryOf = (request: FastifyRequest, name: string): string => {
  const value = (request.query as Record<string, unknown>)[name]
  return typeof value === 'string' ? value : ''
}

/** A link with a key: the key is kept, and the address cleared of it at once. Whether that was the answer. */
function takeKey(kernel: Kernel, request: FastifyRequest, reply: FastifyReply): boolean {
  const key = queryOf(request, 'key')
  const maker = makerOfKey(key)
  if (maker === undefined) return false
  keepKey(kernel.config, reply, key)
  const [path = '/p', query = ''] = request.url.split('?', 2)
  const rest = new URLSearchParams(query)
  rest.delete('key')
  if (path === routes.passports()) rest.set('maker', maker)
  const target = rest.size === 0 ? path : `${path}?${rest}`
  void reply
    .header('cache-control', 'no-store')
    .header('referrer-policy', 'no-referrer')
    .redirect(target, 303)
  return true
}

/** For whoever has a key for every piece of a maker. */
async function showForm(kernel: Kernel, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const [maker, serial] = [queryOf(request, 'maker').trim(), queryOf(request, 'serial').trim()]
  const host = await hostMaker(kernel, hostName(request))
  const named = maker || host?.code || /^\s*([A-Za-z0-9]{2,6})-/.exec(serial)?.[1] || ''
  if (named !== '' && serial !== '')
    return await reply.header('cache-control', 'no-store').redirect(routes.passport(named, serial), 303)
  const hasKey = named !== '' && keyOf(kernel.config, request, named) !== undefined
  const locale = localeOf(request)
  const face = named === '' ? undefined : await makerFace(kernel, fold(named.slice(0, 6)))
  const view = { maker: named, serial, hasKey, refused: serial !== '' }
  const context = pageContext(locale, request.url, host, face)
  return sendHtml(reply.header('cache-control', 'no-store'), locale, passportFormPage(view, context))
}

/** What authorities see, where the key is good; what everybody sees where it is not. */
async function answerWithKey(
  kernel: Kernel,
  request: FastifyRequest,
  reply: FastifyReply,
  { key, maker, serial }: { key: string; maker: string; serial: string },
): Promise<FastifyReply> {
  const form = formOf(request)
  const isPage = form === 'page'
  try {
    const tenant = await kernel.tenants.byCode(maker.slice(0, 200).toWellFormed().replaceAll('\u0000', ''))
    if (!tenant) return await answer(kernel, request, reply, () => find(kernel, maker, serial))
    const caller = { principal: anonymous, tenant, locale: localeOf(request), requestId: request.id }
    const { body } = await execute(kernel, readAsAuthority, { key, serial: serial.slice(0, 200) }, caller)
    // What an operation gives is checked by its own types; JSON keeps it as it is.
    const read = JSON.parse(body) as z.output<typeof readAsAuthority.output>
    reply.header('vary', 'Accept, Accept-Language, Cookie').header('cache-control', 'private, no-store')
    if (form === 'credential')
      return reply.header('content-type', VC_TYPE).send(JSON.stringify(read.credential))
    if (form === 'jsonld')
      return reply.header('content-type', `${LD_TYPE}; charset=utf-8`).send(JSON.stringify(read.jsonLd))
    return await sendRead(kernel, request, reply, { tenant, read })
  } catch (error) {
    if (error instanceof Problem && error.code === 'passports.key_over') {
      if (!isPage) return refuse(reply, 403, 'The key is not good any more')
      dropKey(kernel.config, reply, maker)
      return await answer(kernel, request, reply, () => find(kernel, maker, serial), { keyIsOver: true })
    }
    // A key for another piece opens nothing here: this one is as for everybody.
    if (error instanceof Problem && error.status < 500)
      return await answer(kernel, request, reply, () => find(kernel, maker, serial))
    kernel.log.error({ err: error, requestId: request.id }, 'the store of a workshop did not answer')
    if (!isPage) return refuse(reply.header('retry-after', '5'), 503, 'Passports are not available right now')
    return await answer(kernel, request, reply, () => Promise.reject(error))
  }
}

const refuse = (reply: FastifyReply, status: number, error: string): FastifyReply =>
  reply
    .code(status)
    .header('cache-control', 'no-store')
    .header('content-type', 'application/json; charset=utf-8')
    .send(JSON.stringify({ ok: false, error }))

async function sendRead(
  kernel: Kernel,
  request: FastifyRequest,
  reply: FastifyReply,
  { tenant, read }: { tenant: Tenant; read: z.output<typeof readAsAuthority.output> },
): Promise<FastifyReply> {
  const locale = localeOf(request)
  const { given, serial, compact, revoked, content } = read
  const piece = contentView({
    ...{ serial, compact, revoked, locale },
    content: content as PassportContent,
    path: routes.passport(tenant.code, compact),
    maker: { name: tenant.name, code: tenant.code, url: tenantOrigin(kernel.config, tenant.slug) },
    shownTo: {
      audience: 'authority',
      name: given.name,
      until: timeMoment(new Date(given.expiresAt), locale, tenant.timeZone),
    },
  })
  const [host, face] = await Promise.all([
    hostMaker(kernel, hostName(request)),
    makerFace(kernel, fold(tenant.code)),
  ])
  const context = pageContext(locale, request.url, host, face)
  return sendHtml(reply, locale, passportPage({ result: 'found', piece }, context))
}

const sendHtml = (reply: FastifyReply, locale: Locale, page: Html): FastifyReply =>
  reply
    .header('content-language', locale)
    .header(
      'content-security-policy',
      "default-src 'none'; style-src 'self'; img-src 'self' data:; font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    )
    .header('referrer-policy', 'same-origin')
    .header('content-type', 'text/html; charset=utf-8')
    .send(page.toString())

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
export const clean = (text: string): string =>
  fold(text.slice(0, 200).toWellFormed().replaceAll('\u0000', '\ufffd'))

async function answer(
  kernel: Kernel,
  request: FastifyRequest,
  reply: FastifyReply,
  read: () => Promise<PublishedPassport | undefined>,
  more: { keyIsOver?: boolean } = {},
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
  if (form === 'page') return await sendPage(kernel, request, reply, { passport, away, ...more })
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
  {
    passport,
    away,
    keyIsOver,
  }: { passport: PublishedPassport | undefined; away: boolean; keyIsOver?: boolean },
): Promise<FastifyReply> {
  const locale = localeOf(request)
  const found = passport && pieceView(passport, tenantOrigin(kernel.config, passport.slug), locale)
  const view: PassportView = away
    ? { result: 'unavailable' }
    : found
      ? {
          result: 'found',
          piece: keyIsOver ? { ...found, shownTo: { audience: 'public', keyIsOver } } : found,
        }
      : { result: 'not-found' }
  const [host, maker] = await Promise.all([
    hostMaker(kernel, hostName(request)),
    passport && makerFace(kernel, fold(passport.maker_code)),
  ])
  return sendHtml(reply, locale, passportPage(view, pageContext(locale, request.url, host, maker)))
}
