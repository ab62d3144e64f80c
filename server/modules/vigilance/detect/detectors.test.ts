import { describe, expect, it } from 'vitest'
import { evaluate } from '../evaluate/evaluate.ts'
import { generateYear } from '../evaluate/generate-year.ts'
import { type Detector, type Home, judgeClient, judgePiece } from './detectors.ts'
import { DAY_MS, distanceKm, HOUR_MS, type Scan } from './scan.ts'

const START = Date.UTC(2026, 0, 5, 9)
const PLACES = {
  bangkok: ['TH', 14, 101],
  tokyo: ['JP', 36, 140],
  paris: ['FR', 49, 2],
  london: ['GB', 52, 0],
  milan: ['IT', 45, 9],
  sydney: ['AU', -34, 151],
} as const
const HOME: Home = { lat: 14, lon: 101 }

let clients = 0
const scan = (day: number, place: keyof typeof PLACES | null, more: Partial<Scan> = {}): Scan => {
  const [country, lat, lon] = place === null ? [null, null, null] : PLACES[place]
  return { atMs: START + day * DAY_MS, client: `c${++clients}`, outcome: 'sold', country, lat, lon, ...more }
}
const told = (scans: Scan[], home: Home | undefined = HOME): Detector[] =>
  judgePiece(
    scans.toSorted((a, b) => a.atMs - b.atMs),
    home,
  ).map((finding) => finding.detector)
const at = (hour: number) => ({ atMs: START + hour * HOUR_MS })

describe('a distance on the globe', () => {
  it('is that of the haversine', () => {
    expect(Math.round(distanceKm({ lat: 52, lon: 0 }, { lat: 49, lon: 2 }))).toBe(362)
    expect(distanceKm({ lat: 10, lon: 10 }, { lat: 10, lon: 10 })).toBe(0)
    // Across the date line it is short.
    expect(Math.round(distanceKm({ lat: 0, lon: 179 }, { lat: 0, lon: -179 }))).toBe(222)
  })
})

describe('an honest piece', () => {
  it.each([
    ['stays at home', [0, 3, 9, 30, 31].map((day) => scan(day, 'bangkok'))],
    ['flies to Tokyo and back', [scan(0, 'bangkok'), scan(1, 'tokyo'), scan(8, 'tokyo'), scan(9, 'bangkok')]],
    [
      'has its photo sent to a friend',
      [scan(0, 'bangkok', at(0)), scan(0, 'paris', at(1)), scan(0, 'bangkok', at(2))],
    ],
    [
      'is auctioned: half the world looks for three days',
      (['london', 'bangkok', 'tokyo', 'sydney', 'bangkok', 'milan'] as const).map((place, i) =>
        scan(i / 2, place),
      ),
    ],
    ['is shown around at a party', Array.from({ length: 8 }, (_, i) => scan(0, 'bangkok', at(i / 10)))],
    [
      'is at a fair before it is sold',
      Array.from({ length: 30 }, (_, i) =>
        scan(i % 2, 'paris', { ...at((i % 2) * 24 + i / 20), outcome: 'in_stock' }),
      ),
    ],
    ['is sold nowhere that anybody knows', Array.from({ length: 20 }, (_, i) => scan(i, null))],
  ])('%s, and nobody is told', (_what, scans) => {
    expect(told(scans)).toEqual([])
  })

  it('that is only near elsewhere, is not: whole degrees and telephones are not that exact', () => {
    const near = [0, 7, 14, 21].flatMap((day) => [
      scan(day, 'bangkok'),
      scan(day, 'bangkok', { atMs: START + day * DAY_MS + 60_000, lat: 15, lon: 100 }),
    ])
    expect(told(near)).toEqual([])
  })
})

