import type { Detector } from '../detect/detectors.ts'
import { DAY_MS, HOUR_MS, type Scan } from '../detect/scan.ts'
import { type City, cities } from './cities.ts'
import { Random } from './random.ts'

/** What was planted: kinds of fraud, each of which some detector should see. */
export type Plant = 'cloned_abroad' | 'cloned_stall' | 'withdrawn_number' | 'unsold_number' | 'guesser'

/** By which detectors a kind of fraud can be seen. A fraud is found when one of them says so. */
export const SEEN_BY: Readonly<Record<Plant, readonly Detector[]>> = {
  cloned_abroad: ['impossible_travel', 'many_places'],
  cloned_stall: ['burst'],
  withdrawn_number: ['never_sold'],
  unsold_number: ['never_sold'],
  guesser: ['guessing'],
}

export interface PieceScan extends Scan {
  readonly piece: number
}
export interface Tries {
  readonly client: string
  readonly day: number
  readonly numbers: number
  readonly scans: number
  readonly firstMs: number
  readonly lastMs: number
  readonly country: string | null
}

export interface Year {
  /** In order of time. */
  readonly scans: readonly PieceScan[]
  /** Numbers that nobody issued, by client and day. */
  readonly tries: readonly Tries[]
  /** What is false: by piece, or by client for guessers. */
  readonly planted: ReadonlyMap<string, Plant>
}

const START_MS = Date.UTC(2025, 0, 1)
const DAYS = 365
const PIECES = 3_000
const PLANTS: Readonly<Record<Exclude<Plant, 'guesser'>, number>> = {
  cloned_abroad: 24,
  cloned_stall: 16,
  withdrawn_number: 16,
  unsold_number: 16,
}
const GUESSERS = 20
/** Where the maker is. */
export const HOME: City = cities[0]!
/** No address has a place at all: a provider that the list does not know, a tunnel. */
const PLACELESS = 0.06
/** The place is that of a tunnel's end. */
const TUNNELED = 0.02

/**
 * A year of questions to one maker's numbers, the same for the same seed: owners at home and on journeys, friends who are sent a
 * photo, second owners, shop windows, fairs and auctions, the workshop's own labels, people who mistype; and among them counterfeits.
 */
export function generateYear(seed: number): Year {
  const world = new World(new Random(seed))
  for (let piece = 0; piece < PIECES; piece++) world.live(piece)
  world.plantAll()
  world.mistype()
  return world.year()
}

class World {
  readonly #random: Random
  readonly #scans: PieceScan[] = []
  readonly #tries: Tries[] = []
  readonly #planted = new Map<string, Plant>()
  readonly #soldDay = new Map<number, number>()
  #clients = 0

  constructor(random: Random) {
    this.#random = random
  }

  year(): Year {
    return {
      scans: this.#scans.toSorted((a, b) => a.atMs - b.atMs),
      tries: this.#tries,
      planted: this.#planted,
    }
  }

