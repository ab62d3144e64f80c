import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { type DataOf, read } from '../../api/queries.ts'
import { ChartCard, type Point } from '../../kit/charts/chart-card.tsx'
import { ShareChart } from '../../kit/charts/share-chart.tsx'
import { TimeChart } from '../../kit/charts/time-chart.tsx'
import { countryName } from '../../kit/country-name.ts'
import { EmptyState } from '../../kit/empty-state.tsx'
import { ErrorPanel } from '../../kit/error-panel.tsx'
import { useFormat } from '../../kit/format.tsx'
import { FilterSelect } from '../../kit/list-page.tsx'
import { Page } from '../../kit/page.tsx'
import { Columns } from '../../kit/record-page.tsx'
import { Section } from '../../kit/section.tsx'
import { LOCALE_TAGS, useLanguage, useTexts } from '../../texts/texts.tsx'
import styles from './vigilance.module.css'
import { WatchNav } from './watch-nav.tsx'
import { WorldMap } from './world-map.tsx'

type Analytics = DataOf<'/api/v1/scan-analytics'>
const route = getRouteApi('/desk/watch')
const DAY_MS = 86_400_000
const RANGES = { '90': 'watch.range.90', '365': 'watch.range.365' } as const

export default function WatchPage(): ReactNode {
  const t = useTexts()
  const format = useFormat()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const to = format.dayOf(new Date())
  const from =
    search.days === undefined
      ? undefined
      : new Date(Date.parse(to) - (Number(search.days) - 1) * DAY_MS).toISOString().slice(0, 10)
  const analytics = useQuery(
    read('/api/v1/scan-analytics', { query: from === undefined ? {} : { from, to } }),
  )
  return (
    <Page
      title={t('watch.title')}
      actions={
        <FilterSelect
          label={t('watch.range')}
          none={t('watch.range.30')}
          value={search.days}
          options={(['90', '365'] as const).map((days) => ({ value: days, label: t(RANGES[days]) }))}
          onChange={(days) => void navigate({ search: { days }, replace: true })}
        />
      }
    >
      <WatchNav />
      <ErrorPanel error={analytics.error} onRetry={() => void analytics.refetch()} />
      {analytics.data ? <Charts analytics={analytics.data} /> : <div aria-busy={analytics.isPending} />}
    </Page>
  )
}

function Charts({ analytics }: { analytics: Analytics }) {
  const { t, locale } = useLanguage()
  const format = useFormat()
  if (analytics.total === 0)
    return (
      <Section>
        <EmptyState title={t('watch.none')} text={t('watch.none.text')} />
      </Section>
    )
  const places = analytics.countries.filter(({ country }) => country !== '')
  const unknown = analytics.countries.find(({ country }) => country === '')?.scans ?? 0
  const all = { to: '/pieces' } as const
  const points = analytics.days.map<Point>(({ day, scans }) => ({
    key: day,
    name: format.day(day),
    short: day.slice(8),
    value: scans,
    text: format.count(scans),
    to: all,
  }))
  return (
    <>
      <ChartCard
        title={t('watch.overTime')}
        sum={t('watch.total', { scans: format.count(analytics.total) })}
        points={points}
        heads={{ name: t('watch.day'), value: t('watch.scans') }}
      >
        <TimeChart label={t('watch.overTime')} kind="bars" points={points} axis={format.count} />
      </ChartCard>
      <Columns
        main={
          <Section title={t('watch.where')}>
            <WorldMap label={t('watch.map')} countries={places} />
            <ul className={styles.countries} aria-label={t('watch.where')}>
              {places.map(({ country, scans }) => (
                <li key={country}>
                  <span>{countryName(LOCALE_TAGS[locale], country)}</span>
                  <span className="numbers">{format.count(scans)}</span>
                </li>
              ))}
            </ul>
            {unknown > 0 ? (
              <p className={styles.note}>{t('watch.unknownPlace', { scans: format.count(unknown) })}</p>
            ) : null}
          </Section>
        }
        side={
          <>
            <Section title={t('watch.products')}>
              <ShareChart
                label={t('watch.products')}
                rows={analytics.products.map(({ sku, name, scans }) => ({
                  key: sku,
                  name: name ?? sku,
                  to: { to: '/products', search: { q: sku } },
                  text: format.count(scans),
                  shares: [
                    {
                      key: sku,
                      text: '',
                      value: scans,
                      tone: 'accent',
                      to: { to: '/products', search: { q: sku } },
                    },
                  ],
                }))}
              />
            </Section>
            <Section title={t('watch.alerts')}>
              <p>
                <Link to="/watch/alerts" search={{ state: 'open' }}>
                  {t.count('watch.openAlerts', analytics.alerts.open)}
                </Link>
              </p>
            </Section>
          </>
        }
      />
    </>
  )
}
