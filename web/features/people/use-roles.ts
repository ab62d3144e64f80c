import { useQuery } from '@tanstack/react-query'
import { type DataOf, read } from '../../api/queries.ts'
import { roleName } from '../../kit/role-name.ts'
import { useTexts } from '../../texts/texts.tsx'

export type Role = DataOf<'/api/v1/roles'>['items'][number]

/** The roles of the workshop, each with its name in the reader's language. */
export function useRoles() {
  const t = useTexts()
  const roles = useQuery(read('/api/v1/roles'))
  const items = roles.data?.items ?? []
  const nameOf = (key: string) => {
    const found = items.find((role) => role.key === key)
    return roleName(t, key, found?.name)
  }
  return { query: roles, items, nameOf, givable: items.filter((role) => role.actions.give.allowed) }
}
