const names = new Map<string, Intl.DisplayNames>()

/** The name of a country (ISO 3166-1 alpha-2) in the language of a tag; what is no code as it is. */
export function countryName(tag: string, country: string): string {
  if (!/^[A-Z]{2}$/.test(country)) return country
  let known = names.get(tag)
  if (!known) {
    known = new Intl.DisplayNames(tag, { type: 'region' })
    names.set(tag, known)
  }
  return known.of(country) ?? country
}
