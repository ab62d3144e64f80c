import { readFile } from 'node:fs/promises'
import type { FastifyRequest } from 'fastify'
import type { CityResponse, Reader } from 'maxmind'
import type { Logger } from 'pino'
import type { Config } from '../../../kernel/config.ts'

/** Where a scan comes from, no finer than this is ever kept: a country, whole degrees, a kind of device. */
export interface Place {
  /** ISO 3166-1 alpha-2. */
  readonly country: string | null
  readonly lat: number | null
  readonly lon: number | null
  readonly device: Device
}
export type Device = 'phone' | 'tablet' | 'desktop' | 'program'

type GeoConfig = Pick<Config, 'geoCountryHeader' | 'geoLatitudeHeader' | 'geoLongitudeHeader' | 'geoDatabase'>

/** What kind of device says so of itself; of what says nothing, or is a program, that it is one. */
export function deviceOf(userAgent: string | undefined): Device {
  if (
    userAgent === undefined ||
    !userAgent.startsWith('Mozilla/') ||
    /bot|crawl|spider|headless/i.test(userAgent)
  )
    return 'program'
  if (/iPad|Tablet|Android(?!.*Mobile)/.test(userAgent)) return 'tablet'
  return /Mobi|iPhone|Android/.test(userAgent) ? 'phone' : 'desktop'
}

const countryIn = (text: unknown): string | null =>
  // XX and T1 stand for "unknown" and for a tunnel at some content networks.
  typeof text === 'string' && /^[A-Za-z]{2}$/.test(text) && text.toUpperCase() !== 'XX'
    ? text.toUpperCase()
    : null

/** A latitude or longitude as whole degrees; null for what is none. */
export function degreeIn(text: unknown, most: 90 | 180): number | null {
  if (typeof text !== 'string' || !/^-?\d{1,3}(\.\d{1,12})?$/.test(text)) return null
  const degree = Math.round(Number(text))
  return Math.abs(degree) <= most ? degree + 0 : null
}

/**
 * Finds out where requests come from: by the headers of the proxy in front, or by a database on this machine, as far as they are
 * configured. Without either nobody knows, and nothing is guessed from a language.
 */
export class Places {
  readonly #config: GeoConfig
  #reader: Reader<CityResponse> | undefined
  readonly ready: Promise<void>

  constructor(config: GeoConfig, log: Pick<Logger, 'error'>) {
    this.#config = config
    this.ready = config.geoDatabase === undefined ? Promise.resolve() : this.#open(config.geoDatabase, log)
  }

  async #open(path: string, log: Pick<Logger, 'error'>): Promise<void> {
    try {
      const [{ Reader }, bytes] = await Promise.all([import('maxmind'), readFile(path)])
      this.#reader = new Reader<CityResponse>(bytes)
    } catch (error) {
      log.error({ err: error, path }, 'the database of places cannot be read; scans are kept without a place')
    }
  }

  of(request: Pick<FastifyRequest, 'headers' | 'ip'>): Place {
    const { geoCountryHeader, geoLatitudeHeader, geoLongitudeHeader } = this.#config
    const header = (name: string | undefined) =>
      name === undefined ? undefined : request.headers[name.toLowerCase()]
    const device = deviceOf(request.headers['user-agent'])
    const country = countryIn(header(geoCountryHeader))
    const lat = degreeIn(header(geoLatitudeHeader), 90)
    const lon = degreeIn(header(geoLongitudeHeader), 180)
    if (country !== null || (lat !== null && lon !== null))
      return { country, device, ...(lat !== null && lon !== null ? { lat, lon } : { lat: null, lon: null }) }
    const found = this.#lookUp(request.ip)
    const at = found?.location
    return {
      country: countryIn(found?.country?.iso_code),
      lat: at === undefined ? null : Math.round(at.latitude),
      lon: at === undefined ? null : Math.round(at.longitude),
      device,
    }
  }

  #lookUp(ip: string): CityResponse | null {
    try {
      return this.#reader?.get(ip) ?? null
    } catch {
      // What is no address is nowhere.
      return null
    }
  }
}
