/** Who does something. */
export interface Principal {
  readonly kind: 'user' | 'api_key' | 'customer' | 'system' | 'anonymous' | 'platform'
  /** The user's or key's id; null for anonymous and system. */
  readonly id: string | null
  /** For the log a person reads. */
  readonly name: string
  readonly role?: string
  readonly permissions: Permissions
}

/** A set of permissions, some of them patterns: `sales.*` is everything of the module, `*` everything. */
export class Permissions {
  readonly patterns: readonly string[]
  readonly #exact = new Set<string>()
  readonly #prefixes: string[] = []
  readonly #all: boolean

  constructor(patterns: readonly string[]) {
    this.patterns = patterns
    this.#all = patterns.includes('*')
    for (const pattern of patterns) {
      if (pattern.endsWith('.*')) this.#prefixes.push(pattern.slice(0, -1))
      else this.#exact.add(pattern)
    }
  }

  has(permission: string): boolean {
    return (
      this.#all ||
      this.#exact.has(permission) ||
      this.#prefixes.some((prefix) => permission.startsWith(prefix))
    )
  }

  /** Permissions that both have: a key can never do more than the scopes it was given. */
  static readonly none = new Permissions([])
  static readonly all = new Permissions(['*'])
}

export const anonymous: Principal = {
  kind: 'anonymous',
  id: null,
  name: 'anonymous',
  permissions: Permissions.none,
}
export const system: Principal = { kind: 'system', id: null, name: 'system', permissions: Permissions.all }
