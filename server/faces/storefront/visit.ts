import type { FastifyReply, FastifyRequest } from 'fastify'
import {
  type AnyContext,
  type CentralContext,
  type Locale,
  type PageContext,
  parseLocale,
  preferredLocale,
  routes,
  translator,
} from '../../../storefront/index.ts'
import type { Tenant } from '../../kernel/command/context.ts'
import { anonymous } from '../../kernel/command/principal.ts'
import { type HostOf, hostOf } from '../../kernel/http/identify.ts'
import type { Kernel } from '../../kernel/kernel.ts'
import { type Brand, brandOf } from '../../modules/branding/index.ts'
import { fileUrl } from '../../modules/documents/index.ts'
import { readCookie } from './cookies.ts'
import { type AnswerOf, type InputOf, type OperationName, run } from './operations.ts'

/** Somebody looks at a page of ours: who they are is of no interest, only where they are and what they read. */
export class Visit {
  readonly kernel: Kernel
  readonly request: FastifyRequest
  readonly reply: FastifyReply
  /** Null on the central host. */
  readonly tenant: Tenant | null
  readonly locale: Locale
  /** The address as a GET, without the choice of a language. */
  readonly path: string

  /** How the workshop looks. */
  readonly brand: Brand | undefined

  constructor(
    kernel: Kernel,
    request: FastifyRequest,
    reply: FastifyReply,
    tenant: Tenant | null,
    brand?: Brand,
  ) {
    this.kernel = kernel
    this.request = request
    this.reply = reply
    this.tenant = tenant
    this.brand = brand
    this.locale = localeOfVisit(kernel, request, tenant)
    this.path = pagePath(request)
  }

  /** Runs an operation as anybody could over the API. Throws its refusals. */
  async run<Name extends OperationName>(
    name: Name,
    input: InputOf<Name>,
    idempotencyKey?: string,
  ): Promise<AnswerOf<Name>> {
    return await run(this.kernel, name, input, {
      principal: anonymous,
      tenant: this.tenant,
      locale: this.locale,
      requestId: this.request.id,
      idempotencyKey,
    })
  }

  /** What the pages of the central host need. `path`: of the page as a GET, where this is not one. */
  central(path = this.path): CentralContext {
    return { locale: this.locale, path, t: translator(this.locale) }
  }

  /** What the pages of a shop need. */
  shop(tenant: Tenant, cartCount: number, path = this.path): PageContext {
    const { name, slug, code } = tenant
    const { logoFileId, accentColour } = this.brand ?? {}
    const look = {
      ...(logoFileId ? { logoUrl: fileUrl(logoFileId) } : {}),
      ...(accentColour ? { accentColour } : {}),
    }
    return { ...this.central(path), tenant: { name, slug, code, ...look }, cartCount }
  }

  /** For a page that answers on every host. */
  any(): AnyContext {
    return this.tenant ? this.shop(this.tenant, 0) : this.central()
  }
}

/** Finds out where a request is at; undefined for a host that is nobody's. */
export async function visitOf(
  kernel: Kernel,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<Visit | undefined> {
  const host: HostOf | undefined = await hostOf(kernel, request)
  if (!host) return undefined
  if (host.kind !== 'tenant') return new Visit(kernel, request, reply, null)
  return new Visit(kernel, request, reply, host.tenant, await brandOf(kernel, host.tenant.id))
}

/** The language asked for with `?lang=`, else the one chosen before, else the browser's, else the workshop's. */
function localeOfVisit(kernel: Kernel, request: FastifyRequest, tenant: Tenant | null): Locale {
  return (
    chosenLocale(request) ??
    parseLocale(readCookie(kernel.config, request, 'lang')) ??
    preferredLocale(request.headers['accept-language'], tenant?.locale)
  )
}

/** The language that this very request chooses. */
export function chosenLocale(request: FastifyRequest): Locale | undefined {
  // A request that came to no route was not read for its query.
  const { lang } = (request.query ?? {}) as { lang?: unknown }
  return typeof lang === 'string' ? parseLocale(lang) : undefined
}

function pagePath({ method, url }: FastifyRequest): string {
  const [pathname = '/', query] = url.split('?', 2)
  // What a form is sent to is a page as well, but for the lines of the cart.
  if (method === 'POST') return pathname.startsWith(routes.cartLines()) ? routes.cart() : pathname
  if (query === undefined) return pathname
  const parameters = new URLSearchParams(query)
  parameters.delete('lang')
  const rest = parameters.toString()
  return rest === '' ? pathname : `${pathname}?${rest}`
}
