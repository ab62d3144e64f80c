import { describe, expect, it } from 'vitest'
import { firstRows } from './first-rows.ts'
import { guessMapping } from './guess-mapping.ts'

const columns = ['code', 'name', 'email', 'phone', 'tax_id', 'postal_code', 'note']
const labels: Record<string, string> = { code: 'รหัส', name: 'ชื่อ', email: 'อีเมล', phone: 'โทรศัพท์' }
const guess = (...header: string[]) => guessMapping(header, columns, (column) => labels[column] ?? column)

describe('what the columns of a file are', () => {
  it('is guessed by name, by label and by what others call them', () => {
    expect(guess('Code', 'NAME', 'Tax-ID', 'Postal code')).toEqual(['code', 'name', 'tax_id', 'postal_code'])
    expect(guess('รหัส', 'ชื่อ', 'อีเมล')).toEqual(['code', 'name', 'email'])
    expect(guess('No.', 'Full name', 'Tel', 'ZIP', 'Remarks')).toEqual([
      'code',
      'name',
      'phone',
      'postal_code',
      'note',
    ])
  })

  it('is left open where nothing fits, and each is taken once, by the one that fits best', () => {
    expect(guess('Favourite colour', 'Title', 'Name', '')).toEqual(['', '', 'name', ''])
  })
})

describe('the first rows of a file', () => {
  it('are read with quotes, commas and lines within cells', () => {
    expect(firstRows('\ufeffcode,name\r\n"A ""1""","x, y\nz"\r\n\r\nB,\r\nC,c\r\n', 3)).toEqual([
      ['code', 'name'],
      ['A "1"', 'x, y\nz'],
      ['B', ''],
    ])
    expect(firstRows('only,a,header', 4)).toEqual([['only', 'a', 'header']])
  })
})
