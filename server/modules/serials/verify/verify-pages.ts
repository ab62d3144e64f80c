import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { fold } from '../../../../shared/serial/fold.ts'
import { parseSerial } from '../../../../shared/serial/format.ts'
import { routes } from '../../../../storefront/routes.ts'
import type { Locale } from '../../../../storefront/texts.ts'
import { type VerifyView, verifyPage } from '../../../../storefront/views/verify.ts'
import { hostName } from '../../../kernel/http/identify.ts'
import { type RateDecision, type RatePolicy, rateHeaders } from '../../../kernel/http/rate-limit.ts'
import type { Kernel } from '../../../kernel/kernel.ts'
import type { Pages } from '../../../kernel/module.ts'
import { noteOf, type ReadNote } from '../registry/notes.ts'
import type { SerialState } from '../serial/serial.ts'
import { prefersHtml } from './accept.ts'
import { LIMITED_BODY, NOT_FOUND_BODY, pieceBody, UNAVAILABLE_BODY } from './answer.ts'
import { clientOf } from './client.ts'
import { isGtinOf } from './gtin-lookup.ts'
import { takeFrom, type VerifyLimits, verifyLimits } from './limits.ts'
import { localeOf } from './locale-of.ts'
import type { FoundPiece } from './lookup.ts'
import { makerFace } from './maker-brand.ts'
import { type HostMaker, makerOfHost } from './maker-of-host.ts'
import { PACE_MS, Pace } from './pace.ts'
import { pageContext, pieceView } from './page-view.ts'
import { passportUrlOf } from './passport-of.ts'
import { pictureOf } from './piece-picture.ts'
import { Places } from './place.ts'
import { registerResolver } from './resolver.ts'
import { type ScanBuffer, scansOf } from './scans.ts'
import { sendJson } from './send-json.ts'
import { LONGEST_TYPED, type Question, verify } from './verify.ts'

/** Where the public asks for a serial; the rest of the path is the serial. */
export const VERIFY_PREFIX = '/api/public/serial/verify/'
const RETRY_S = 5
/** Of what is no serial no more than this tells it from another. */
const LONGEST_KEPT = 200
/** States that the registry may have a note for. */
const NOTED: readonly SerialState[] = ['claimed', 'recalled', 'stolen']

export type Answer =
  | { readonly status: 200; readonly piece: FoundPiece; readonly scans: number }
  | { readonly status: 404 }
  | { readonly status: 503; readonly retryAfterS: number }
  | { readonly status: 429; readonly retryAfterS: number }

export interface Answered {
  readonly answer: Answer
  readonly limit: { policy: RatePolicy; decision: RateDecision }
}

/** Public verification: the JSON contract, the page that a phone shows, and the form to type a serial. */
export const verifyPages: Pages = {
  reason: 'Anybody may ask whether a piece is real, on every host; the answers are a contract of their own',
  register(app, kernel) {
    const desk = new VerifyDesk(kernel)
    app.addHook('onClose', () => desk.close())
    registerApi(app, desk)
    registerHtml(app, desk)
    registerResolver(app, kernel, desk)
  },
  onBadUrl(request, reply) {
    if (!request.url.startsWith(VERIFY_PREFIX)) return false
    setTimeout(() => sendJson(reply, 404, NOT_FOUND_BODY), PACE_MS)
    return true
  },
}

function registerApi(app: FastifyInstance, desk: VerifyDesk): void {
  // Nothing after the prefix is malformed like any other text that is no serial.
  app.get(
    VERIFY_PREFIX.slice(0, -1),
    async (request, reply) => await desk.json(request, reply, { typed: '' }),
  )
  app.get<{ Params: { '*': string }; Querystring: { maker?: unknown } }>(
    `${VERIFY_PREFIX}*`,
    async (request, reply) => {
      const typed = request.params['*']
      const maker = text(request.query.maker)
      if (prefersHtml(request.headers.accept)) return await desk.page(request, reply, { typed, maker })
      return await desk.json(request, reply, { typed, maker })
    },
  )
  app.options(`${VERIFY_PREFIX}*`, async (_request, reply) =>
    reply
      .code(204)
      .header('access-control-allow-origin', '*')
      .header('access-control-allow-methods', 'GET, HEAD, OPTIONS')
      .header('access-control-allow-headers', '*')
      .header('access-control-max-age', '86400')
      .send(),
  )
}