describe('a copied number', () => {
  const hops = [0, 7, 14].flatMap((day) => [
    scan(day, 'bangkok'),
    scan(day, 'paris', { atMs: START + day * DAY_MS + 2 * HOUR_MS }),
  ])

  it('is here and there sooner than anybody travels, again and again', () => {
    const [finding] = judgePiece(hops, HOME)
    expect(finding).toMatchObject({ detector: 'impossible_travel', evidence: { countries: ['FR', 'TH'] } })
    expect(finding!.evidence.hops![0]).toMatchObject({
      from: { country: 'TH', lat: 14, lon: 101 },
      to: { country: 'FR', lat: 49, lon: 2 },
    })
    expect(finding!.evidence.hops![0]!.kmPerHour).toBeGreaterThan(4_000)
    // By one client it is a tunnel.
    expect(told(hops.map((one) => ({ ...one, client: 'one' })))).toEqual([])
  })

  it('is asked for by more people in an hour than can hold one piece', () => {
    expect(told(Array.from({ length: 9 }, (_, i) => scan(0, 'bangkok', at(i / 10))))).toEqual(['burst'])
    expect(told(Array.from({ length: 9 }, (_, i) => scan(0, 'bangkok', at(i / 4))))).toEqual([])
    expect(
      told(Array.from({ length: 30 }, (_, i) => scan(0, 'bangkok', { ...at(i / 40), client: 'one' }))),
    ).toEqual([])
  })

  it('is in many countries for weeks', () => {
    const places = (['bangkok', 'tokyo', 'paris', 'sydney'] as const).map((place, i) => scan(i * 5, place))
    expect(told(places)).toEqual(['many_places'])
    expect(told(places.slice(0, 3))).toEqual([])
  })
})

describe('a number that is on nothing', () => {
  it('was withdrawn, and yet is asked for', () => {
    const scans = [0, 2, 4].map((day) => scan(day, 'paris', { outcome: 'void' }))
    expect(told(scans)).toEqual(['never_sold'])
    expect(told(scans.slice(0, 2))).toEqual([])
    expect(told(scans.map((one) => ({ ...one, client: 'the workshop' })))).toEqual([])
  })

  it('lies in stock, and yet is asked for elsewhere, day after day', () => {
    const scans = [0, 2, 4, 6].map((day) => scan(day, 'paris', { outcome: 'in_stock' }))
    expect(told(scans)).toEqual(['never_sold'])
    expect(told(scans.map((one) => ({ ...one, lat: 14, lon: 101, country: 'TH' })))).toEqual([])
    // Who does not know where the maker is, cannot say.
    expect(judgePiece(scans, undefined)).toEqual([])
  })
})

describe('a client that tries numbers', () => {
  const tries = { scans: 20, firstMs: START, lastMs: START + HOUR_MS, country: 'TH' }

  it('is told of from a dozen different ones on', () => {
    expect(judgeClient({ ...tries, numbers: 11 })).toBeUndefined()
    expect(judgeClient({ ...tries, numbers: 24 })).toMatchObject({
      detector: 'guessing',
      score: 2,
      evidence: { numbers: 24, scans: 20, clients: 1, countries: ['TH'] },
    })
  })
})

describe('a generated year', () => {
  it('is the same for the same seed, in order of time, and another for another', () => {
    const [once, again, other] = [generateYear(7), generateYear(7), generateYear(8)]
    expect(once).toEqual(again)
    expect(once.scans.length).not.toBe(other.scans.length)
    for (let i = 1; i < once.scans.length; i++)
      expect(once.scans[i]!.atMs).toBeGreaterThanOrEqual(once.scans[i - 1]!.atMs)
    expect(once.planted.size).toBe(92)
  })

  it('of a seed that no threshold was chosen on: nearly every fraud is told of, and most that is told is one', () => {
    const { detectors, together } = evaluate([201, 202])
    expect(together.recall).toBeGreaterThanOrEqual(0.95)
    expect(together.precision).toBeGreaterThanOrEqual(0.8)
    const by = new Map(detectors.map((score) => [score.detector, score]))
    for (const detector of ['burst', 'never_sold', 'guessing'] as const) {
      expect(by.get(detector)!.precision).toBeGreaterThanOrEqual(0.9)
      expect(by.get(detector)!.recall).toBeGreaterThanOrEqual(0.9)
    }
    expect(by.get('many_places')!.recall).toBeGreaterThanOrEqual(0.85)
    expect(by.get('impossible_travel')!.precision).toBeGreaterThanOrEqual(0.75)
  })
})
