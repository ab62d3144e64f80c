import { useQuery } from '@tanstack/react-query'
import { countryName } from '../../kit/country-name.ts'
import { useFormat } from '../../kit/format.tsx'
import { LOCALE_TAGS, useLanguage } from '../../texts/texts.tsx'
import styles from './vigilance.module.css'

const WIDTH = 720
const HEIGHT = 340
/** The poles have no workshop: what is shown goes from 84° north to 58° south. */
const NORTH = 84
const SOUTH = -58
/** Steps of the colour, by the share of the most. */
const STEPS = 5

const x = (lon: number): number => ((lon + 180) / 360) * WIDTH
const y = (lat: number): number =>
  ((NORTH - Math.max(Math.min(lat, NORTH), SOUTH)) / (NORTH - SOUTH)) * HEIGHT

type Ring = readonly (readonly [number, number])[]

/** A ring as a path. One that goes over the edge of the map is cut there, where the longitude jumps. */
function pathOf(ring: Ring): string {
  let path = ''
  let before: number | undefined
  for (const [lon, lat] of ring) {
    const jumps = before !== undefined && Math.abs(lon - before) > 180
    path += `${before === undefined || jumps ? 'M' : 'L'}${x(lon).toFixed(1)} ${y(lat).toFixed(1)}`
    before = lon
  }
  return `${path}Z`
}

interface Shape {
  key: string
  /** ISO 3166-1 alpha-2; null for what has none. */
  country: string | null
  path: string
}

/** The countries of the world, drawn once; loaded when a map is looked at first. */
async function loadShapes(): Promise<Shape[]> {
  const [{ feature }, { default: world }, { default: codes }] = await Promise.all([
    import('topojson-client'),
    import('world-atlas/countries-110m.json'),
    import('i18n-iso-countries/codes.json'),
  ])
  const alpha2 = new Map(codes.map(([two, , number]) => [number, two]))
  // The file says of itself less than its types ask for.
  const topology = world as unknown as Parameters<typeof feature>[0]
  const countries = feature(topology, topology.objects.countries!)
  const features = 'features' in countries ? countries.features : [countries]
  return features.flatMap(({ id, geometry }, index) => {
    const polygons =
      geometry.type === 'Polygon'
        ? [geometry.coordinates]
        : geometry.type === 'MultiPolygon'
          ? geometry.coordinates
          : []
    const path = polygons.flatMap((rings) => rings.map((ring) => pathOf(ring as unknown as Ring))).join('')
    const country = alpha2.get(String(id).padStart(3, '0')) ?? null
    // Antarctica is below the map.
    return country === 'AQ' ? [] : [{ key: `${id ?? index}`, country, path }]
  })
}

/** Where scans come from: the darker, the more. The list beside it says the same in words. */
export function WorldMap(props: { label: string; countries: readonly { country: string; scans: number }[] }) {
  const { locale } = useLanguage()
  const format = useFormat()
  const shapes = useQuery({ queryKey: ['world'], queryFn: loadShapes, staleTime: Number.POSITIVE_INFINITY })
  const scans = new Map(props.countries.map((row) => [row.country, row.scans]))
  const most = Math.max(...scans.values(), 1)
  const stepOf = (count: number) => Math.ceil((Math.log1p(count) / Math.log1p(most)) * STEPS)
  return (
    <svg
      className={styles.map}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      role="img"
      aria-label={props.label}
      aria-busy={shapes.isPending}
    >
      {(shapes.data ?? []).map(({ key, country, path }) => {
        const count = country === null ? 0 : (scans.get(country) ?? 0)
        return (
          <path key={key} d={path} data-step={stepOf(count)}>
            {country === null ? null : (
              <title>{`${countryName(LOCALE_TAGS[locale], country)}: ${format.count(count)}`}</title>
            )}
          </path>
        )
      })}
    </svg>
  )
}