function registerHtml(app: FastifyInstance, desk: VerifyDesk): void {
  for (const path of [routes.verify(), '/verify']) {
    app.get<{ Querystring: { serial?: unknown; maker?: unknown } }>(path, async (request, reply) => {
      const typed = text(request.query.serial)?.trim() ?? ''
      return await desk.form(request, reply, { typed, maker: text(request.query.maker)?.trim() })
    })
  }
  app.get<{ Params: { serial: string } }>(`${routes.verify()}/:serial`, async (request, reply) =>
    desk.page(request, reply, { typed: request.params.serial }),
  )
  app.get<{ Params: { maker: string; serial: string } }>(
    `${routes.verify()}/:maker/:serial`,
    async (request, reply) =>
      await desk.page(request, reply, { typed: request.params.serial, maker: request.params.maker }),
  )
}

/** The maker of a number that nobody issued, by the beginning of a standard one: folded, or empty. */
const makerIn = (typed: string): string => fold(/^\s*([A-Za-z0-9]{2,6})[\s-]/.exec(typed)?.[1] ?? '')

/** The picture of a piece is on its maker's host, whichever host shows the page. */
const pictureSources = (view: VerifyView): string =>
  'piece' in view && view.piece.picture
    ? `'self' data: ${new URL(view.piece.picture.url).origin}`
    : "'self' data:"

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)

export type Asked = Question & { readonly gtin?: string | undefined }

/** Answers for one process. */
export class VerifyDesk {
  readonly #kernel: Kernel
  readonly #limits: VerifyLimits
  readonly #scans: ScanBuffer
  readonly #places: Places

  constructor(kernel: Kernel) {
    this.#kernel = kernel
    this.#limits = verifyLimits(kernel.config.verifyLimitPerMinute)
    this.#scans = scansOf(kernel)
    this.#places = new Places(kernel.config, kernel.log)
    this.#scans.start()
  }

  async json(request: FastifyRequest, reply: FastifyReply, asked: Asked): Promise<FastifyReply> {
    return this.sendAnswer(reply, await this.answer(request, asked))
  }

  sendAnswer(reply: FastifyReply, { answer, limit }: Answered): FastifyReply {
    const body =
      answer.status === 200
        ? pieceBody(answer.piece, answer.scans)
        : answer.status === 404
          ? NOT_FOUND_BODY
          : answer.status === 429
            ? LIMITED_BODY
            : UNAVAILABLE_BODY
    if ('retryAfterS' in answer) reply.header('retry-after', String(answer.retryAfterS))
    reply.headers(rateHeaders(limit.policy, limit.decision))
    return sendJson(reply, answer.status, body)
  }

  async page(request: FastifyRequest, reply: FastifyReply, asked: Asked): Promise<FastifyReply> {
    const { answer } = await this.answer(request, asked)
    if ('retryAfterS' in answer) reply.header('retry-after', String(answer.retryAfterS))
    const view = await this.#viewOf(answer, asked.typed.slice(0, 120), localeOf(request))
    const maker = answer.status === 200 ? answer.piece.maker_folded : undefined
    return await this.#sendPage(request, reply, answer.status, view, maker)
  }

  async #viewOf(answer: Answer, entered: string, locale: Locale): Promise<VerifyView> {
    switch (answer.status) {
      case 200: {
        const { piece, scans } = answer
        const [note, passportUrl, picture] = await Promise.all([
          this.#noteOf(piece),
          passportUrlOf(this.#kernel, piece),
          pictureOf(this.#kernel, piece, locale),
        ])
        const now = this.#kernel.clock.now()
        return pieceView(this.#kernel.config, piece, { scans, note, passportUrl, picture, now, locale })
      }
      case 404:
        return { result: 'not-found', entered }
      case 429:
        return { result: 'too-many', entered, retryAfterSeconds: answer.retryAfterS }
      case 503:
        return { result: 'unavailable', entered, retryAfterSeconds: answer.retryAfterS }
    }
  }

  /** The form; what was typed into it leads on to the answer's own address, which can be kept and shared. */
  async form(
    request: FastifyRequest,
    reply: FastifyReply,
    { typed, maker }: { typed: string; maker?: string | undefined },
  ): Promise<FastifyReply> {
    if (typed !== '') {
      const host = await this.#hostOf(request)
      const named = maker || host?.code
      if (named || parseSerial(typed).ok) {
        const answer = named
          ? routes.verifySerial(named, typed)
          : `${routes.verify()}/${encodeURIComponent(typed)}`
        return await reply.header('cache-control', 'no-store').redirect(answer, 303)
      }
    }
    const needsMaker = typed !== ''
    return await this.#sendPage(request, reply, 200, { result: 'ask', entered: typed, needsMaker })
  }

  /** Nothing is known of this: in the form that is asked for. */
  async sendNothing(
    request: FastifyRequest,
    reply: FastifyReply,
    { status, entered }: { status: 400 | 404; entered: string },
  ): Promise<FastifyReply> {
    return await this.#sendPage(request, reply, status, {
      result: 'not-found',
      entered: entered.slice(0, 120),
    })
  }

