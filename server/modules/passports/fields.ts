/** Whom something is told: the public; whoever owns the piece; authorities, who may ask for everything; nobody. */
export const AUDIENCES = ['public', 'owner', 'authority'] as const
export type Audience = (typeof AUDIENCES)[number]
export type Rule = Audience | 'nobody'
export const RULES = [...AUDIENCES, 'nobody'] as const

/** What can be told of a piece, besides what verification tells anyhow. */
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
export type Field = (typeof FIELDS)[number]

export type FieldRules = Readonly<Record<Field, Rule>>

/** As long as nobody decides otherwise. A lot's number says who supplied it, which is between the maker and authorities. */
export const DEFAULT_RULES: FieldRules = {
  description: 'public',
  madeOn: 'public',
  place: 'public',
  people: 'public',
  operations: 'public',
  materials: 'public',
  lots: 'authority',
  certificates: 'public',
  care: 'public',
  repair: 'public',
  carbon: 'public',
  recycled: 'public',
}

/** Whether an audience sees a field with this rule: authorities see what owners see, owners what the public sees. */
export function sees(audience: Audience, rule: Rule): boolean {
  return rule !== 'nobody' && AUDIENCES.indexOf(audience) >= AUDIENCES.indexOf(rule)
}
