import { describe, expect, it } from 'vitest'
import { translatorOf } from '../texts/texts.tsx'
import { eventText, eventTitle } from './event-text.ts'

const english = { locale: 'en', t: await translatorOf('en') } as const
const thai = { locale: 'th', t: await translatorOf('th') } as const

describe('what was done', () => {
  it('is said in the words of the operation', () => {
    expect(eventText(english, 'ownership.recall.lift')).toBe('lifted the recall')
    expect(eventText(thai, 'ownership.recall.lift')).toBe('ยกเลิกการเรียกคืน')
  })

  it('is said by its last word where somebody has added a kind of record', () => {
    expect(eventText(english, 'tools.last.create')).toBe('made this')
    expect(eventText(thai, 'tools.last.delete')).toBe('ลบรายการนี้')
    expect(eventText(english, 'tools.last.sharpen')).toBe('worked on this')
  })

  it('begins with a capital where it stands by itself, and stays as it is in Thai', () => {
    expect(eventTitle(english, 'identity.session.sign_in')).toBe('Signed in')
    expect(eventTitle(english, 'tools.last.update')).toBe('Changed this')
    expect(eventTitle(thai, 'identity.session.sign_in')).toBe('ลงชื่อเข้าใช้')
  })
})
