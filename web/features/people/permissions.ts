import { useQuery } from '@tanstack/react-query'
import { read } from '../../api/queries.ts'
import { asWords } from '../../kit/list/labels.ts'
import { covers } from '../../session/session.tsx'
import { permissionsEn } from '../../texts/permissions.en.ts'
import { permissionsTh } from '../../texts/permissions.th.ts'
import { type Locale, useLanguage } from '../../texts/texts.tsx'

type Words = Readonly<Record<string, string>>
const WORDS: Readonly<Record<Locale, Readonly<Record<'areas' | 'things' | 'verbs', Words>>>> = {
  en: permissionsEn,
  th: permissionsTh,
}

export interface Permission {
  /** `sales.order.ship` */
  name: string
  /** What it lets one do with the thing that it belongs to: `Ship`. */
  verb: string
  /** Whether the reader has it, and so may give it. */
  held: boolean
}
export interface Thing {
  key: string
  /** Undefined for what concerns the whole area. */
  label: string | undefined
  permissions: Permission[]
}
export interface Area {
  key: string
  label: string
  /** All that there is in it, also what comes later: `sales.*`. */
  pattern: string
  things: Thing[]
  permissions: Permission[]
}

/** All that can be allowed, area by area and thing by thing, in the reader's words. */
export function usePermissions() {
  const { locale } = useLanguage()
  const query = useQuery(read('/api/v1/permissions'))
  return { query, areas: query.data ? areasOf(query.data.items, locale) : [] }
}

function areasOf(items: readonly { permission: string; held: boolean }[], locale: Locale): Area[] {
  const { areas, things, verbs } = WORDS[locale]
  const found = new Map<string, Area>()
  for (const { permission, held } of items) {
    const parts = permission.split('.')
    const key = parts[0]!
    const verb = parts.at(-1)!
    const thingKey = parts.slice(0, -1).join('.')
    const area: Area = found.get(key) ?? {
      key,
      label: areas[key] ?? asWords(key),
      pattern: `${key}.*`,
      things: [],
      permissions: [],
    }
    found.set(key, area)
    let thing = area.things.find((one) => one.key === thingKey)
    if (!thing) {
      thing = {
        key: thingKey,
        label: thingKey === key ? undefined : (things[thingKey] ?? asWords(thingKey)),
        permissions: [],
      }
      area.things.push(thing)
    }
    const one = { name: permission, verb: verbs[permission] ?? verbs[verb] ?? asWords(verb), held }
    thing.permissions.push(one)
    area.permissions.push(one)
  }
  const list = [...found.values()]
  for (const { permissions } of list.flatMap((area) => area.things))
    permissions.sort((a, b) => rankOf(a.name) - rankOf(b.name))
  // What concerns the whole area comes first.
  for (const area of list)
    area.things.sort((a, b) => Number(a.label !== undefined) - Number(b.label !== undefined))
  return list.sort((a, b) => a.label.localeCompare(b.label, locale))
}

/** Seeing, making and changing come first, in this order; then whatever else there is. */
const FIRST = ['read', 'list', 'create', 'update', 'save', 'delete', 'restore', 'import']
const rankOf = (permission: string): number => {
  const at = FIRST.indexOf(permission.slice(permission.lastIndexOf('.') + 1))
  return at < 0 ? FIRST.length : at
}

/** How much of an area some patterns (`sales.*`, `sales.read`, `*`) give. */
export const countOf = (area: Area, patterns: readonly string[]): number =>
  area.permissions.filter(({ name }) => covers(patterns, name)).length

/** In the words of an area and a thing: what stands where a permission is named by itself. */
export const permissionLabel = (area: Area, thing: Thing, permission: Permission): string =>
  `${thing.label ?? area.label}: ${permission.verb}`
