import { describe, expect, it } from 'vitest'
import { calendarDay, oneOf, parseSearch, search, sortBy, stringifySearch, uuid, words } from './search.ts'

const read = search({
  q: words,
  state: oneOf(['open', 'closed']),
  sort: sortBy('name', 'sku'),
  from: calendarDay,
  id: uuid,
})

describe('what a page keeps in its address', () => {
  it('comes back as it was written, numbers that are words included', () => {
    const kept = { q: '2026', state: 'open', sort: '-name', from: '2026-03-02' }
    expect(stringifySearch(kept)).toBe('?q=2026&state=open&sort=-name&from=2026-03-02')
    expect(read(parseSearch(stringifySearch(kept)))).toEqual(kept)
  })

  it('leaves out what was not chosen', () => {
    expect(stringifySearch({ q: undefined, state: '' })).toBe('')
  })

  it('does not believe what somebody typed into it', () => {
    expect(
      read({ q: '   ', state: 'deleted', sort: 'price; drop table', from: '2 March', id: '../../x' }),
    ).toEqual({})
    expect(read({ q: 'x'.repeat(5000) }).q).toHaveLength(200)
  })
})
