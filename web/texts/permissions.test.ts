import { describe, expect, it } from 'vitest'
import { modules } from '../../server/modules.ts'
import { permissionsEn } from './permissions.en.ts'
import { permissionsTh } from './permissions.th.ts'

const known = [
  ...new Set(
    modules.flatMap((module) => [
      ...(module.permissions ?? []),
      ...(module.operations ?? []).flatMap(({ host, permission }) =>
        host === 'tenant' && permission !== undefined ? [permission] : [],
      ),
    ]),
  ),
].map((permission) => {
  const parts = permission.split('.')
  return {
    permission,
    area: parts[0]!,
    thing: parts.length > 2 ? parts.slice(0, -1).join('.') : undefined,
    verb: parts.at(-1)!,
  }
})

describe.each([
  ['English', permissionsEn],
  ['Thai', permissionsTh],
])('the words for permissions in %s', (_language, words) => {
  const { areas, things, verbs } = words as unknown as Record<string, Readonly<Record<string, string>>>

  it('are there for each', () => {
    const unnamed = known.filter(
      ({ permission, area, thing, verb }) =>
        !(area in areas!) ||
        (thing !== undefined && !(thing in things!)) ||
        !(permission in verbs! || verb in verbs!),
    )
    expect(unnamed.map(({ permission }) => permission)).toEqual([])
  })

  it('are there for nothing else', () => {
    const used = new Set(known.flatMap((one) => [one.permission, one.area, one.thing, one.verb]))
    const all = [...Object.keys(areas!), ...Object.keys(things!), ...Object.keys(verbs!)]
    expect(all.filter((key) => !used.has(key))).toEqual([])
  })

  it('tell the permissions of one thing apart', () => {
    const shown = known.map(
      ({ permission, area, thing, verb }) => `${thing ?? area}: ${verbs![permission] ?? verbs![verb]}`,
    )
    expect(shown.filter((text, at) => shown.indexOf(text) !== at)).toEqual([])
  })
})
