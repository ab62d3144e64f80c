import type { FastifyReply, FastifyRequest } from 'fastify'
import { fold } from '../../../../shared/serial/fold.ts'
import type { Config } from '../../../kernel/config.ts'

/** Whoever followed a link with a key reads on for a day. */
const MAX_AGE_S = 86_400

/** The code of the maker that a key is of, `MA01.secret`; undefined for what is no key. */
export const makerOfKey = (key: string): string | undefined =>
  /^([A-Za-z0-9]{2,6})\.[A-Za-z0-9_-]{16,180}$/.exec(key)?.[1]

/** One for each maker; over https no other host can set or replace it. */
const nameOf = (config: Config, makerCode: string): string =>
  `${config.publicScheme === 'https' ? '__Secure-' : ''}passport-${fold(makerCode)}`

const attributes = (config: Config, maxAgeS: number): string =>
  `Path=/p; Max-Age=${maxAgeS}; HttpOnly; SameSite=Lax${config.publicScheme === 'https' ? '; Secure' : ''}`

/** The key of a maker that a request comes with, in its header or cookie. */
export function keyOf(config: Config, request: FastifyRequest, makerCode: string): string | undefined {
  const header = request.headers['x-passport-key']
  if (typeof header === 'string' && header !== '') return header
  const name = nameOf(config, makerCode)
  const cookie = (request.headers.cookie ?? '').split(/;\s*/).find((one) => one.startsWith(`${name}=`))
  const key = cookie?.slice(name.length + 1)
  return key !== undefined && makerOfKey(key) !== undefined ? key : undefined
}

export function keepKey(config: Config, reply: FastifyReply, key: string): void {
  reply.header('set-cookie', `${nameOf(config, makerOfKey(key)!)}=${key}; ${attributes(config, MAX_AGE_S)}`)
}

export function dropKey(config: Config, reply: FastifyReply, makerCode: string): void {
  reply.header('set-cookie', `${nameOf(config, makerCode)}=; ${attributes(config, 0)}`)
}
