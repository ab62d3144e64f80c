import { Link, useRouterState } from '@tanstack/react-router'
import { useTexts } from '../texts/texts.tsx'
import styles from './breadcrumbs.module.css'
import { pageTitle } from './page.tsx'
import { whereIs } from './places.ts'
import { useStore } from './store.ts'

/** Where one is: the place, its part, the record. */
export function Breadcrumbs() {
  const t = useTexts()
  const pathname = useRouterState({ select: (state) => state.location.pathname })
  const title = useStore(pageTitle)
  const { place, screen } = whereIs(pathname)
  const above = [place, screen].filter((one) => one !== undefined && one.to !== pathname)
  // A part of a place may have the title of the whole above its tabs.
  const isPart = screen !== undefined && screen.to === pathname
  return (
    <nav aria-label={t('nav.where')} className={styles.crumbs}>
      <ol>
        {pathname.startsWith('/guide/') ? (
          <li>
            <Link to="/guide">{t('guide.title')}</Link>
          </li>
        ) : null}
        {above.map((one) => (
          <li key={one!.to}>
            <Link to={one!.to}>{t(one!.text)}</Link>
          </li>
        ))}
        <li aria-current="page">{isPart ? t(screen!.text) : title}</li>
      </ol>
    </nav>
  )
}
