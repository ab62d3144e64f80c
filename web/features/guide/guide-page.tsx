import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { type ReactNode, useEffect } from 'react'
import { ErrorPanel } from '../../kit/error-panel.tsx'
import { GUIDE_PAGES, type GuidePage } from '../../kit/guide-pages.ts'
import { Page } from '../../kit/page.tsx'
import { useSession } from '../../session/session.tsx'
import { type Locale, useLanguage } from '../../texts/texts.tsx'
import styles from './guide-page.module.css'
import { Markdown, parseMarkdown } from './markdown.tsx'

const route = getRouteApi('/desk/guide/$page')

/** Each page is loaded when it is read. */
const SOURCES = import.meta.glob<string>('../../../docs/guide/*/*.md', { query: '?raw', import: 'default' })
const PICTURES = import.meta.glob<string>('../../../docs/guide/images/*.webp', {
  query: '?url',
  import: 'default',
  eager: true,
})

const sourceOf = async (locale: Locale, page: GuidePage): Promise<string> => {
  const load = SOURCES[`../../../docs/guide/${locale}/${page}.md`]
  if (!load) throw new Error(`the guide has no page ${page} in ${locale}`)
  return await load()
}

/** The guide for users, beside the screens that it tells of. */
export default function GuidePageView(): ReactNode {
  const { t, locale } = useLanguage()
  const { can } = useSession()
  const { page } = route.useParams()
  const known = GUIDE_PAGES.find(({ name }) => name === page)?.name ?? 'everybody'
  const source = useQuery({
    queryKey: ['guide', locale, known],
    queryFn: () => sourceOf(locale, known),
    staleTime: Number.POSITIVE_INFINITY,
  })
  const isThere = source.data !== undefined
  useEffect(() => {
    const anchor = decodeURIComponent(window.location.hash.slice(1))
    if (isThere && anchor !== '') document.getElementById(anchor)?.scrollIntoView({ block: 'start' })
  }, [isThere])
  const title = parseMarkdown(source.data ?? '').find(({ kind }) => kind === 'heading')
  return (
    <Page title={title?.kind === 'heading' ? title.text : t('guide.title')}>
      <div className={styles.columns}>
        <nav aria-label={t('guide.title')} className={styles.pages}>
          <ul>
            {GUIDE_PAGES.filter(
              (one) => !('permission' in one) || can(one.permission) || one.name === known,
            ).map((one) => (
              <li key={one.name}>
                <Link to="/guide/$page" params={{ page: one.name }} activeProps={{ 'aria-current': 'page' }}>
                  {t(one.text)}
                </Link>
              </li>
            ))}
          </ul>
        </nav>
        <article className={styles.text} aria-busy={source.isPending}>
          <ErrorPanel error={source.error} />
          {source.data === undefined ? null : (
            <Markdown
              source={source.data}
              picture={({ alt, name }) => {
                const url = PICTURES[`../../../docs/guide/images/${name}.${locale}.webp`]
                return url ? (
                  <figure>
                    <img src={url} alt={alt} width={1200} height={750} loading="lazy" />
                  </figure>
                ) : null
              }}
            />
          )}
        </article>
      </div>
    </Page>
  )
}
