import formbody from '@fastify/formbody'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Html } from '../../../../storefront/html.ts'
import type { Principal } from '../../../kernel/command/principal.ts'
import { fail } from '../../../kernel/errors/kernel-errors.ts'
import { Problem } from '../../../kernel/errors/problem.ts'
import { identify } from '../../../kernel/http/identify.ts'
import type { Kernel } from '../../../kernel/kernel.ts'
import type { Pages } from '../../../kernel/module.ts'
import { generationRate, linkHealth, summary } from '../metrics/metrics.ts'
import { admitStaff } from '../metrics/metrics-pages.ts'
import { type PendingLink, retryLinks } from '../registry/outbox.ts'
import { localeOf } from '../verify/locale-of.ts'
import { SCRIPT, STYLE } from './console-assets.ts'
import { CONSOLE_PATH, type ConsoleView, consolePage, forbiddenPage, signInPage } from './console-view.ts'
import { giveFrom } from './give-gtin-form.ts'

const DAYS = 30
/** Links shown; there are more only when the registry was away for long. */
const SHOWN = 100
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** What the staff of the platform see of serials over all workshops, and how they send failed links again. */
export const consolePages: Pages = {
  reason:
    'Pages of the central host for platform staff, checked in each; a stranger sees the form to sign in',
  async register(app, kernel) {
    await app.register(async (scope: FastifyInstance) => {
      scope.removeAllContentTypeParsers()
      await scope.register(formbody, { bodyLimit: 8_192 })
      scope.get(`${CONSOLE_PATH}/console.css`, async (_request, reply) => asset(reply, 'text/css', STYLE))
      scope.get(`${CONSOLE_PATH}/console.js`, async (_request, reply) =>
        asset(reply, 'text/javascript', SCRIPT),
      )
      scope.get(CONSOLE_PATH, async (request, reply) => await show(kernel, request, reply))
      scope.post(`${CONSOLE_PATH}/retry`, async (request, reply) => await retry(kernel, request, reply))
      scope.post<{ Params: { id: string } }>(`${CONSOLE_PATH}/links/:id/retry`, async (request, reply) => {
        return await retry(kernel, request, reply, request.params.id)
      })
      scope.post(`${CONSOLE_PATH}/gtins`, async (request, reply) => await give(kernel, request, reply))
    })
  },
}

const asset = (reply: FastifyReply, type: string, text: string) =>
  reply.header('cache-control', 'public, max-age=300').type(`${type}; charset=utf-8`).send(text)

async function show(
  kernel: Kernel,
  request: FastifyRequest,
  reply: FastifyReply,
  refusal?: { status: number; gift: ConsoleView['gift'] },
): Promise<FastifyReply> {
  const { linked, failed, given } = request.query as Record<string, unknown>
  const locale = localeOf(request)
  const send = (status: number, page: Html) =>
    reply
      .code(status)
      .header('cache-control', 'no-store')
      .header('vary', 'Accept-Language, Cookie')
      .header('content-language', locale)
      .header(
        'content-security-policy',
        "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
      )
      .header('referrer-policy', 'same-origin')
      .type('text/html; charset=utf-8')
      .send(page.toString())
  try {
    await admitStaff(kernel, request)
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    if (error.code === 'auth.required') return send(401, signInPage(locale))
    if (error.code === 'auth.forbidden') return send(403, forbiddenPage(locale))
    throw error
  }
  const links: PendingLink[] = []
  // The page is there above all when the registry is not.
  const orNull = <T>(figures: Promise<T>): Promise<T | null> => figures.catch(() => null)
  const [sums, rate, health] = await Promise.all([
    orNull(summary(kernel)),
    orNull(generationRate(kernel, DAYS)),
    linkHealth(kernel),
    retryLinks(kernel, { dryRun: true, most: SHOWN + 1, onLink: (link) => links.push(link) }),
  ])
  const count = (text: unknown) =>
    typeof text === 'string' && /^\d{1,6}$/.test(text) ? Number(text) : undefined
  const [wasLinked, hasFailed] = [count(linked), count(failed)]
  const view = {
    summary: sums,
    rate,
    health,
    links: links.slice(0, SHOWN),
    hasMore: links.length > SHOWN,
    retried:
      wasLinked === undefined || hasFailed === undefined ? null : { linked: wasLinked, failed: hasFailed },
    gift: refusal?.gift ?? { typed: {}, refused: null },
    given: typeof given === 'string' && /^\d{14}$/.test(given) ? given : null,
  }
  return send(refusal?.status ?? 200, consolePage(view, locale))
}

/** Gives a GTIN to another workshop; what is refused is said beside what was typed. */
async function give(kernel: Kernel, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  try {
    const { gtin } = await giveFrom(kernel, request)
    return await reply.header('cache-control', 'no-store').redirect(`${CONSOLE_PATH}?given=${gtin}`, 303)
  } catch (error) {
    if (!(error instanceof Problem) || error.status < 400 || error.status >= 500) throw error
    if (error.code === 'auth.required' || error.code === 'auth.forbidden' || error.code === 'not_found')
      throw error
    const typed = Object.fromEntries(
      Object.entries((request.body ?? {}) as object).filter(([, value]) => typeof value === 'string'),
    ) as Record<string, string>
    const { detail, errors } = error.toDocument(localeOf(request), '')
    const refused = [detail, ...(errors ?? []).map(({ field, message }) => `${field}: ${message}`)].join(' ')
    return await show(kernel, request, reply, { status: error.status, gift: { typed, refused } })
  }
}

/** All links, or one; then back to the page. */
async function retry(
  kernel: Kernel,
  request: FastifyRequest,
  reply: FastifyReply,
  id?: string,
): Promise<FastifyReply> {
  await admitStaff(kernel, request)
  if (id !== undefined && !UUID.test(id)) throw fail('not_found')
  const principal: Principal = (await identify(kernel, request)).principal
  const report = await retryLinks(kernel, { id })
  kernel.log.info({ staff: principal.id, linkId: id, report }, 'platform staff retried links of serials')
  const failed = report.failed + (report.registryError === null ? 0 : report.found)
  return await reply
    .header('cache-control', 'no-store')
    .redirect(`${CONSOLE_PATH}?linked=${report.linked}&failed=${failed}`, 303)
}
