import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { type DigitalLink, parseDigitalLink, uriEscape } from '../../../../shared/gs1/digital-link.ts'
import { explainGs1Problem } from '../../../../shared/gs1/problem.ts'
import { type RateDecision, type RatePolicy, rateHeaders } from '../../../kernel/http/rate-limit.ts'
import type { Kernel } from '../../../kernel/kernel.ts'
import { fail } from '../errors.ts'
import { prefersHtml } from './accept.ts'
import { LIMITED_BODY, NOT_FOUND_BODY, UNAVAILABLE_BODY } from './answer.ts'
import { clientOf } from './client.ts'
import { productOfGtin } from './gtin-lookup.ts'
import { takeFrom, verifyLimits } from './limits.ts'
import {
  GS1_VOCABULARY,
  type LinkLevel,
  linkOfType,
  linksetOf,
  linksOfPiece,
  linksOfProduct,
  linkTypeOf,
} from './link-types.ts'
import { localeOf } from './locale-of.ts'
import { passportUrlOf } from './passport-of.ts'
import { sendJson } from './send-json.ts'
import type { VerifyDesk } from './verify-pages.ts'

const LINKSET = 'application/linkset+json'
/** With this a linkset is JSON-LD as well. */
const LINKSET_CONTEXT =
  '<https://ref.gs1.org/standards/resolver/linkset-context>; rel="http://www.w3.org/ns/json-ld#context"; type="application/ld+json"'
const RETRY_S = 5

/**
 * A GS1-conformant resolver (GS1-Conformant Resolver Standard 1.2) for the GTINs that workshops of this installation have claimed, on
 * every host, from the registry alone: `/01/{gtin}`, with `/22/`, `/10/` and `/21/{serial}` behind it.
 */
export function registerResolver(app: FastifyInstance, kernel: Kernel, desk: VerifyDesk): void {
  const resolver = new Resolver(kernel, desk)
  app.get('/.well-known/gs1resolver', async (_request, reply) => resolver.describe(reply))
  for (const path of ['/01/:gtin', '/01/:gtin/*']) {
    app.get(path, async (request, reply) => await resolver.resolve(request, reply))
    app.options(path, async (_request, reply) =>
      reply
        .code(204)
        .header('access-control-allow-origin', '*')
        .header('access-control-allow-methods', 'GET, HEAD, OPTIONS')
        .header('access-control-allow-headers', '*')
        .header('access-control-max-age', '86400')
        .send(),
    )
  }
}

/** What a request asks for, once its address is understood. */
interface Wish {
  readonly gtin: string
  readonly serial: string | undefined
  /** `linkset`, a link type, or undefined for whatever the link leads to. */
  readonly linkType: string | undefined
  readonly link: DigitalLink
}

class Resolver {
  readonly #kernel: Kernel
  readonly #desk: VerifyDesk

  constructor(kernel: Kernel, desk: VerifyDesk) {
    this.#kernel = kernel
    this.#desk = desk
  }

  describe(reply: FastifyReply): FastifyReply {
    return reply
      .header('access-control-allow-origin', '*')
      .header('cache-control', 'public, max-age=3600')
      .header('content-type', 'application/json; charset=utf-8')
      .send(
        JSON.stringify({
          name: 'Touchmark',
          resolverRoot: this.#kernel.config.publicUrl,
          supportedPrimaryKeys: ['01'],
          supportedLinkType: [{ namespace: GS1_VOCABULARY, prefix: 'gs1:' }],
          linkTypeDefaultCanBeLinkset: false,
          extraCodeForLinkset: false,
          validatesPatterns: true,
        }),
      )
  }

  async resolve(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    reply.header('access-control-allow-origin', '*')
    const wish = await this.#understand(request, reply)
    if (!wish) return reply
    reply.header('link', `<${this.#linksetAddress(wish)}>; rel="linkset"; type="${LINKSET}"`)
    if (wish.serial === undefined) return await this.#product(request, reply, wish)
    return await this.#piece(request, reply, wish, wish.serial)
  }

