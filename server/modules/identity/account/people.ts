import { randomBytes } from 'node:crypto'
import { newId } from '../../../../shared/ids.ts'
import type { Principal } from '../../../kernel/command/principal.ts'
import { type Database, isDatabaseError } from '../../../kernel/db/database.ts'
import { sql } from '../../../kernel/db/sql.ts'
import { fail } from '../errors.ts'
import { type Auth, withoutValues } from './better-auth.ts'
import { assertStrong } from './password.ts'
import { RESET_LINK_MINUTES } from './reset-link.ts'
import type { Throttle } from './throttle.ts'

/** A person with an account of the installation, whatever workshops they are in. */
export interface Person {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly platform: boolean
  readonly twoFactorEnabled: boolean
}

/** A person who may become a member: one who has proved to own an account, or a new one who does not exist yet. */
export interface Admission {
  readonly person: Pick<Person, 'id' | 'name' | 'email'>
  readonly isNew: boolean
  /**
   * Makes the account of a new person. Call it last, when nothing else can be refused any more: accounts are another
   * store than workshops, so what fails after it leaves an account without a workshop, which can be used again.
   */
  settle(): Promise<void>
}

interface UserRow {
  id: string
  name: string
  email: string
  role: string
  two_factor_enabled: boolean
}
const toPerson = (row: UserRow): Person => ({
  id: row.id,
  name: row.name,
  email: row.email,
  platform: row.role === 'platform',
  twoFactorEnabled: row.two_factor_enabled,
})
const columns = sql.trusted('id, name, email, role, two_factor_enabled')

/** The accounts of people. Hashing and comparing passwords is better-auth's. */
export class People {
  readonly #auth: () => Promise<Auth>
  readonly #database: Database
  readonly #throttle: Throttle

  constructor(auth: () => Promise<Auth>, database: Database, throttle: Throttle) {
    this.#auth = auth
    this.#database = database
    this.#throttle = throttle
  }

  async byEmail(email: string): Promise<Person | undefined> {
    const [row] = await this.#database.query<UserRow>(
      sql`select ${columns} from identity."user" where email = ${email.toLowerCase()}`,
    )
    return row && toPerson(row)
  }

  async byId(id: string): Promise<Person | undefined> {
    const [row] = await this.#database.query<UserRow>(
      sql`select ${columns} from identity."user" where id = ${id}::uuid`,
    )
    return row && toPerson(row)
  }

  /** The person behind a principal. Throws `identity.people_only` for a key or anybody else. */
  async signedIn(principal: Principal): Promise<Person> {
    const isPerson = principal.kind === 'user' || principal.kind === 'platform'
    const person = isPerson && principal.id !== null ? await this.byId(principal.id) : undefined
    if (!person) throw fail('identity.people_only')
    return person
  }

  /**
   * Admits somebody who gives an e-mail and a password without being signed in: the owner of that account if it exists
   * (`identity.email_taken` for another password, `identity.sign_in_first` with a second factor), else a new person,
   * whose password must be strong.
   */
  async admit(given: { name: string; email: string; password: string }): Promise<Admission> {
    const email = given.email.toLowerCase()
    const known = await this.byEmail(email)
    if (known) {
      const attempt = await this.#throttle.begin(email, 'without sign-in')
      if (!(await this.#fits(known.id, given.password))) throw fail('identity.email_taken')
      await attempt.succeeded()
      if (known.twoFactorEnabled) throw fail('identity.sign_in_first')
      return { person: known, isNew: false, settle: async () => {} }
    }
    assertStrong(given.password, email)
    const { password } = await (await this.#auth()).$context
    const hash = await password.hash(given.password)
    const person = { id: newId(), name: given.name, email }
    return { person, isNew: true, settle: () => this.#create(person, hash) }
  }

  /** Makes a person one who runs the installation, or takes that away. False where nobody has this e-mail. */
  async setPlatform(email: string, platform: boolean): Promise<boolean> {
    const rows = await this.#database.query(
      sql`update identity."user" set role = ${platform ? 'platform' : 'user'}, updated_at = now()
          where email = ${email.toLowerCase()} returning id`,
    )
    return rows.length === 1
  }

  /** What stands in a link to set a new password: works once, for an hour. */
  async newResetToken(person: Person): Promise<string> {
    const { internalAdapter } = await (await this.#auth()).$context
    const token = randomBytes(24).toString('base64url')
    await internalAdapter.createVerificationValue({
      value: person.id,
      identifier: `reset-password:${token}`,
      expiresAt: new Date(Date.now() + RESET_LINK_MINUTES * 60_000),
    })
    return token
  }

  /** Takes the second factor of a person away and ends their sessions. False where nobody has this e-mail. */
  async turnTwoFactorOff(email: string): Promise<boolean> {
    const rows = await this.#database.query(
      sql`with person as (
            update identity."user" set two_factor_enabled = false, updated_at = now()
            where email = ${email.toLowerCase()} returning id
          ), factor as (
            delete from identity.two_factor f using person p where f.user_id = p.id
          ), ended as (
            delete from identity.session s using person p where s.user_id = p.id
          )
          select id from person`,
    )
    return rows.length === 1
  }

  async #fits(userId: string, password: string): Promise<boolean> {
    const context = await (await this.#auth()).$context
    const credential = await context.internalAdapter.findCredentialAccount(userId)
    if (!credential?.password) return false
    return await context.password.verify({ hash: credential.password, password })
  }

  async #create(person: Admission['person'], hash: string): Promise<void> {
    const { adapter } = await (await this.#auth()).$context
    const now = new Date()
    const times = { createdAt: now, updatedAt: now }
    try {
      await adapter.transaction(async (transaction) => {
        await transaction.create({
          model: 'user',
          data: { ...person, emailVerified: false, ...times },
          forceAllowId: true,
        })
        await transaction.create({
          model: 'account',
          data: {
            userId: person.id,
            providerId: 'credential',
            accountId: person.id,
            password: hash,
            ...times,
          },
        })
      })
    } catch (error) {
      const cause = withoutValues(error)
      if (isDatabaseError(cause) && cause.constraint === 'user_email_key') throw fail('identity.email_taken')
      throw cause
    }
  }
}
