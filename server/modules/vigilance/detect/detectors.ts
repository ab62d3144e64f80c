import { DAY_MS, distanceKm, HOUR_MS, type Scan } from './scan.ts'
import { THRESHOLDS, type Thresholds } from './thresholds.ts'

export const DETECTORS = ['impossible_travel', 'burst', 'many_places', 'never_sold', 'guessing'] as const
export type Detector = (typeof DETECTORS)[number]

/** What a detector has found about a piece: enough to see why, without a person in it. */
export interface Finding {
  readonly detector: Detector
  /** How far beyond the threshold it is: 1 is just there. */
  readonly score: number
  readonly firstMs: number
  readonly lastMs: number
  readonly evidence: Evidence
}

export interface Evidence {
  readonly scans: number
  readonly clients: number
  readonly countries: readonly string[]
  /** The pairs of scans that nobody can have travelled between, the fastest first. */
  readonly hops?: readonly Hop[]
  /** Numbers that nobody issued. */
  readonly numbers?: number
  /** States that the piece was in. */
  readonly outcomes?: readonly string[]
}

export interface Hop {
  readonly from: Place
  readonly to: Place
  readonly km: number
  readonly kmPerHour: number
}
interface Place {
  readonly at: string
  readonly country: string | null
  readonly lat: number
  readonly lon: number
}

const MOST_HOPS = 5
/** States of a number that no sold piece carries. */
const WITHDRAWN: readonly string[] = ['void', 'scrapped']
const UNSOLD: readonly string[] = ['reserved', 'issued', 'in_production', 'in_stock']

/** Where a maker's unsold pieces are scanned most: the workshop, its shop. */
export interface Home {
  readonly lat: number
  readonly lon: number
}

/**
 * What is odd about the scans of one piece. They are of the window, in order of time; what only the last day could have changed is
 * told again each time, and whoever keeps the alerts keeps one.
 */
export function judgePiece(
  scans: readonly Scan[],
  home: Home | undefined,
  thresholds: Thresholds = THRESHOLDS,
): Finding[] {
  if (scans.length < 2) return []
  return [
    impossibleTravel(scans, thresholds),
    burst(scans, thresholds),
    manyPlaces(scans, thresholds),
    neverSold(scans, home, thresholds),
  ].filter((finding) => finding !== undefined)
}

const countriesOf = (scans: readonly Scan[]): string[] => [
  ...new Set(scans.flatMap(({ country }) => (country === null ? [] : [country]))),
]
const clientsOf = (scans: readonly Scan[]): number => new Set(scans.map(({ client }) => client)).size
const evidenceOf = (scans: readonly Scan[]): Evidence => ({
  scans: scans.length,
  clients: clientsOf(scans),
  countries: countriesOf(scans).sort(),
})
const found = (
  detector: Detector,
  score: number,
  scans: readonly Scan[],
  more: Partial<Evidence> = {},
): Finding => ({
  detector,
  score: Math.round(score * 100) / 100,
  firstMs: scans[0]!.atMs,
  lastMs: scans.at(-1)!.atMs,
  evidence: { ...evidenceOf(scans), ...more },
})

interface Placed extends Scan {
  readonly lat: number
  readonly lon: number
}

/** The same piece here and there, sooner than anybody can travel. */
function impossibleTravel(scans: readonly Scan[], t: Thresholds): Finding | undefined {
  const placed = scans.filter((scan): scan is Placed => scan.lat !== null && scan.lon !== null)
  const hops: (Hop & { readonly scans: readonly [Scan, Scan] })[] = []
  for (let i = 1; i < placed.length; i++) {
    const [from, to] = [placed[i - 1]!, placed[i]!]
    const km = distanceKm(from, to) - t.slackKm
    if (km < t.travelMinKm || from.client === to.client) continue
    const hours = Math.max((to.atMs - from.atMs) / HOUR_MS, 1 / 60)
    if (km / hours > t.travelKmPerHour)
      hops.push({
        from: placeOf(from),
        to: placeOf(to),
        km: Math.round(km),
        kmPerHour: Math.round(km / hours),
        scans: [from, to],
      })
  }
  const involved = [...new Set(hops.flatMap((hop) => hop.scans))]
  // A photo that is passed around, and an auction that half the world looks at, are over in a few days.
  if (hops.length < t.travelHops || spanDays(involved) < t.lastsDays) return undefined
  const fastest = hops
    .toSorted((a, b) => b.kmPerHour - a.kmPerHour)
    .slice(0, MOST_HOPS)
    .map(({ scans: _, ...hop }) => hop)
  return found('impossible_travel', hops.length / t.travelHops, involved, { hops: fastest })
}