  /** Codes change every day, so the same person is another one tomorrow. */
  #client(): string {
    return `c${++this.#clients}`
  }

  #scan(piece: number, atMs: number, city: City, outcome: string, client = this.#client()): void {
    const random = this.#random
    if (atMs >= START_MS + DAYS * DAY_MS) return
    const at = random.chance(TUNNELED) ? random.pick(cities) : city
    const isKnown = !random.chance(PLACELESS)
    // A telephone's network is often somewhere near.
    const off = () => (random.chance(0.3) ? random.whole(-1, 1) : 0)
    this.#scans.push({
      piece,
      atMs,
      client,
      outcome,
      country: isKnown ? at.country : null,
      lat: isKnown ? at.lat + off() : null,
      lon: isKnown ? at.lon + off() : null,
    })
  }

  /** Mostly by day. */
  #moment(day: number): number {
    return START_MS + day * DAY_MS + (7 + this.#random.next() * 15) * HOUR_MS
  }

  /** What happens to an honest piece: made, shown, sold, owned, travelled with, sold on. */
  live(piece: number): void {
    const random = this.#random
    const madeDay = random.whole(-200, DAYS - 10)
    const soldDay = random.chance(0.85) ? madeDay + random.whole(3, 90) : DAYS + 1
    this.#soldDay.set(piece, soldDay)
    const shown = random.chance(0.1)
    for (let day = Math.max(0, madeDay); day < Math.min(soldDay, DAYS); day++) {
      // The workshop scans its own labels; a piece in the window is scanned by who walks by.
      if (random.chance(shown ? 0.12 : 0.01)) this.#scan(piece, this.#moment(day), HOME, 'in_stock')
    }
    if (shown && random.chance(0.15)) this.#fair(piece, random.whole(Math.max(0, madeDay), DAYS), soldDay)
    if (soldDay >= DAYS) return
    this.#own(piece, Math.max(0, soldDay), random.weighted(cities))
  }

  /** A fair in another city: many look within two days. */
  #fair(piece: number, day: number, soldDay: number): void {
    if (day >= soldDay || day >= DAYS - 2) return
    const city = this.#random.pick(cities)
    for (let i = this.#random.whole(5, 30); i > 0; i--)
      this.#scan(piece, this.#moment(day + this.#random.whole(0, 1)), city, 'in_stock')
  }

  #own(piece: number, from: number, home: City): void {
    const random = this.#random
    const until = random.chance(0.08) ? from + random.whole(30, 300) : DAYS
    const perDay = random.chance(0.1) ? 0.05 : 0.008
    let city = home
    let backOn = -1
    for (let day = from; day < Math.min(until, DAYS); day++) {
      if (day === backOn) city = home
      if (random.chance(0.004)) {
        // A journey takes its time: nobody scans in two places on the day of the flight.
        city = random.weighted(cities)
        backOn = day + random.whole(3, 14)
        continue
      }
      // Just bought: shown to everybody.
      const mean = day - from < 3 ? 0.5 : perDay
      for (let i = random.poisson(mean); i > 0; i--) this.#scan(piece, this.#moment(day), city, 'sold')
      if (random.chance(0.0012)) this.#shareLink(piece, day, city)
      if (random.chance(0.0003)) this.#party(piece, day, city)
    }
    if (until < DAYS - 5) {
      // Offered online: buyers from anywhere look, most of them near.
      if (random.chance(0.5)) this.#auction(piece, until, city)
      this.#own(piece, until + 4, random.weighted(cities))
    }
  }

  /** A photo of the code is sent to a friend elsewhere. */
  #shareLink(piece: number, day: number, city: City): void {
    const atMs = this.#moment(day)
    this.#scan(piece, atMs, city, 'sold')
    this.#scan(piece, atMs + this.#random.next() * 3 * HOUR_MS, this.#random.weighted(cities), 'sold')
  }

  /** Shown around in company. */
  #party(piece: number, day: number, city: City): void {
    const atMs = this.#moment(day)
    for (let i = this.#random.whole(3, 8); i > 0; i--)
      this.#scan(piece, atMs + this.#random.next() * HOUR_MS, city, 'sold')
  }

  #auction(piece: number, day: number, city: City): void {
    for (let i = this.#random.whole(2, 9); i > 0; i--)
      this.#scan(
        piece,
        this.#moment(day + this.#random.whole(0, 3)),
        this.#random.chance(0.75) ? city : this.#random.weighted(cities),
        'sold',
      )
  }

  plantAll(): void {
    const random = this.#random
    const free = [...this.#soldDay.keys()].toSorted(() => random.next() - 0.5)
    const take = (fits: (soldDay: number) => boolean): number => {
      const at = free.findIndex((piece) => fits(this.#soldDay.get(piece)!))
      return free.splice(at, 1)[0]!
    }
    const sold = (soldDay: number) => soldDay >= 0 && soldDay < DAYS - 120
    for (let i = 0; i < PLANTS.cloned_abroad; i++) this.#cloneAbroad(take(sold))
    for (let i = 0; i < PLANTS.cloned_stall; i++) this.#cloneAtStall(take(sold))
    for (let i = 0; i < PLANTS.unsold_number; i++) this.#fakeUnsold(take((day) => day > DAYS))
    for (let i = 0; i < PLANTS.withdrawn_number; i++) this.#fakeWithdrawn(PIECES + i)
    // Labels that were spoilt are scanned once or twice in the workshop.
    for (let i = 0; i < 200; i++)
      for (let n = random.whole(0, 2); n > 0; n--)
        this.#scan(PIECES + 1_000 + i, this.#moment(random.whole(0, DAYS - 1)), HOME, 'void')
    for (let i = 0; i < GUESSERS; i++) this.#guess()
  }

  /** One number on many fakes, sold in several cities over some months. */
  #cloneAbroad(piece: number): void {
    const random = this.#random
    this.#planted.set(`piece ${piece}`, 'cloned_abroad')
    const from = Math.max(this.#soldDay.get(piece)!, 0) + random.whole(5, 60)
    const markets = Array.from({ length: random.whole(3, 8) }, () => random.pick(cities))
    for (let i = random.whole(12, 90); i > 0; i--)
      this.#scan(piece, this.#moment(from + random.whole(0, 120)), random.pick(markets), 'sold')
  }

  /** A market stall sells the same number on a busy day. */
  #cloneAtStall(piece: number): void {
    const random = this.#random
    this.#planted.set(`piece ${piece}`, 'cloned_stall')
    const from = Math.max(this.#soldDay.get(piece)!, 0) + random.whole(5, 60)
    const city = random.pick(cities)
    for (let day = random.whole(1, 4); day > 0; day--) {
      const opens = this.#moment(from + day * 7)
      for (let i = random.whole(10, 40); i > 0; i--)
        this.#scan(piece, opens + random.next() * 2.5 * HOUR_MS, city, 'sold')
    }
  }

  /** The number of a piece that never left the workshop. */
  #fakeUnsold(piece: number): void {
    const random = this.#random
    this.#planted.set(`piece ${piece}`, 'unsold_number')
    const from = random.whole(20, 250)
    const markets = Array.from({ length: random.whole(1, 4) }, () => random.pick(cities.slice(1)))
    for (let i = random.whole(8, 40); i > 0; i--)
      this.#scan(piece, this.#moment(from + random.whole(0, 90)), random.pick(markets), 'in_stock')
  }

  #fakeWithdrawn(piece: number): void {
    const random = this.#random
    this.#planted.set(`piece ${piece}`, 'withdrawn_number')
    const from = random.whole(20, 250)
    const markets = Array.from({ length: random.whole(1, 4) }, () => random.pick(cities))
    for (let i = random.whole(6, 40); i > 0; i--)
      this.#scan(piece, this.#moment(from + random.whole(0, 90)), random.pick(markets), 'void')
  }

  /** Somebody tries numbers until one is good. */
  #guess(): void {
    const random = this.#random
    const client = this.#client()
    this.#planted.set(`client ${client}`, 'guesser')
    this.#try(client, random.whole(8, 120))
  }

  #try(client: string, numbers: number): void {
    const day = this.#random.whole(0, DAYS - 1)
    const firstMs = this.#moment(day)
    this.#tries.push({
      client,
      day,
      numbers,
      scans: numbers + this.#random.poisson(numbers / 4),
      firstMs,
      lastMs: firstMs + numbers * 20_000,
      country: this.#random.weighted(cities).country,
    })
  }

  /** Honest people mistype: most once or twice, some with a worn label a dozen times. A shared network adds up. */
  mistype(): void {
    const random = this.#random
    for (let i = 0; i < 4_000; i++) this.#try(this.#client(), 1 + random.poisson(0.6))
    for (let i = 0; i < 60; i++) this.#try(this.#client(), random.whole(4, 9))
    for (let i = 0; i < 3; i++) this.#try(this.#client(), random.whole(9, 14))
  }
}
