import { date, digits, type Flaw, gcppos1, type Linter, type LintOptions } from './linter.ts'

const yymmdd = date(2, false)

/** Reads a coupon from the left; the first thing that is wrong ends it. */
class Coupon {
  readonly #text: string
  readonly #options: LintOptions
  #at = 0

  constructor(text: string, options: LintOptions) {
    this.#text = text
    this.#options = options
  }

  get at(): number {
    return this.#at
  }
  get rest(): number {
    return this.#text.length - this.#at
  }
  get next(): string | undefined {
    return this.#text[this.#at]
  }

  refuse(code: string, at: number, length: number): never {
    throw new CouponFlaw({ code: code.startsWith('=') ? code.slice(1) : `coupon_${code}`, at, length })
  }

  /** One digit out of `allowed`. */
  digit(name: string, allowed: string, missing: string, invalid: string): number {
    if (this.rest === 0) this.refuse(`missing_${name}_${missing}`.replace(/_$/, ''), 0, this.#text.length)
    const digit = this.next!
    if (!allowed.includes(digit)) this.refuse(`invalid_${name}_${invalid}`.replace(/_$/, ''), this.#at, 1)
    this.#at++
    return Number(digit)
  }

  /** So many digits. What is missing altogether is told of the whole text. */
  take(length: number, truncated: string): string {
    if (this.rest < length) {
      if (this.rest === 0) this.refuse(truncated, 0, this.#text.length)
      this.refuse(truncated, this.#at, this.rest)
    }
    const taken = this.#text.slice(this.#at, this.#at + length)
    this.#at += length
    return taken
  }

  /** A field whose first digit says how long it is, `extra` more. */
  counted(name: string, allowed: string, extra: number): string {
    const length = this.digit(name, allowed, 'vli', 'length') + extra
    return this.take(length, `truncated_${name}`)
  }

  companyPrefix(name: string, allowed: string): void {
    const from = this.#at + 1
    const prefix = this.counted(name, allowed, 6)
    const wrong = gcppos1(prefix, this.#options)
    if (wrong) this.refuse(`=${wrong.code}`, from, prefix.length)
  }

  date(short: string, invalid: string): string {
    const from = this.#at
    const day = this.take(6, short)
    if (yymmdd(day, this.#options)) this.refuse(invalid, from, 6)
    return day
  }

  /** Whether the optional field that `tag` opens comes next. */
  opens(tag: string): boolean {
    if (this.next !== tag) return false
    this.#at++
    return true
  }

  end(): void {
    if (this.rest > 0) this.refuse('excess_data', this.#at, this.rest)
  }
}

class CouponFlaw extends Error {
  readonly flaw: Flaw
  constructor(flaw: Flaw) {
    super(flaw.code)
    this.flaw = flaw
  }
}

const coupon =
  (read: (coupon: Coupon) => void): Linter =>
  (text, options) => {
    const wrong = digits(text, options)
    if (wrong) return wrong
    try {
      const reader = new Coupon(text, options)
      read(reader)
      reader.end()
      return undefined
    } catch (error) {
      if (error instanceof CouponFlaw) return error.flaw
      throw error
    }
  }

const ANY = '0123456789'

/** A purchase that a coupon asks for: how much, of what kind, of which family. */
function purchase(coupon: Coupon, nth: string): void {
  coupon.counted(`${nth}_purchase_requirement`, '12345', 0)
  coupon.digit(`${nth}_purchase_requirement`, '012349', 'code', 'code')
  coupon.take(3, `truncated_${nth}_purchase_family_code`)
}

/** A company prefix that may be left out with a 9 for its length. */
function optionalPrefix(coupon: Coupon, nth: string): void {
  if (!coupon.opens('9')) coupon.companyPrefix(`${nth}_purchase_gcp`, '0123456')
}

/** AI 8110: the coupons of North America (GS1 General Specifications, 3.9.1). */
export const lintCouponCode = coupon((coupon) => {
  coupon.companyPrefix('gcp', '0123456')
  coupon.take(6, 'truncated_offer_code')
  coupon.counted('save_value', '12345', 0)
  purchase(coupon, '1st')
  if (coupon.opens('1')) {
    coupon.digit('additional_purchase_rules', '0123', 'code', 'code')
    purchase(coupon, '2nd')
    optionalPrefix(coupon, '2nd')
  }
  if (coupon.opens('2')) {
    purchase(coupon, '3rd')
    optionalPrefix(coupon, '3rd')
  }
  let expires: string | undefined
  if (coupon.opens('3')) expires = coupon.date('too_short_for_expiration_date', 'invalid_expiration_date')
  if (coupon.opens('4')) {
    const from = coupon.at
    const starts = coupon.date('too_short_for_start_date', 'invalid_start_date')
    if (expires !== undefined && starts > expires) coupon.refuse('expiration_before_start', from - 8, 14)
  }
  if (coupon.opens('5')) coupon.counted('serial_number', ANY, 6)
  if (coupon.opens('6')) coupon.companyPrefix('retailer_gcp_or_gln', '1234567')
  if (coupon.opens('9')) {
    coupon.digit('save_value', '01256', 'code', 'code')
    coupon.digit('save_value_applies_to_item', '012', '', '')
    coupon.digit('store_coupon_flag', ANY, '', '')
    coupon.digit('dont_multiply_flag', '01', '', '')
  }
})

/** AI 8112: coupons that are looked up while paying (GS1 General Specifications, 3.9.3). */
export const lintCouponOffer = coupon((coupon) => {
  coupon.digit('format_code', '01', '', '')
  coupon.counted('funder', '0123456', 6)
  coupon.take(6, 'truncated_offer_code')
  coupon.counted('serial_number', ANY, 6)
})
