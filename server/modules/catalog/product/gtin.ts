/** The check digit of a GTIN-8, -12, -13 or -14 without it (GS1 General Specifications, 7.9). */
export function gtinCheckDigit(body: string): number {
  let sum = 0
  for (let i = 0; i < body.length; i++) sum += Number(body[body.length - 1 - i]) * (i % 2 === 0 ? 3 : 1)
  return (10 - (sum % 10)) % 10
}

/** Undefined for a valid GTIN, else the digit that should stand last. */
export function gtinError(gtin: string): number | undefined {
  const expected = gtinCheckDigit(gtin.slice(0, -1))
  return expected === Number(gtin.at(-1)) ? undefined : expected
}
