import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'

/** What something came from or is about, as a link where it has a page of its own. */
export function SourceLink(props: { entity: string; id: string | null | undefined; label: ReactNode }) {
  const { entity, id, label } = props
  if (!id) return <>{label}</>
  switch (entity) {
    case 'product':
      return (
        <Link to="/products/$id" params={{ id }}>
          {label}
        </Link>
      )
    case 'customer':
      return (
        <Link to="/customers/$id" params={{ id }}>
          {label}
        </Link>
      )
    case 'serial':
      return (
        <Link to="/pieces/$id" params={{ id }}>
          {label}
        </Link>
      )
    case 'order':
      return (
        <Link to="/orders/$id" params={{ id }}>
          {label}
        </Link>
      )
    case 'job_ticket':
      return (
        <Link to="/tickets/$id" params={{ id }}>
          {label}
        </Link>
      )
    case 'journal_entry':
      return (
        <Link to="/books/entries/$id" params={{ id }}>
          {label}
        </Link>
      )
    case 'message':
      return (
        <Link to="/messages/$id" params={{ id }}>
          {label}
        </Link>
      )
    case 'lot':
      return (
        <Link to="/stock/lots/$id" params={{ id }}>
          {label}
        </Link>
      )
    case 'recall':
      return (
        <Link to="/recalls/$id" params={{ id }}>
          {label}
        </Link>
      )
    case 'scan_alert':
      return (
        <Link to="/watch/alerts/$id" params={{ id }}>
          {label}
        </Link>
      )
    case 'member':
      return (
        <Link to="/people/members/$id" params={{ id }}>
          {label}
        </Link>
      )
    case 'api_key':
      return (
        <Link to="/people/api-keys/$id" params={{ id }}>
          {label}
        </Link>
      )
    case 'workshop':
      return <Link to="/settings">{label}</Link>
    default:
      return <>{label}</>
  }
}
