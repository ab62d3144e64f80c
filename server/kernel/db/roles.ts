import { hkdfSync } from 'node:crypto'
import type { Config } from '../config.ts'
import type { Secrets } from '../secrets.ts'

/** The database roles of the program: none owns a table, none can bypass row-level security. */
export const ROLE_NAMES = ['app', 'registry', 'identity', 'retention'] as const
export type RoleName = (typeof ROLE_NAMES)[number]

export interface DatabaseUrls {
  /** Migrates; serves nothing. */
  readonly owner: string
  /** Serves requests and jobs. */
  readonly app: string
  /** Reads and writes the public registry of serials, and nothing else. */
  readonly registry: string
  /** Whether the registry is a server of its own, given by REGISTRY_DATABASE_URL. */
  readonly registryApart: boolean
  /** Users, sessions and passwords, and nothing else. */
  readonly identity: string
  /** Reads and drops months of facts whose time is over, and nothing else. */
  readonly retention: string
}

export const roleName = (config: Pick<Config, 'databaseRolePrefix'>, role: RoleName): string =>
  `${config.databaseRolePrefix}_${role}`

/** A role's password follows from the installation's secret, so that it is kept nowhere. */
export const rolePassword = (secrets: Pick<Secrets, 'touchmarkSecret'>, role: RoleName): string =>
  Buffer.from(
    hkdfSync('sha256', secrets.touchmarkSecret, '', `touchmark/database-role/${role}`, 32),
  ).toString('base64url')

/** The address of each role, from the owner's. */
export function databaseUrls(
  config: Pick<Config, 'databaseRolePrefix' | 'databaseAppUrl' | 'registryDatabaseUrl'>,
  secrets: Pick<Secrets, 'touchmarkSecret'>,
  ownerUrl: string,
): DatabaseUrls {
  const as = (role: RoleName): string => {
    const url = new URL(ownerUrl)
    url.username = roleName(config, role)
    url.password = rolePassword(secrets, role)
    return url.href
  }
  return {
    owner: ownerUrl,
    app: config.databaseAppUrl ?? as('app'),
    registry: config.registryDatabaseUrl ?? as('registry'),
    registryApart: config.registryDatabaseUrl !== undefined,
    identity: as('identity'),
    retention: as('retention'),
  }
}
