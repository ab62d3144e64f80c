import { canonicalUri } from '../event-hash/canonical-uri.ts'
import { webVocabulary } from '../event-hash/event-hash.ts'
import type { EventDocument } from './check-document.ts'

/** Something that an event names, and as what. */
export interface Term {
  readonly role: string
  readonly value: string
}

const CBV = /^(?:https?:\/\/ref\.gs1\.org\/cbv\/|cbv:)(?:BizStep|Disp|BTT|SDT|ER)-(.+)$/

/** The bare word of the standard vocabulary, however it was spelled; what is not of it stays as it is. */
export function bareWord(value: string): string {
  return CBV.exec(webVocabulary(value))?.[1] ?? value
}

const EPC_ROLES = {
  epcList: 'epc',
  childEPCs: 'child',
  inputEPCList: 'input',
  outputEPCList: 'output',
} as const
const CLASS_ROLES = {
  quantityList: 'epcClass',
  childQuantityList: 'childClass',
  inputQuantityList: 'inputClass',
  outputQuantityList: 'outputClass',
} as const
const TYPED_ROLES = {
  bizTransactionList: ['transaction', 'bizTransaction'],
  sourceList: ['source', 'source'],
  destinationList: ['destination', 'destination'],
} as const

/** Roles that each standard parameter looks in. */
export const ROLES_OF = {
  MATCH_epc: ['epc', 'child'],
  MATCH_parentID: ['parent'],
  MATCH_inputEPC: ['input'],
  MATCH_outputEPC: ['output'],
  MATCH_anyEPC: ['epc', 'child', 'parent', 'input', 'output'],
  MATCH_epcClass: ['epcClass', 'childClass'],
  MATCH_inputEPCClass: ['inputClass'],
  MATCH_outputEPCClass: ['outputClass'],
  MATCH_anyEPCClass: ['epcClass', 'childClass', 'inputClass', 'outputClass'],
  EQ_transformationID: ['transformation'],
  EQ_persistentDisposition_set: ['persistent:set'],
  EQ_persistentDisposition_unset: ['persistent:unset'],
  EQ_correctiveEventID: ['corrective'],
} as const

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])

/** Everything that a checked event names. */
export function termsOf(event: EventDocument): Term[] {
  const terms: Term[] = []
  const add = (role: string, value: unknown) => {
    if (typeof value === 'string') terms.push({ role, value: canonicalUri(value) })
  }
  for (const [field, role] of Object.entries(EPC_ROLES))
    for (const epc of listOf(event[field])) add(role, epc)
  for (const [field, role] of Object.entries(CLASS_ROLES))
    for (const element of listOf(event[field])) add(role, (element as { epcClass?: unknown }).epcClass)
  add('parent', event.parentID)
  add('transformation', event.transformationID)
  for (const [field, [role, name]] of Object.entries(TYPED_ROLES))
    for (const element of listOf(event[field])) {
      const { type, ...rest } = element as Record<string, unknown>
      add(`${role}:${typeof type === 'string' ? bareWord(type) : ''}`, rest[name])
    }
  const persistent = event.persistentDisposition as { set?: unknown; unset?: unknown } | undefined
  for (const part of ['set', 'unset'] as const)
    for (const word of listOf(persistent?.[part]))
      terms.push({ role: `persistent:${part}`, value: bareWord(String(word)) })
  const declaration = event.errorDeclaration as { correctiveEventIDs?: unknown } | undefined
  for (const id of listOf(declaration?.correctiveEventIDs)) add('corrective', id)
  const seen = new Set<string>()
  return terms.filter(({ role, value }) => {
    const key = `${role} ${value}`
    return seen.has(key) ? false : seen.add(key)
  })
}
