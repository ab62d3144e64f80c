/** Where the generated people live: name, country, latitude, longitude, how many of the buyers (parts). */
export const CITIES = [
  ['Bangkok', 'TH', 14, 101, 30],
  ['Chiang Mai', 'TH', 19, 99, 10],
  ['Phuket', 'TH', 8, 98, 5],
  ['Singapore', 'SG', 1, 104, 8],
  ['Kuala Lumpur', 'MY', 3, 102, 4],
  ['Jakarta', 'ID', -6, 107, 3],
  ['Hanoi', 'VN', 21, 106, 3],
  ['Hong Kong', 'HK', 22, 114, 5],
  ['Shenzhen', 'CN', 23, 114, 3],
  ['Shanghai', 'CN', 31, 121, 3],
  ['Seoul', 'KR', 38, 127, 4],
  ['Tokyo', 'JP', 36, 140, 8],
  ['Osaka', 'JP', 35, 136, 4],
  ['Sydney', 'AU', -34, 151, 4],
  ['Mumbai', 'IN', 19, 73, 2],
  ['Dubai', 'AE', 25, 55, 4],
  ['Istanbul', 'TR', 41, 29, 2],
  ['Moscow', 'RU', 56, 38, 1],
  ['Berlin', 'DE', 53, 13, 3],
  ['Munich', 'DE', 48, 12, 2],
  ['Paris', 'FR', 49, 2, 5],
  ['Lyon', 'FR', 46, 5, 1],
  ['Milan', 'IT', 45, 9, 3],
  ['London', 'GB', 52, 0, 6],
  ['Madrid', 'ES', 40, -4, 1],
  ['Amsterdam', 'NL', 52, 5, 1],
  ['New York', 'US', 41, -74, 5],
  ['Los Angeles', 'US', 34, -118, 4],
  ['Chicago', 'US', 42, -88, 2],
  ['Toronto', 'CA', 44, -79, 2],
  ['Mexico City', 'MX', 19, -99, 1],
  ['São Paulo', 'BR', -24, -47, 1],
  ['Lagos', 'NG', 6, 3, 1],
  ['Nairobi', 'KE', -1, 37, 1],
] as const

export interface City {
  readonly name: string
  readonly country: string
  readonly lat: number
  readonly lon: number
  readonly weight: number
}

export const cities: readonly City[] = CITIES.map(([name, country, lat, lon, weight]) => ({
  name,
  country,
  lat,
  lon,
  weight,
}))
