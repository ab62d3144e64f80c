import type { Logger } from 'pino'
import type { Clock } from '../../kernel/clock/clock.ts'
import type { Tenant } from '../../kernel/command/context.ts'
import type { Principal } from '../../kernel/command/principal.ts'
import type { Config } from '../../kernel/config.ts'
import { Database } from '../../kernel/db/database.ts'
import type { Authenticator, Kernel, Mailer, TenantDirectory } from '../../kernel/kernel.ts'
import type { Secrets } from '../../kernel/secrets.ts'
import { type Auth, createAuth } from './account/better-auth.ts'
import { People } from './account/people.ts'
import { Sessions } from './account/sessions.ts'
import { Throttle } from './account/throttle.ts'
import { deskOrigin } from './account/workshops.ts'
import { keyAuthenticator } from './api-key/authenticate-key.ts'
import { InvitationTokens } from './invitation/token.ts'
import { setPasswordLink } from './links.ts'

interface IdentityParts {
  readonly config: Config
  readonly secrets: Pick<Secrets, 'touchmarkSecret'>
  readonly clock: Clock
  readonly log: Logger
  /** As the role that serves requests: members, roles, keys. */
  readonly database: Database
  /** As the role of schema `identity`: users, passwords, sessions. */
  readonly identityUrl: string
  readonly tenants: TenantDirectory
  readonly mailer: Mailer | undefined
}

/** Who sends a request, by key or by session, and the accounts of people. */
export class Identity implements Authenticator {
  readonly people: People
  readonly sessions: Sessions
  readonly throttle: Throttle
  readonly invitations: InvitationTokens
  readonly mailer: Mailer | undefined
  readonly #parts: IdentityParts
  readonly #database: Database
  readonly #keys: ReturnType<typeof keyAuthenticator>
  #auth: Promise<Auth> | undefined

  constructor(parts: IdentityParts) {
    this.#parts = parts
    this.mailer = parts.mailer
    this.#database = new Database({
      connectionString: parts.identityUrl,
      max: Math.min(5, parts.config.databasePoolMax),
      waitMs: parts.config.databaseWaitMs,
      applicationName: 'touchmark-identity',
      statementTimeoutMs: 10_000,
      // With better-auth.
      isPoolShared: true,
    })
    this.#keys = keyAuthenticator(parts.database, parts.tenants, parts.clock)
    this.throttle = new Throttle(this.#database, parts.clock)
    this.people = new People(() => this.auth(), this.#database, this.throttle)
    this.sessions = new Sessions(() => this.auth(), parts.database, this.#database)
    this.invitations = new InvitationTokens(parts.secrets.touchmarkSecret)
  }

  /** better-auth, made at the first use. */
  auth(): Promise<Auth> {
    const { config, secrets, log, mailer } = this.#parts
    this.#auth ??= createAuth({
      config,
      secrets,
      log,
      mailer,
      database: this.#database,
      deskOrigin: (userId, tenantId) => this.deskOrigin(userId, tenantId),
    })
    return this.#auth
  }

  /** Where the desk of a person is, in the given workshop if they are in it: scheme, host and port. */
  deskOrigin(userId: string, tenantId: string | null): Promise<string> {
    return deskOrigin(this.#parts.config, this.#parts.database, userId, tenantId)
  }

  /**
   * A link with which a person sets a new password, once; undefined where nobody has this e-mail. For who runs the
   * installation, where no mail server is configured.
   */
  async resetLink(email: string, tenantId: string | null): Promise<string | undefined> {
    const person = await this.people.byEmail(email)
    if (!person) return undefined
    const [origin, token] = await Promise.all([
      this.deskOrigin(person.id, tenantId),
      this.people.newResetToken(person),
    ])
    return setPasswordLink(origin, token)
  }

  byKey(key: string): Promise<{ tenant: Tenant; principal: Principal } | undefined> {
    return this.#keys.authenticate(key)
  }

  bySession(cookie: string, tenant: Tenant | null): Promise<Principal | undefined> {
    return this.sessions.principal(cookie, tenant)
  }

  forget(): void {
    this.#keys.forget()
    this.sessions.forget()
  }

  /** Removes what is over. */
  async sweep(): Promise<void> {
    await Promise.all([this.throttle.sweep(), this.sessions.sweep()])
  }

  async close(): Promise<void> {
    await this.#database.close()
  }
}

/** The identity behind a kernel. */
export function identityOf(kernel: Kernel): Identity {
  if (kernel.authenticator instanceof Identity) return kernel.authenticator
  throw new Error('this kernel was put together without identity')
}