  /** Reads the address; answers itself where that is no Digital Link. */
  async #understand(request: FastifyRequest, reply: FastifyReply): Promise<Wish | undefined> {
    const [path = '', ...query] = (request.raw.url ?? '').split('?')
    // A slash at the end is no reason to fail.
    const address = [path.replace(/\/$/, ''), ...query].join('?')
    const read = parseDigitalLink(`https://resolver${address}`)
    const isOurs = read.ok && read.link.stem === 'https://resolver' && read.link.path[0]?.ai === '01'
    if (!isOurs) {
      reply.header('cache-control', 'no-store')
      if (prefersHtml(request.headers.accept)) {
        await this.#desk.sendNothing(request, reply, { status: 400, entered: path })
        return undefined
      }
      const locale = localeOf(request)
      const problem = read.ok ? ({ code: 'no_key' } as const) : read.problem
      throw fail('serials.digital_link_malformed', { problem: explainGs1Problem(problem, locale) })
    }
    const { link } = read
    const of = (ai: string) => link.path.find((element) => element.ai === ai)?.value
    const asked = link.parameters.find(([name]) => name.toLowerCase() === 'linktype')?.[1]
    return {
      gtin: of('01')!,
      serial: of('21'),
      linkType: wantsLinkset(asked, request.headers.accept) ? 'linkset' : asked && linkTypeOf(asked),
      link,
    }
  }

  async #piece(
    request: FastifyRequest,
    reply: FastifyReply,
    wish: Wish,
    serial: string,
  ): Promise<FastifyReply> {
    const asked = { typed: serial, gtin: wish.gtin }
    if (wish.linkType === undefined) {
      return wantsJson(request.headers.accept)
        ? await this.#desk.json(request, reply, asked)
        : await this.#desk.page(request, reply, asked)
    }
    const answered = await this.#desk.answer(request, asked)
    if (answered.answer.status !== 200) return this.#desk.sendAnswer(reply, answered)
    const { piece } = answered.answer
    reply.headers(rateHeaders(answered.limit.policy, answered.limit.decision))
    const [passportUrl, product] = await Promise.all([
      passportUrlOf(this.#kernel, piece),
      productOfGtin(this.#kernel.registry, wish.gtin),
    ])
    const level = linksOfPiece(this.#kernel.config, this.#addressOf(wish), piece, passportUrl)
    const levels = product ? [level, linksOfProduct(this.#kernel.config, product)] : [level]
    return this.#lead(reply, wish, wish.linkType, levels)
  }

  async #product(request: FastifyRequest, reply: FastifyReply, wish: Wish): Promise<FastifyReply> {
    const { limit, refused } = await this.#admit(request)
    reply.headers(rateHeaders(limit.policy, limit.decision))
    if (refused) {
      reply.header('retry-after', String(limit.decision.resetS))
      return sendJson(reply, 429, LIMITED_BODY)
    }
    let found: Awaited<ReturnType<typeof productOfGtin>>
    try {
      found = await productOfGtin(this.#kernel.registry, wish.gtin)
    } catch (error) {
      this.#kernel.log.error({ err: error, requestId: request.id }, 'the registry did not answer')
      return sendJson(reply.header('retry-after', String(RETRY_S)), 503, UNAVAILABLE_BODY)
    }
    if (!found) {
      return prefersHtml(request.headers.accept)
        ? await this.#desk.sendNothing(request, reply, { status: 404, entered: wish.gtin })
        : sendJson(reply, 404, NOT_FOUND_BODY)
    }
    return this.#lead(reply, wish, wish.linkType ?? 'defaultLink', [
      linksOfProduct(this.#kernel.config, found),
    ])
  }

  /** The list of links, or the way to the one that was asked for. */
  #lead(reply: FastifyReply, wish: Wish, linkType: string, levels: readonly LinkLevel[]): FastifyReply {
    if (linkType === 'linkset') {
      return reply
        .header('access-control-expose-headers', 'Link, Retry-After, RateLimit, RateLimit-Policy')
        .header('cache-control', 'no-store')
        .header('vary', 'Accept')
        .header('content-type', LINKSET)
        .header('link', `${String(reply.getHeader('link'))}, ${LINKSET_CONTEXT}`)
        .send(linksetOf(levels))
    }
    const link = linkOfType(levels, linkType)
    if (!link) return sendJson(reply, 404, NOT_FOUND_BODY)
    const target = new URL(link.href)
    // What was asked beside the link goes with it.
    for (const [name, value] of wish.link.parameters)
      if (name.toLowerCase() !== 'linktype') target.searchParams.append(name, value)
    for (const { ai, value } of wish.link.query) target.searchParams.append(ai, value)
    return reply.header('cache-control', 'no-store').header('vary', 'Accept').redirect(target.href, 307)
  }

  async #admit(
    request: FastifyRequest,
  ): Promise<{ limit: { policy: RatePolicy; decision: RateDecision }; refused: boolean }> {
    const { all, client } = verifyLimits(this.#kernel.config.verifyLimitPerMinute)
    const limit = await takeFrom(
      this.#kernel,
      [
        [client, clientOf(request.ip)],
        [all, ''],
      ],
      this.#kernel.clock.now().getTime(),
    )
    return { limit, refused: !limit.decision.allowed }
  }

  #addressOf({ link }: Wish): string {
    const path = link.path.map(({ ai, value }) => `/${ai}/${uriEscape(value, 'path')}`).join('')
    return this.#kernel.config.publicUrl + path
  }

  #linksetAddress(wish: Wish): string {
    return `${this.#addressOf(wish)}?linkType=linkset`
  }
}

/** `linkType=all` is what earlier versions of the standard called it. */
const wantsLinkset = (linkType: string | undefined, accept: string | undefined): boolean =>
  linkType === undefined
    ? (accept ?? '').includes(LINKSET)
    : ['linkset', 'all'].includes(linkTypeOf(linkType))

/** A program that says so; who says nothing gets the page, as a camera does. */
const wantsJson = (accept: string | undefined): boolean =>
  /application\/(\w+\+)?json/.test(accept ?? '') && !prefersHtml(accept)
