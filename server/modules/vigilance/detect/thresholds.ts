/**
 * From where on something is told to the maker. Chosen on generated years of the seeds 1 to 5, and judged on others:
 * `touchmark serials anomalies --evaluate`.
 */
export interface Thresholds {
  /** Days that a piece is looked at together. */
  readonly windowDays: number
  /** Faster than this nobody travels, door to door. */
  readonly travelKmPerHour: number
  /** What whole degrees may be wrong by, both ends together, and a telephone's guess with them. */
  readonly slackKm: number
  /** Nearer than this is no journey. */
  readonly travelMinKm: number
  /** Journeys that nobody can make, in the window: one is a photo sent to a friend. */
  readonly travelHops: number
  /** Different clients that ask for one piece within an hour. */
  readonly burstClients: number
  /** Countries that one piece is asked for in, in so many days. */
  readonly placesCountries: number
  readonly placesDays: number
  /** What is over sooner is a photo that was passed around, or an auction. */
  readonly lastsDays: number
  /** Different clients that ask for a number that was withdrawn. */
  readonly voidClients: number
  /** Different clients and days on which a piece is asked for that was never sold. */
  readonly unsoldClients: number
  readonly unsoldDays: number
  /** Different numbers that nobody issued, by one client on a day. */
  readonly unknownNumbers: number
}

export const THRESHOLDS: Thresholds = {
  windowDays: 90,
  travelKmPerHour: 1_000,
  slackKm: 220,
  travelMinKm: 600,
  travelHops: 3,
  burstClients: 9,
  placesCountries: 4,
  placesDays: 30,
  lastsDays: 12,
  voidClients: 3,
  unsoldClients: 4,
  unsoldDays: 4,
  unknownNumbers: 12,
}