const spanDays = (scans: readonly Scan[]): number =>
  scans.length === 0 ? 0 : (scans.at(-1)!.atMs - scans[0]!.atMs) / DAY_MS

const placeOf = ({ atMs, country, lat, lon }: Placed): Place => ({
  at: new Date(atMs).toISOString(),
  country,
  lat,
  lon,
})

/** More people than can hold one piece in an hour. */
function burst(scans: readonly Scan[], t: Thresholds): Finding | undefined {
  let best: readonly Scan[] = []
  let clients = 0
  let from = 0
  for (let to = 0; to < scans.length; to++) {
    while (scans[to]!.atMs - scans[from]!.atMs > HOUR_MS) from++
    const within = scans.slice(from, to + 1)
    const count = within.length >= t.burstClients ? clientsOf(within) : 0
    if (count > clients) {
      clients = count
      best = within
    }
  }
  // Before it is sold, a piece may stand in a window or at a fair.
  const sold = best.filter(({ outcome }) => !UNSOLD.includes(outcome))
  if (clients < t.burstClients || clientsOf(sold) < t.burstClients) return undefined
  return found('burst', clients / t.burstClients, best)
}

/** One piece in more countries than it goes to in a month, and for longer than an auction lasts. */
function manyPlaces(scans: readonly Scan[], t: Thresholds): Finding | undefined {
  const lastMs = scans.at(-1)!.atMs
  const recent = scans.filter(({ atMs }) => atMs > lastMs - t.placesDays * DAY_MS)
  const first = new Map<string, Scan>()
  for (const scan of recent)
    if (scan.country !== null && !first.has(scan.country)) first.set(scan.country, scan)
  if (first.size < t.placesCountries || spanDays([...first.values()]) < t.lastsDays) return undefined
  return found('many_places', first.size / t.placesCountries, recent)
}

/** A number that is on a piece out there, though its own was withdrawn or never left. */
function neverSold(scans: readonly Scan[], home: Home | undefined, t: Thresholds): Finding | undefined {
  const withdrawn = scans.filter(({ outcome }) => WITHDRAWN.includes(outcome))
  if (clientsOf(withdrawn) >= t.voidClients)
    return found('never_sold', clientsOf(withdrawn) / t.voidClients, withdrawn, {
      outcomes: outcomesOf(withdrawn),
    })
  const unsold = scans.filter(({ outcome }) => UNSOLD.includes(outcome))
  const away = unsold.filter((scan) => isAway(scan, home, t))
  const days = new Set(away.map(({ atMs }) => Math.floor(atMs / DAY_MS))).size
  const clients = clientsOf(away)
  if (clients < t.unsoldClients || days < t.unsoldDays) return undefined
  return found('never_sold', Math.min(clients / t.unsoldClients, days / t.unsoldDays), away, {
    outcomes: outcomesOf(away),
  })
}

const outcomesOf = (scans: readonly Scan[]): string[] =>
  [...new Set(scans.map(({ outcome }) => outcome))].sort()

/** Of a scan that has no place, or a maker who has none, nobody knows. */
const isAway = ({ lat, lon }: Scan, home: Home | undefined, t: Thresholds): boolean =>
  lat !== null && lon !== null && home !== undefined && distanceKm({ lat, lon }, home) > t.travelMinKm

/** A client that tries numbers. `numbers`: how many different ones that nobody issued, on one day. */
export function judgeClient(
  tries: {
    readonly numbers: number
    readonly scans: number
    readonly firstMs: number
    readonly lastMs: number
    readonly country: string | null
  },
  t: Thresholds = THRESHOLDS,
): Finding | undefined {
  if (tries.numbers < t.unknownNumbers) return undefined
  return {
    detector: 'guessing',
    score: Math.round((tries.numbers / t.unknownNumbers) * 100) / 100,
    firstMs: tries.firstMs,
    lastMs: tries.lastMs,
    evidence: {
      scans: tries.scans,
      clients: 1,
      countries: tries.country === null ? [] : [tries.country],
      numbers: tries.numbers,
    },
  }
}
