import type { CheckoutField, Locale, SignupField } from '../../../storefront/index.ts'

type Texts = Readonly<Record<Locale, string>>
const pick = (texts: Texts, locale: Locale): string => texts[locale]

/** What to do about a field of the checkout that the API refused. */
export const CHECKOUT_ADVICE: Readonly<Record<CheckoutField, Texts>> = {
  email: {
    en: 'Type a complete address, such as mali@example.com.',
    th: 'พิมพ์อีเมลให้ครบ เช่น mali@example.com',
  },
  name: { en: 'Type your name.', th: 'พิมพ์ชื่อของคุณ' },
  phone: { en: 'Type a telephone number, or leave it empty.', th: 'พิมพ์เบอร์โทรศัพท์ หรือเว้นว่างไว้' },
  shipping: { en: 'Choose how you would like to receive it.', th: 'เลือกวิธีรับสินค้า' },
  line1: { en: 'Type the street and the number.', th: 'พิมพ์บ้านเลขที่และถนน' },
  line2: { en: 'Type less, or leave it empty.', th: 'พิมพ์ให้สั้นลง หรือเว้นว่างไว้' },
  city: { en: 'Type the city or district.', th: 'พิมพ์เมืองหรือเขต' },
  region: { en: 'Type less, or leave it empty.', th: 'พิมพ์ให้สั้นลง หรือเว้นว่างไว้' },
  postalCode: { en: 'Type a postal code, or leave it empty.', th: 'พิมพ์รหัสไปรษณีย์ หรือเว้นว่างไว้' },
  country: { en: 'Choose the country.', th: 'เลือกประเทศ' },
  payment: { en: 'Choose how you would like to pay.', th: 'เลือกวิธีชำระเงิน' },
}

/** What to do about a field of the sign-up that the API refused. */
export const SIGNUP_ADVICE: Readonly<Record<SignupField, Texts>> = {
  name: { en: 'Type the name of the workshop.', th: 'พิมพ์ชื่อเวิร์กช็อป' },
  slug: {
    en: 'Use 3 to 63 small letters, digits and hyphens, beginning with a letter.',
    th: 'ใช้ตัวอักษรอังกฤษพิมพ์เล็ก ตัวเลข และขีด 3 ถึง 63 ตัว ขึ้นต้นด้วยตัวอักษร',
  },
  code: { en: 'Use 2 to 6 capitals or digits.', th: 'ใช้ตัวอักษรอังกฤษพิมพ์ใหญ่หรือตัวเลข 2 ถึง 6 ตัว' },
  currency: { en: 'Choose the currency of your books.', th: 'เลือกสกุลเงินที่ใช้ลงบัญชี' },
  timeZone: { en: 'Choose the time zone.', th: 'เลือกเขตเวลา' },
  ownerName: { en: 'Type your name.', th: 'พิมพ์ชื่อของคุณ' },
  email: {
    en: 'Type a complete address, such as anong@example.com.',
    th: 'พิมพ์อีเมลให้ครบ เช่น anong@example.com',
  },
  password: { en: 'Choose a password.', th: 'ตั้งรหัสผ่าน' },
}

const NO_SUCH_WORKSHOP: Texts = {
  en: 'There is no workshop at this address. Check the spelling.',
  th: 'ไม่มีเวิร์กช็อปที่ที่อยู่นี้ โปรดตรวจสอบตัวสะกด',
}
export const noSuchWorkshop = (locale: Locale): string => pick(NO_SUCH_WORKSHOP, locale)

const CANNOT_ORDER: Texts = {
  en: 'The shop cannot take this order at the moment. Nothing was ordered. Please try again later.',
  th: 'ร้านยังรับคำสั่งซื้อนี้ไม่ได้ในขณะนี้ ยังไม่มีการสั่งซื้อ โปรดลองใหม่ภายหลัง',
}
export const cannotOrder = (locale: Locale): string => pick(CANNOT_ORDER, locale)

/** A tax inside a total, as in "includes tax of ฿84.11". */
export const taxOf = (amount: string, locale: Locale): string =>
  locale === 'th' ? `ภาษี ${amount}` : `tax of ${amount}`

/** How long a delivery takes; null when nobody said. */
export function deliveryTime(minDays: number | null, maxDays: number | null, locale: Locale): string | null {
  const last = maxDays ?? minDays
  if (last === null) return null
  const first = minDays ?? last
  if (last === 0) return locale === 'th' ? 'ภายในวันเดียวกัน' : 'The same day'
  const days = first === last ? `${last}` : `${first}–${last}`
  if (locale === 'th') return `${days} วัน`
  return `${days} ${last === 1 ? 'day' : 'days'}`
}

/** Names of the options that workshops use most; another is shown as the workshop calls it. */
const OPTION_NAMES: Readonly<Record<string, Texts>> = {
  colour: { en: 'Colour', th: 'สี' },
  color: { en: 'Colour', th: 'สี' },
  size: { en: 'Size', th: 'ขนาด' },
  length: { en: 'Length', th: 'ความยาว' },
  width: { en: 'Width', th: 'ความกว้าง' },
  material: { en: 'Material', th: 'วัสดุ' },
  leather: { en: 'Leather', th: 'หนัง' },
  finish: { en: 'Finish', th: 'ผิวสำเร็จ' },
  hardware: { en: 'Hardware', th: 'อะไหล่' },
  lead: { en: 'Lead', th: 'ไส้ดินสอ' },
  wood: { en: 'Wood', th: 'ไม้' },
  nib: { en: 'Nib', th: 'หัวปากกา' },
  ruling: { en: 'Ruling', th: 'ลายกระดาษ' },
}

export function optionName(code: string, locale: Locale): string {
  const known = Object.hasOwn(OPTION_NAMES, code) ? OPTION_NAMES[code] : undefined
  if (known) return pick(known, locale)
  const words = code.replace(/[_-]+/g, ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}

const FACTS = {
  weight: { en: 'Weight', th: 'น้ำหนัก' },
  sku: { en: 'Article number', th: 'รหัสสินค้า' },
  gtin: { en: 'GTIN', th: 'GTIN' },
} as const satisfies Record<string, Texts>
export const factLabel = (fact: keyof typeof FACTS, locale: Locale): string => pick(FACTS[fact], locale)

/** What the answer to a scan shows, as the page of a numbered product promises it. */
const PASSPORT_HOLDS: readonly Texts[] = [
  { en: 'which workshop made it', th: 'เวิร์กช็อปใดเป็นผู้ทำ' },
  { en: 'the day it was finished', th: 'วันที่ทำเสร็จ' },
  { en: 'how often its number was checked', th: 'หมายเลขนี้ถูกตรวจมาแล้วกี่ครั้ง' },
]
export const passportHolds = (locale: Locale): string[] => PASSPORT_HOLDS.map((text) => pick(text, locale))
