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
