import { describe, expect, it } from 'vitest'
import { dayMoment, timeMoment } from './dates.ts'

describe('days and times for people', () => {
  it('writes a day as each language does', () => {
    expect(dayMoment('2025-11-09', 'en')).toEqual({ iso: '2025-11-09', text: '9 November 2025' })
    expect(dayMoment('2025-11-09', 'th')).toEqual({ iso: '2025-11-09', text: '9 พฤศจิกายน 2568' })
  })

  it('writes an instant in the time zone of the workshop', () => {
    const instant = new Date('2025-11-09T17:30:00Z')
    expect(timeMoment(instant, 'en', 'Asia/Bangkok')).toEqual({
      iso: '2025-11-09T17:30:00.000Z',
      text: '10 November 2025 at 00:30',
    })
    expect(timeMoment(instant, 'th', 'Asia/Bangkok').text).toMatch(/^10 พฤศจิกายน 2568 .*00:30$/)
  })
})
