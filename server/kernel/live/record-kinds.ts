import type { Operation } from '../command/operation.ts'
import type { Permissions, Principal } from '../command/principal.ts'
import type { Kernel } from '../kernel.ts'
import type { Module } from '../module.ts'

/** A kind of record, by the name that the audit log has for it: who may read it, and how. */
export interface RecordKind {
  readonly entity: string
  /** The permission that reading it needs; null: any member. */
  readonly read: string | null
  /** Each is one person's own: its id is theirs. */
  readonly own?: boolean
  /** Reads one by its id. */
  readonly get?: Operation
  /** There is one of them in a workshop: its id is the workshop's, and it is read without. */
  readonly single?: boolean
}

const stemOf = (operation: Operation): string => operation.name.slice(0, operation.name.lastIndexOf('.'))

/**
 * Who may read which kind of record, by the declarations of the queries that read it: what `sales.order.get` asks for, an `order`
 * asks for. A module names in `records` what is called otherwise in the audit log. What nobody reads by a query, nobody is told of.
 */
export function recordKinds(modules: readonly Module[]): ReadonlyMap<string, RecordKind> {
  const byStem = new Map<string, Omit<RecordKind, 'entity'>>()
  for (const operation of modules.flatMap((module) => module.operations ?? [])) {
    if (operation.host !== 'tenant' || operation.kind !== 'query' || operation.public !== undefined) continue
    const stem = stemOf(operation)
    const isGet = operation.name.endsWith('.get')
    if (byStem.has(stem) && !isGet) continue
    const readsOne = isGet && operation.pathParams.length === 1 && operation.pathParams[0] === 'id'
    const readsSingle = isGet && operation.pathParams.length === 0
    byStem.set(stem, {
      read: operation.permission ?? null,
      ...(readsOne ? { get: operation } : readsSingle ? { get: operation, single: true } : {}),
    })
  }
  const kinds = new Map<string, RecordKind>()
  const named = new Map(modules.flatMap((module) => Object.entries(module.records ?? {})))
  for (const [entity, what] of named) {
    if (what === 'nobody') continue
    if (what === 'own') kinds.set(entity, { entity, read: null, own: true })
    else {
      const kind = byStem.get(what)
      if (!kind) throw new Error(`${entity} is said to be read by ${what}, which no query does`)
      kinds.set(entity, { entity, ...kind })
    }
  }
  const unclear = new Set<string>()
  for (const [stem, kind] of byStem) {
    const entity = stem.slice(stem.lastIndexOf('.') + 1)
    if (!stem.includes('.') || named.has(entity)) continue
    const other = kinds.get(entity)
    // Of two that ask for different permissions nobody can tell which is meant: then nobody is told.
    // What is read without an id is a record only where a module says so: a dashboard is none.
    if (other === undefined)
      kinds.set(entity, kind.single ? { entity, read: kind.read } : { entity, ...kind })
    else if (other.read !== kind.read) unclear.add(entity)
  }
  for (const entity of unclear) kinds.delete(entity)
  return kinds
}

/** Whether somebody may know of a record. */
export const mayRead = (
  kind: RecordKind | undefined,
  principal: Pick<Principal, 'id'> & { readonly permissions: Pick<Permissions, 'has'> },
  recordId: string | null,
): boolean => {
  if (kind === undefined) return false
  if (kind.own) return recordId !== null && recordId === principal.id
  return kind.read === null || principal.permissions.has(kind.read)
}

const known = new WeakMap<Kernel, ReadonlyMap<string, RecordKind>>()

/** The kinds of records of a program. */
export function kindsOf(kernel: Kernel): ReadonlyMap<string, RecordKind> {
  let kinds = known.get(kernel)
  if (!kinds) {
    kinds = recordKinds(kernel.modules)
    known.set(kernel, kinds)
  }
  return kinds
}
