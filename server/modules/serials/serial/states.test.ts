import { describe, expect, it } from 'vitest'
import { SERIAL_STATES } from './serial.ts'
import { ORDINARY, sourcesOf, TRANSITIONS } from './states.ts'

describe('the table of transitions', () => {
  it('leads along the ordinary way, from the number to the owner', () => {
    const way = ['reserved', 'issued', 'in_production', 'in_stock', 'sold', 'claimed'] as const
    for (const [i, from] of way.slice(0, -1).entries()) expect(TRANSITIONS[from]).toContain(way[i + 1])
  })

  it('ends in void and scrapped, and nowhere else', () => {
    const ends = SERIAL_STATES.filter((state) => TRANSITIONS[state].length === 0)
    expect(ends).toEqual(['void', 'scrapped'])
  })

  it('never stays where it is, and reaches every state from the first', () => {
    const reached = new Set(['reserved'])
    for (const state of reached)
      for (const next of TRANSITIONS[state as keyof typeof TRANSITIONS]) reached.add(next)
    expect([...reached].sort()).toEqual([...SERIAL_STATES].sort())
    for (const state of SERIAL_STATES) expect(TRANSITIONS[state]).not.toContain(state)
  })

  it('lets whoever was stopped for a while go back to where they could be stopped', () => {
    for (const stopped of ['quarantined', 'recalled', 'stolen'] as const) {
      for (const from of sourcesOf(stopped).filter((state) => ORDINARY.includes(state)))
        expect(TRANSITIONS[stopped], `${stopped} → ${from}`).toContain(from)
    }
  })

  it('does not let a piece that was used up come back', () => {
    expect(sourcesOf('in_stock')).not.toContain('scrapped')
    expect(sourcesOf('issued')).not.toContain('void')
    expect(sourcesOf('sold')).toEqual(['in_stock', 'claimed', 'quarantined', 'recalled', 'stolen'])
  })
})
