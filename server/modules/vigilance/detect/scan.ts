/** A question to verification as a detector sees it: coarse, and without a person. */
export interface Scan {
  readonly atMs: number
  /** A code of the client that changes every day. */
  readonly client: string
  /** The state of the piece when it was asked for. */
  readonly outcome: string
  /** ISO 3166-1 alpha-2; null where nobody said. */
  readonly country: string | null
  /** Whole degrees; null where nobody said. */
  readonly lat: number | null
  readonly lon: number | null
}

export const HOUR_MS = 3_600_000
export const DAY_MS = 86_400_000

const EARTH_KM = 6_371
const radians = (degrees: number): number => (degrees * Math.PI) / 180

/** The distance of two places on the globe, kilometres (haversine). */
export function distanceKm(
  a: { readonly lat: number; readonly lon: number },
  b: { readonly lat: number; readonly lon: number },
): number {
  const [lat1, lat2] = [radians(a.lat), radians(b.lat)]
  const h =
    Math.sin((lat2 - lat1) / 2) ** 2 +
    Math.cos(lat1) * Math.cos(lat2) * Math.sin(radians(b.lon - a.lon) / 2) ** 2
  return 2 * EARTH_KM * Math.asin(Math.min(1, Math.sqrt(h)))
}
