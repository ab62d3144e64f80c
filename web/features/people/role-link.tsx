import { Link } from '@tanstack/react-router'
import { useRoles } from './use-roles.ts'

/** A role by its key, as a link to its page. */
export function RoleLink({ role }: { role: string }) {
  const roles = useRoles()
  const found = roles.items.find(({ key }) => key === role)
  return (
    <Link to="/people/roles/$id" params={{ id: found?.id ?? role }}>
      {roles.nameOf(role)}
    </Link>
  )
}
