import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Config } from '../../kernel/config.ts'

/** As long as a cart is kept. */
const CART_DAYS = 30
const DAY_S = 86_400

/** Each belongs to one host: what a buyer has in one workshop's cart is nothing to another. */
const COOKIES = {
  /** `<cart id>.<token>` */
  cart: { maxAgeS: CART_DAYS * DAY_S },
  /** `en` or `th`, once the visitor has chosen. */
  lang: { maxAgeS: 365 * DAY_S },
  /** What opens the pieces of their owner, as the mailed link does. */
  owner: { maxAgeS: 30 * DAY_S },
  /** Id of the order that this visitor has just placed. */
  placed: { maxAgeS: 600 },
  /** The workshop that this visitor has just opened. */
  opened: { maxAgeS: 3600 },
} as const
export type CookieName = keyof typeof COOKIES

/** What opens a cart, and later its order. */
export interface CartKey {
  readonly id: string
  readonly token: string
}

/** Over https no other host can set or replace a cookie of this name. */
const nameOf = (config: Config, name: CookieName): string =>
  config.publicScheme === 'https' ? `__Host-${name}` : name

const attributesOf = (config: Config) =>
  ({ path: '/', httpOnly: true, sameSite: 'lax', secure: config.publicScheme === 'https' }) as const

export const readCookie = (config: Config, request: FastifyRequest, name: CookieName): string | undefined => {
  // A request that came to no route was not read for its cookies.
  const cookies: FastifyRequest['cookies'] | undefined = request.cookies
  return cookies?.[nameOf(config, name)]
}

export function writeCookie(config: Config, reply: FastifyReply, name: CookieName, value: string): void {
  reply.setCookie(nameOf(config, name), value, {
    ...attributesOf(config),
    maxAge: COOKIES[name].maxAgeS,
  })
}

export function dropCookie(config: Config, reply: FastifyReply, name: CookieName): void {
  reply.clearCookie(nameOf(config, name), attributesOf(config))
}

export const cartCookieValue = ({ id, token }: CartKey): string => `${id}.${token}`

/** Reads the cookie of a cart; undefined for anything that is none. */
export function parseCartCookie(value: string | undefined): CartKey | undefined {
  const [id, token, ...rest] = value?.split('.') ?? []
  if (!z.uuid().safeParse(id).success || !token || token.length > 200 || rest.length > 0) return undefined
  return { id: id!, token }
}
