import { LRUCache } from 'lru-cache'
import { fold } from '../../../../shared/serial/fold.ts'
import { sql } from '../../../kernel/db/sql.ts'
import type { Kernel } from '../../../kernel/kernel.ts'
import { logoUrl } from './maker-brand.ts'

/** A maker as its own host shows it. */
export interface HostMaker {
  readonly folded: string
  readonly code: string
  readonly name: string
  readonly slug: string
  readonly accentColour?: string
  readonly logoUrl?: string
}

const MAX_AGE_MS = 5_000
const caches = new WeakMap<Kernel, LRUCache<string, HostMaker>>()

/**
 * The maker whose host this is; undefined for the central host and for nobody's. It comes from the registry, so that
 * verification goes on while the tenant store is down; only a domain that the registry does not know yet is asked for there.
 */
export async function makerOfHost(kernel: Kernel, host: string): Promise<HostMaker | undefined> {
  const base = kernel.config.baseDomain
  if (host === base || /^(localhost|[\d.]+|\[.*\]|)$/.test(host) || host.length > 253) return undefined
  let cache = caches.get(kernel)
  if (!cache) {
    cache = new LRUCache({ max: 10_000, ttl: MAX_AGE_MS })
    caches.set(kernel, cache)
  }
  const known = cache.get(host)
  if (known) return known
  const maker = host.endsWith(`.${base}`)
    ? await registered(kernel, sql`m.slug = ${host.slice(0, -base.length - 1)}`)
    : ((await registered(kernel, sql`m.domains @> ${[host]}::text[]`)) ?? (await ofDomain(kernel, host)))
  if (maker) cache.set(host, maker)
  return maker
}

/** {@link makerOfHost}, or nobody while the registry is away: a page is then the central one. */
export async function hostMaker(kernel: Kernel, host: string): Promise<HostMaker | undefined> {
  try {
    return await makerOfHost(kernel, host)
  } catch {
    return undefined
  }
}

async function registered(kernel: Kernel, where: ReturnType<typeof sql>): Promise<HostMaker | undefined> {
  const [row] = await kernel.registry.query<
    Pick<HostMaker, 'folded' | 'code' | 'name' | 'slug'> & {
      accent_colour: string | null
      logo_hash: string | null
    }
  >(
    sql`select m.folded, m.code, m.name, m.slug, m.accent_colour, m.logo_hash from registry.maker m
      where ${where} order by m.folded limit 1`,
  )
  if (!row) return undefined
  const { accent_colour: accentColour, logo_hash: hash, ...maker } = row
  return {
    ...maker,
    ...(accentColour === null ? {} : { accentColour }),
    ...(hash === null ? {} : { logoUrl: logoUrl(maker.code, hash) }),
  }
}

async function ofDomain(kernel: Kernel, host: string): Promise<HostMaker | undefined> {
  try {
    const tenant = await kernel.tenants.byDomain(host)
    return tenant && { folded: fold(tenant.code), code: tenant.code, name: tenant.name, slug: tenant.slug }
  } catch (error) {
    kernel.log.warn({ err: error }, 'a domain could not be looked up; verification goes on without it')
    return undefined
  }
}
