import { createHash } from 'node:crypto'
import { LRUCache } from 'lru-cache'
import type { Tenant } from '../../../kernel/command/context.ts'
import { Permissions, type Principal } from '../../../kernel/command/principal.ts'
import type { Database } from '../../../kernel/db/database.ts'
import { sql } from '../../../kernel/db/sql.ts'
import { fail as kernelFail } from '../../../kernel/errors/kernel-errors.ts'
import { isBuiltInRole, ROLES } from '../roles.ts'
import { type Auth, SESSION_COOKIE } from './better-auth.ts'

/** What was found out about a cookie counts no longer than this on the processes that do not hear of a change. */
const MAX_AGE_MS = 5_000

/** A browser that a person is signed in with. */
export interface OpenSession {
  readonly id: string
  readonly createdAt: Date
  readonly expiresAt: Date
  readonly address: string | null
  readonly userAgent: string | null
}

/** Who a session cookie is, on a tenant's host or the central one. */
export class Sessions {
  readonly #auth: () => Promise<Auth>
  readonly #database: Database
  readonly #identity: Database
  readonly #cache = new LRUCache<string, Principal>({ max: 10_000, ttl: MAX_AGE_MS })
  readonly #sessionIds = new WeakMap<Principal, string>()
  /** Grows with every change, so that an answer looked up before it is not remembered after it. */
  #generation = 0

  constructor(auth: () => Promise<Auth>, database: Database, identity: Database) {
    this.#auth = auth
    this.#database = database
    this.#identity = identity
  }

  /**
   * Who sends this `Cookie` header: in a tenant, a member with the permissions of the role; on the central host (null),
   * anybody who is signed in. `undefined` for no session, an ended one, and a person who is not a member.
   */
  async principal(cookieHeader: string, tenant: Tenant | null): Promise<Principal | undefined> {
    const cookie = sessionCookie(cookieHeader)
    if (cookie === undefined) return undefined
    const key = `${createHash('sha256').update(cookie).digest('base64url')}|${tenant?.id ?? ''}`
    const known = this.#cache.get(key)
    if (known) return known
    const generation = this.#generation
    const found = await this.#find(cookie)
    if (!found) return undefined
    const { user, session } = found
    // A cookie that another host was given is no good here: a workshop with a domain of its own could point that
    // elsewhere and collect the cookies of people who are in other workshops, too.
    if ((session.tenantId ?? null) !== (tenant?.id ?? null)) return undefined
    const principal = tenant
      ? await this.#memberOf(tenant, user.id)
      : ({
          kind: user.role === 'platform' ? 'platform' : 'user',
          id: user.id,
          name: user.name,
          permissions: user.role === 'platform' ? Permissions.all : Permissions.none,
        } satisfies Principal)
    if (!principal) return undefined
    this.#sessionIds.set(principal, session.id)
    if (generation === this.#generation) this.#cache.set(key, principal)
    return principal
  }

  /** Whether the session of a cookie was made on another host than this tenant's (null: the central one). */
  async isElsewhere(cookie: string, tenant: Tenant | null): Promise<boolean> {
    const token = cookie.split(/\.|%2E/i)[0]!
    const [row] = await this.#identity.query(
      sql`select 1 from identity.session
          where token = ${token} and tenant_id is distinct from ${tenant?.id ?? null}::uuid`,
    )
    return row !== undefined
  }

  /** The session that a principal was found by. */
  idOf(principal: Principal): string | undefined {
    return this.#sessionIds.get(principal)
  }

  forget(): void {
    this.#generation++
    this.#cache.clear()
  }

  /** The open sessions of a person, newest first. */
  async list(userId: string): Promise<OpenSession[]> {
    const rows = await this.#identity.query<{
      id: string
      created_at: Date
      expires_at: Date
      ip_address: string | null
      user_agent: string | null
    }>(
      sql`select id, created_at, expires_at, ip_address, user_agent from identity.session
          where user_id = ${userId}::uuid and expires_at > now() order by id desc limit 200`,
    )
    return rows.map((row) => ({
      id: row.id,
      createdAt: row.created_at,
      expiresAt: row.expires_at,
      address: row.ip_address || null,
      userAgent: row.user_agent || null,
    }))
  }

  /** Ends a session of a person, or (null) all but the given one. Gives how many ended. */
  async end(userId: string, sessionId: string | null, except?: string): Promise<number> {
    const rows = await this.#identity.query(
      sql`delete from identity.session
          where user_id = ${userId}::uuid and (${sessionId}::uuid is null or id = ${sessionId}::uuid)
            and (${except ?? null}::uuid is null or id <> ${except ?? null}::uuid)
          returning id`,
    )
    this.forget()
    return rows.length
  }

  /** Removes what is over: sessions and open second steps. */
  async sweep(): Promise<void> {
    await this.#identity.query(sql`delete from identity.session where expires_at < now()`)
    await this.#identity.query(sql`delete from identity.verification where expires_at < now()`)
  }

  async #find(cookie: string) {
    const auth = await this.#auth()
    try {
      return await auth.api.getSession({
        headers: new Headers({ cookie: `${SESSION_COOKIE}=${cookie}` }),
        query: { disableRefresh: true },
      })
    } catch (error) {
      // It says 500 for a store that is out of reach; "not signed in" would throw the person out.
      throw kernelFail('unavailable', {}, { cause: error, headers: { 'retry-after': '2' } })
    }
  }

  async #memberOf(tenant: Tenant, userId: string): Promise<Principal | undefined> {
    const row = await this.#database.read(tenant.id, (tx) =>
      tx.first<{ name: string; role: string; permissions: string[] | null }>(
        sql`select m.name, m.role, r.permissions from member m
            left join role r on r.tenant_id = m.tenant_id and r.key = m.role and r.deleted_at is null
            where m.tenant_id = ${tenant.id}::uuid and m.user_id = ${userId} and m.deleted_at is null`,
      ),
    )
    if (!row) return undefined
    const patterns = isBuiltInRole(row.role) ? ROLES[row.role] : (row.permissions ?? [])
    return {
      kind: 'user',
      id: userId,
      name: row.name,
      role: row.role,
      permissions: new Permissions(patterns),
    }
  }
}

const isSession = (pair: string): boolean => pair.slice(0, pair.indexOf('=')).trim() === SESSION_COOKIE

/** The value of our cookie in a `Cookie` header; of two the first. */
export function sessionCookie(header: string): string | undefined {
  const pair = header.split(';').find(isSession)
  return pair?.slice(pair.indexOf('=') + 1).trim() || undefined
}

/** A `Cookie` header with exactly this session in it, or none. */
export function withSession(header: string, cookie: string | undefined): string {
  const others = header.split(';').filter((pair) => !isSession(pair))
  return [...others, ...(cookie === undefined ? [] : [`${SESSION_COOKIE}=${cookie}`])]
    .map((pair) => pair.trim())
    .filter(Boolean)
    .join('; ')
}
