import type { PlainKey } from '../../texts/texts.tsx'

/** Whom a passport tells something, and what. As the server has them. */
export const AUDIENCES = ['public', 'owner', 'authority'] as const
export type Audience = (typeof AUDIENCES)[number]
export const RULES = [...AUDIENCES, 'nobody'] as const
export type Rule = (typeof RULES)[number]
export const FIELDS = [
  'description',
  'madeOn',
  'place',
  'people',
  'operations',
  'materials',
  'lots',
  'certificates',
  'care',
  'repair',
  'carbon',
  'recycled',
] as const
export type PassportField = (typeof FIELDS)[number]

export const AUDIENCE_TEXTS = {
  public: 'passport.audience.public',
  owner: 'passport.audience.owner',
  authority: 'passport.audience.authority',
} as const satisfies Record<Audience, PlainKey>
export const RULE_TEXTS = {
  public: 'passport.toldTo.public',
  owner: 'passport.toldTo.owner',
  authority: 'passport.toldTo.authority',
  nobody: 'passport.toldTo.nobody',
} as const satisfies Record<Rule, PlainKey>
export const FIELD_TEXTS = {
  description: 'passport.field.description',
  madeOn: 'passport.field.madeOn',
  place: 'passport.field.place',
  people: 'passport.field.people',
  operations: 'passport.field.operations',
  materials: 'passport.field.materials',
  lots: 'passport.field.lots',
  certificates: 'passport.field.certificates',
  care: 'passport.field.care',
  repair: 'passport.field.repair',
  carbon: 'passport.field.carbon',
  recycled: 'passport.field.recycled',
} as const satisfies Record<PassportField, PlainKey>
