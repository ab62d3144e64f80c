import type { CheckoutView, Locale } from '../../../../storefront/index.ts'
import { countryName } from './countries.ts'
import type { Cart } from './shop-visit.ts'

type Address = NonNullable<Cart['address']>
type Fields = Pick<CheckoutView['values'], 'line1' | 'line2' | 'city' | 'region' | 'postalCode' | 'country'>

const BETWEEN = ', '

/** An address has no field for a province of its own: it stands after the city, as on a letter. */
export const addressOf = ({ line1, line2, city, region, postalCode, country }: Fields): Address => ({
  line1,
  ...(line2 === '' ? {} : { line2 }),
  city: city === '' || region === '' ? city : city + BETWEEN + region,
  ...(postalCode === '' ? {} : { postalCode }),
  country,
})

/** The fields of the form for an address that is known already. */
export function fieldsOf(address: Address): Fields {
  const { line1, line2 = '', postalCode = '', country } = address
  const at = address.city.lastIndexOf(BETWEEN)
  const city = at < 0 ? address.city : address.city.slice(0, at)
  const region = at < 0 ? '' : address.city.slice(at + BETWEEN.length)
  return { line1, line2, city, region, postalCode, country }
}

/** An address as it stands on a parcel. */
export const addressLines = (name: string, address: Address, locale: Locale): string[] =>
  [
    address.name ?? name,
    address.line1,
    address.line2 ?? '',
    [address.city, address.postalCode ?? ''].filter((part) => part !== '').join(' '),
    countryName(address.country, locale),
  ].filter((line) => line !== '')
