import { describe, expect, it } from 'vitest'
import { degreeIn, deviceOf, Places } from './place.ts'

const log = { error: () => {} }
const none = {
  geoCountryHeader: undefined,
  geoLatitudeHeader: undefined,
  geoLongitudeHeader: undefined,
  geoDatabase: undefined,
}
const PHONE = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148'

describe('a device', () => {
  it.each([
    [PHONE, 'phone'],
    ['Mozilla/5.0 (Linux; Android 15; Pixel 9) Chrome/140.0 Mobile Safari/537.36', 'phone'],
    ['Mozilla/5.0 (Linux; Android 15; SM-X910) Chrome/140.0 Safari/537.36', 'tablet'],
    ['Mozilla/5.0 (iPad; CPU OS 18_0 like Mac OS X)', 'tablet'],
    ['Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/140.0', 'desktop'],
    ['Mozilla/5.0 (compatible; Googlebot/2.1)', 'program'],
    ['curl/8.9', 'program'],
    [undefined, 'program'],
  ])('that says %s is a %s', (agent, device) => {
    expect(deviceOf(agent)).toBe(device)
  })
})

describe('a degree', () => {
  it('is whole, and nothing else is one', () => {
    expect(['13.756', '-33.9', '0', '-0.2'].map((text) => degreeIn(text, 90))).toEqual([14, -34, 0, 0])
    for (const text of ['91', '', 'x', '1e3', ' 1', undefined, ['1']]) expect(degreeIn(text, 90)).toBeNull()
    expect(degreeIn('-179.9', 180)).toBe(-180)
  })
})

describe('a place', () => {
  const request = (headers: Record<string, string>) => ({
    headers: { 'user-agent': PHONE, ...headers },
    ip: '203.0.113.9',
  })

  it('is nowhere where nothing is configured, whatever a client says', () => {
    const places = new Places(none, log)
    const said = { 'cf-ipcountry': 'TH', 'accept-language': 'th-TH' }
    expect(places.of(request(said))).toEqual({ country: null, lat: null, lon: null, device: 'phone' })
  })

  it('is what the headers of the proxy say, as whole degrees', () => {
    const places = new Places(
      {
        ...none,
        geoCountryHeader: 'CF-IPCountry',
        geoLatitudeHeader: 'CF-IPLatitude',
        geoLongitudeHeader: 'CF-IPLongitude',
      },
      log,
    )
    expect(
      places.of(request({ 'cf-ipcountry': 'th', 'cf-iplatitude': '13.7563', 'cf-iplongitude': '100.5018' })),
    ).toEqual({ country: 'TH', lat: 14, lon: 101, device: 'phone' })
    expect(places.of(request({ 'cf-ipcountry': 'XX' }))).toMatchObject({ country: null, lat: null })
    expect(places.of(request({ 'cf-ipcountry': 'FR', 'cf-iplatitude': '49' }))).toMatchObject({
      country: 'FR',
      lat: null,
      lon: null,
    })
    expect(places.of(request({ 'cf-ipcountry': '<script>' }))).toMatchObject({ country: null })
  })

  it('is nowhere where the database cannot be read, and that is said once', async () => {
    const said: unknown[] = []
    const places = new Places({ ...none, geoDatabase: '/nowhere/GeoLite2-City.mmdb' }, {
      error: (...what: unknown[]) => said.push(what),
    } as never)
    await places.ready
    expect(said).toHaveLength(1)
    expect(places.of(request({}))).toEqual({ country: null, lat: null, lon: null, device: 'phone' })
  })
})
