import type { PlainKey, Translator } from '../texts/texts.tsx'

const ROLE_NAMES = {
  owner: 'role.owner',
  admin: 'role.admin',
  planner: 'role.planner',
  supervisor: 'role.supervisor',
  operator: 'role.operator',
  warehouse: 'role.warehouse',
  sales: 'role.sales',
  purchasing: 'role.purchasing',
  accountant: 'role.accountant',
  viewer: 'role.viewer',
} as const satisfies Readonly<Record<string, PlainKey>>

const isBuiltIn = (role: string): role is keyof typeof ROLE_NAMES => role in ROLE_NAMES

/** A role in the reader's language; one of the workshop's own has the name it was given. */
export const roleName = (t: Translator, role: string | null, ownName?: string): string =>
  role === null ? '' : isBuiltIn(role) ? t(ROLE_NAMES[role]) : (ownName ?? role)
