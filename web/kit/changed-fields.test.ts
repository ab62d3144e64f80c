import { describe, expect, it } from 'vitest'
import { translatorOf } from '../texts/texts.tsx'
import { fieldWord, type Reader, shownChanges } from './changed-fields.ts'
import { formatOf } from './format.tsx'

const english: Reader = {
  language: { locale: 'en', t: await translatorOf('en') },
  format: formatOf('en-GB', 'Asia/Bangkok'),
  currency: 'THB',
}
const thai: Reader = {
  language: { locale: 'th', t: await translatorOf('th') },
  format: formatOf('th-TH', 'Asia/Bangkok'),
  currency: 'THB',
}
const ID = '0198c0de-0000-7000-8000-000000000001'

/** `name: from > to`, one a line. */
const said = (reader: Reader, entity: string, changes: unknown) =>
  shownChanges(reader, entity, changes).map(
    ({ name, from, to }) => `${name}: ${from === undefined ? '' : `${from} > `}${to ?? ''}`,
  )

describe('a field that changed', () => {
  it('is called as its list calls it, in the middle of a line, unless it has words of its own', () => {
    const word = (entity: string, field: string) => fieldWord(english.language, entity, field)
    expect(word('product', 'nameTh')).toBe('name, Thai')
    expect(word('product', 'sku')).toBe('SKU')
    expect(word('recall', 'recalled')).toBe('pieces recalled')
    expect(word('flag', 'enabled')).toBe('switched on')
    expect(word('method', 'enabled')).toBe('offered')
    expect(word('order', 'totalMinor')).toBe('total')
    expect(word('recall', 'reason')).toBe('reason')
    expect(word('tool', 'sharpness')).toBeUndefined()
    expect(fieldWord(thai.language, 'recall', 'recalled')).toBe('ชิ้นงานที่เรียกคืน')
  })

  it('stands before what it leads to, and why it changed after all', () => {
    const changes = { last: 5, void: 3, first: 3, reason: 'Torn' }
    expect(said(english, 'serial_range', changes)).toEqual([
      'first number: 3',
      'last number: 5',
      'numbers voided: 3',
      'reason: Torn',
    ])
  })

  it('that nobody has named is said in its own words', () => {
    expect(said(english, 'tool', { bladeWidth: 3 })).toEqual(['blade width: 3'])
  })

  it('is left out where only a program reads it, and nothing is left where all are', () => {
    expect(said(english, 'serial', { transferId: ID })).toEqual([])
    expect(said(english, 'serial', { owner: { from: null, to: ID }, way: 'code' })).toEqual([
      'how: by the code of the piece',
    ])
    expect(said(english, 'tool', { borrower: ID })).toEqual([])
    expect(said(english, 'passport', { published: true })).toEqual([])
    expect(said(english, 'product', { published: true })).toEqual(['in the shop: Yes'])
    for (const nothing of [null, undefined, 'x', [], {}, { note: { from: null, to: null } }])
      expect(said(english, 'customer', nothing)).toEqual([])
  })
})

describe('a value that changed', () => {
  it('is a state, a role or another word of the program in the words of the desk', () => {
    expect(said(english, 'job_ticket', { state: { from: 'released', to: 'on_hold' } })).toEqual([
      'state: Released > On hold',
    ])
    expect(said(thai, 'fiscal_period', { state: 'locked' })).toEqual(['สถานะ: ปิดแล้ว'])
    expect(said(english, 'member', { role: { from: 'planner' } })).toEqual(['role: Planner > '])
    expect(said(english, 'member', { role: { to: 'night_shift' } })).toEqual(['role: night_shift'])
    expect(said(english, 'serial', { service: 'repair' })).toEqual(['service: Repair'])
  })

  it('is money, a number, a day or a moment as the reader writes it', () => {
    expect(said(english, 'payment', { amountMinor: '1335000' })).toEqual(['amount: ฿13,350.00'])
    expect(said(english, 'work_centre', { ratePerHour: { from: '1180', to: '1240.5' } })).toEqual([
      'rate an hour: 1,180 > 1,240.5',
    ])
    const due = { dueOn: { from: null, to: '2026-03-20' } }
    expect(said(english, 'job_ticket', due)).toEqual(['due day: 20 Mar 2026'])
    expect(said(thai, 'job_ticket', due)).toEqual(['กำหนดเสร็จ: 20 มี.ค. 2569'])
    expect(said(english, 'passport_access', { expiresAt: '2026-04-01T04:55:00.000Z' })).toEqual([
      'valid until: 1 Apr 2026, 11:55',
    ])
    // A text that looks like one stays as it was written.
    expect(said(english, 'customer', { note: '2026-03-20', code: '0105' })).toEqual([
      'code: 0105',
      'note: 2026-03-20',
    ])
  })

  it('that was cleared is a dash after what was there', () => {
    expect(said(english, 'customer', { note: { from: 'Pays late', to: null } })).toEqual([
      'note: Pays late > –',
    ])
  })

  it('is joined, counted, or said to have changed where it is more than a word', () => {
    expect(said(english, 'labour', { tickets: ['JT-1', 'JT-2'] })).toEqual(['job tickets: JT-1, JT-2'])
    expect(said(english, 'bill_of_materials', { lines: [{ quantity: '1' }, { quantity: '2' }] })).toEqual([
      'lines: 2',
    ])
    expect(said(english, 'api_key', { scopes: { to: ['*'] }, expiresAt: { to: null } })).toEqual([
      'permissions: all',
    ])
    expect(said(english, 'role', { permissions: { from: ['a', 'b'], to: ['a'] } })).toEqual([
      'permissions: 2 > 1',
    ])
    expect(said(english, 'role', { permissions: { from: ['a'], to: ['b'] } })).toEqual([
      'permissions: changed',
    ])
    expect(said(thai, 'passport_profile', { rules: { from: {}, to: { lots: 'owner' } } })).toEqual([
      'ผู้ที่เห็น: มีการเปลี่ยนแปลง',
    ])
    expect(said(english, 'brand', { logoFileId: { from: ID, to: null } })).toEqual(['logo: changed'])
  })

  it('is an address as it is written, and options by their names', () => {
    const to = { city: 'Bangkok', line1: '118/4 Soi 36', country: 'TH', postalCode: '10500' }
    expect(said(english, 'workshop', { address: { from: null, to } })).toEqual([
      'address: 118/4 Soi 36, Bangkok, 10500, TH',
    ])
    expect(said(english, 'product', { options: { from: null, to: { size: 'L', colour: 'tan' } } })).toEqual([
      'options: size: L, colour: tan',
    ])
  })

  it('is told field by field where a record has the whole of it before and after', () => {
    const from = { logo: false, name: true, text: null, fields: ['sku', 'maker'] }
    const to = { logo: true, name: true, text: 'By hand', fields: ['sku'] }
    expect(said(english, 'label_template', { from, to })).toEqual([
      'logo of the workshop: No > Yes',
      'line of their own: By hand',
      'what they say: SKU, Name of the workshop > SKU',
    ])
  })
})
