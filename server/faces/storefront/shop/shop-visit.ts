import type { FastifyReply, FastifyRequest } from 'fastify'
import { type Html, type PageContext, routes } from '../../../../storefront/index.ts'
import type { Tenant } from '../../../kernel/command/context.ts'
import { Problem } from '../../../kernel/errors/problem.ts'
import type { Kernel } from '../../../kernel/kernel.ts'
import type { Brand } from '../../../modules/branding/index.ts'
import {
  type CartKey,
  cartCookieValue,
  dropCookie,
  parseCartCookie,
  readCookie,
  writeCookie,
} from '../cookies.ts'
import type { AnswerOf } from '../operations.ts'
import { type PageOptions, sendPage } from '../send-page.ts'
import { Visit } from '../visit.ts'

export type Cart = AnswerOf<'checkout.cart.get'>
export interface HeldCart {
  readonly key: CartKey
  readonly cart: Cart
}

/** Somebody is in a workshop's shop, maybe with a cart. */
export class ShopVisit extends Visit {
  override readonly tenant: Tenant
  readonly #cartKey: CartKey | undefined

  constructor(
    kernel: Kernel,
    request: FastifyRequest,
    reply: FastifyReply,
    tenant: Tenant,
    brand: Brand | undefined,
  ) {
    super(kernel, request, reply, tenant, brand)
    this.tenant = tenant
    this.#cartKey = parseCartCookie(readCookie(kernel.config, request, 'cart'))
  }

  /** The visitor's cart as it is now; undefined where there is none, or none any more. */
  async cart(): Promise<HeldCart | undefined> {
    const key = this.#cartKey
    if (!key) return undefined
    try {
      return { key, cart: await this.run('checkout.cart.get', key) }
    } catch (error) {
      if (!(error instanceof Problem) || error.status !== 404) throw error
      this.dropCart()
      return undefined
    }
  }

  keepCart(key: CartKey): void {
    writeCookie(this.kernel.config, this.reply, 'cart', cartCookieValue(key))
  }

  dropCart(): void {
    dropCookie(this.kernel.config, this.reply, 'cart')
  }

  /** What the page needs, with the number of pieces in the cart. */
  page(held: HeldCart | undefined, path?: string): PageContext {
    return this.shop(this.tenant, held ? piecesIn(held.cart) : 0, path)
  }

  send(page: Html, options: Omit<PageOptions, 'locale'>): FastifyReply {
    return sendPage(this.reply, page, { ...options, locale: this.locale })
  }

  /** After a form, or to where the visitor should be instead. */
  go(path: string): FastifyReply {
    return this.reply.header('cache-control', 'no-store').redirect(path, 303)
  }

  /** To the order that the cart has become; the cart is done. */
  goToOrder(orderId: string, token: string): FastifyReply {
    this.dropCart()
    return this.go(routes.order(orderId, token))
  }
}

const piecesIn = (cart: Cart): number =>
  cart.state === 'open' ? Math.ceil(cart.lines.reduce((sum, line) => sum + Number(line.quantity), 0)) : 0