  async close(): Promise<void> {
    await this.#scans.close()
  }

  /** Whether a piece is real, within the limits; counts as a scan. */
  async answer(request: FastifyRequest, asked: Asked): Promise<Answered> {
    const pace = new Pace()
    try {
      const answered = await this.#find(request, asked)
      if (answered.answer.status === 404) await pace.next()
      return answered
    } finally {
      pace.stop()
    }
  }

  async #find(request: FastifyRequest, asked: Asked): Promise<Answered> {
    const client = clientOf(request.ip)
    const nowMs = this.#kernel.clock.now().getTime()
    const { all, client: perClient, serial: perSerial } = this.#limits
    const limit = await takeFrom(
      this.#kernel,
      [
        [perClient, client],
        [all, ''],
        // Whether there is such a piece or not: a limit must not tell either.
        [perSerial, fold(asked.typed.slice(0, LONGEST_TYPED))],
      ],
      nowMs,
    )
    const refused = (policy: RatePolicy, decision: RateDecision): Answered => {
      this.#scans.answered('limited', nowMs)
      return { answer: { status: 429, retryAfterS: decision.resetS }, limit: { policy, decision } }
    }
    if (!limit.decision.allowed) return refused(limit.policy, limit.decision)
    try {
      const host = await makerOfHost(this.#kernel, hostName(request))
      const verdict = await verify(this.#kernel, { ...asked, hostMaker: host?.folded })
      const { piece } = verdict
      const isAnothers =
        piece !== undefined &&
        asked.gtin !== undefined &&
        !(await isGtinOf(this.#kernel.registry, asked.gtin, piece))
      const outcome = isAnothers ? 'unknown' : verdict.genuine ? verdict.piece.status : verdict.cause
      this.#scans.answered(outcome, nowMs)
      const place = this.#places.of(request)
      if (!piece || isAnothers) {
        this.#scans.tried({
          folded: fold(asked.typed.slice(0, LONGEST_KEPT)),
          makerFolded: makerIn(asked.typed) || fold(asked.maker ?? '') || (host?.folded ?? ''),
          atMs: nowMs,
          client,
          country: place.country,
        })
        return { answer: { status: 404 }, limit }
      }
      const scans = Number(piece.scans ?? 0n) + this.#scans.pendingOf(piece.id) + 1
      // Who only asks whether there is an answer has not scanned anything.
      if (request.method !== 'HEAD') this.#scans.scanned(piece, { outcome, client, atMs: nowMs, place })
      return verdict.genuine
        ? { answer: { status: 200, piece, scans }, limit }
        : { answer: { status: 404 }, limit }
    } catch (error) {
      this.#kernel.log.error({ err: error, requestId: request.id }, 'the registry did not answer')
      this.#scans.answered('unavailable', nowMs)
      return { answer: { status: 503, retryAfterS: RETRY_S }, limit }
    }
  }

  /** Only of states that there may be more to say about; the answer itself does not wait on it for long, nor fail with it. */
  async #noteOf(piece: FoundPiece): Promise<ReadNote | undefined> {
    if (!NOTED.includes(piece.status)) return undefined
    try {
      return await noteOf(this.#kernel.registry, piece.id)
    } catch (error) {
      this.#kernel.log.warn({ err: error }, 'the registry did not say what else there is to know of a piece')
      return undefined
    }
  }

  /** The maker of the host, or nobody while the registry is away: the page is then the central one. */
  async #hostOf(request: FastifyRequest): Promise<HostMaker | undefined> {
    try {
      return await makerOfHost(this.#kernel, hostName(request))
    } catch {
      return undefined
    }
  }

  async #sendPage(
    request: FastifyRequest,
    reply: FastifyReply,
    status: number,
    view: VerifyView,
    makerFolded?: string,
  ): Promise<FastifyReply> {
    const locale = localeOf(request)
    const [host, maker] = await Promise.all([
      this.#hostOf(request),
      makerFolded === undefined ? undefined : makerFace(this.#kernel, makerFolded),
    ])
    const context = pageContext(locale, request.url, host, maker)
    return reply
      .code(status)
      .header('cache-control', 'no-store')
      .header('vary', 'Accept, Accept-Language')
      .header('access-control-allow-origin', '*')
      .header('content-language', locale)
      .header(
        'content-security-policy',
        `default-src 'none'; style-src 'self'; img-src ${pictureSources(view)}; font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
      )
      .header('referrer-policy', 'same-origin')
      .header('content-type', 'text/html; charset=utf-8')
      .send(verifyPage(view, context).toString())
  }
}
