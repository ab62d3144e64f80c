import { describe, expect, it } from 'vitest'
import { Permissions } from '../../server/kernel/command/principal.ts'
import { ROLE_KEYS, ROLES } from '../../server/modules/identity/roles.ts'
import { modules } from '../../server/modules.ts'
import { covers } from './session.tsx'

describe('what the desk shows by permission', () => {
  it('agrees with the server about every role and every permission there is', () => {
    const permissions = modules.flatMap((module) => [
      ...(module.operations ?? []).flatMap(({ permission }) => permission ?? []),
      ...(module.permissions ?? []),
    ])
    expect(permissions.length).toBeGreaterThan(100)
    for (const role of ROLE_KEYS) {
      const held = new Permissions(ROLES[role])
      for (const permission of permissions)
        expect([role, permission, covers(ROLES[role], permission)]).toEqual([
          role,
          permission,
          held.has(permission),
        ])
    }
  })

  it('takes a pattern for a module only, not for the beginning of a word', () => {
    expect(covers(['sales.*'], 'sales.order.ship')).toBe(true)
    expect(covers(['sales.*'], 'salesforce.read')).toBe(false)
    expect(covers([], 'sales.read')).toBe(false)
  })
})
