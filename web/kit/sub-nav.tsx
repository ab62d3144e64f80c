import { Link, type LinkProps } from '@tanstack/react-router'
import styles from './sub-nav.module.css'

/** The pages of one area, side by side. */
export function SubNav(props: {
  label: string
  places: readonly { to: NonNullable<LinkProps['to']>; text: string; exact?: boolean }[]
}) {
  return (
    <nav aria-label={props.label} className={styles.nav}>
      {props.places.map(({ to, text, exact }) => (
        <Link
          key={to}
          to={to}
          activeOptions={{ exact: exact ?? false, includeSearch: false }}
          activeProps={{ 'aria-current': 'page' }}
        >
          {text}
        </Link>
      ))}
    </nav>
  )
}
