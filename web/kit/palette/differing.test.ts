import { expect, it } from 'vitest'
import { differing } from './differing.ts'

const printed = 'MA01-HAT-TOTE-20260302-00001-7K2M-C'
const part = (typed: string) => {
  const found = differing(printed, typed)
  return found && printed.slice(found.from, found.to)
}

it('shows what of a number was typed otherwise', () => {
  expect(part('MA01-HAT-TOTE-20260302-00001-7K3M-C')).toBe('2')
  expect(part('ma01 hat tote 20260302 00001 7k2m d')).toBe('C')
  // Two that changed places, one left out, one too many.
  expect(part('MA01-HAT-TOTE-20260302-00001-K72M-C')).toBe('7K')
  expect(part('MA01-HAT-TOTE-20260302-00001-7KM-C')).toBe('2')
  expect(part('MA01-HAT-TOTE-20260302-00001-7KX2M-C')).toBe('2')
})

it('shows nothing where the same was typed, or another form', () => {
  expect(part('MAOI HAT TOTE 20260302 OOOOI 7K2M C')).toBeUndefined()
  expect(part('0H2K7M4D9X3C5V8B1NZ')).toBeUndefined()
  expect(part('')).toBeUndefined()
})
