import { LOCALE_TAGS, type Translator, useLanguage } from '../texts/texts.tsx'
import { countryName } from './country-name.ts'
import { type Field, given, orUndefined } from './form-fields.tsx'
import { None } from './format.tsx'

/** A postal address as the API has it; country by ISO 3166-1 alpha-2. */
export interface Address {
  name?: string | undefined
  line1: string
  line2?: string | undefined
  city: string
  postalCode?: string | undefined
  country: string
  phone?: string | undefined
}

/** The address of a record whose columns keep it as plain fields. */
type Loose = Address | Readonly<Record<string, string>> | null | undefined

const isAddress = (value: Loose): value is Address =>
  value !== null && value !== undefined && typeof value.line1 === 'string'

export interface AddressValues {
  line1: string
  line2: string
  city: string
  postalCode: string
  country: string
}

/** The fields of a form from an address; Thailand where nothing is said. */
export const addressValues = (address: Loose): AddressValues => ({
  line1: address?.line1 ?? '',
  line2: address?.line2 ?? '',
  city: address?.city ?? '',
  postalCode: address?.postalCode ?? '',
  country: address?.country ?? 'TH',
})

/** The address of a form; null where nothing of it was filled in. */
export function addressOf(values: AddressValues) {
  if (values.line1.trim() === '' && values.city.trim() === '') return null
  return {
    line1: values.line1.trim(),
    city: values.city.trim(),
    country: values.country.trim().toUpperCase(),
    ...given({ line2: orUndefined(values.line2), postalCode: orUndefined(values.postalCode) }),
  }
}

export function addressFields<Values extends AddressValues>(t: Translator): Field<Values>[] {
  const fields: Field<AddressValues>[] = [
    { kind: 'text', name: 'line1', label: t('address.line1') },
    { kind: 'text', name: 'line2', label: t('address.line2') },
    { kind: 'text', name: 'city', label: t('address.city'), half: true },
    { kind: 'text', name: 'postalCode', label: t('address.postalCode'), half: true },
    {
      kind: 'code',
      name: 'country',
      label: t('address.country'),
      hint: t('address.country.hint'),
      half: true,
    },
  ]
  return fields as Field<Values>[]
}

/** An address as it is written on an envelope. */
export function AddressText({ value }: { value: Loose }) {
  const { locale } = useLanguage()
  if (!isAddress(value)) return <None />
  const lines = [
    value.name,
    value.line1,
    value.line2,
    [value.city, value.postalCode].filter(Boolean).join(' '),
    countryName(LOCALE_TAGS[locale], value.country),
    value.phone,
  ]
  return <>{lines.filter(Boolean).join('\n')}</>
}
