import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { accentStylesheet, accentUrl, contrast, parseColour, SURFACES } from './accent.ts'

const colours = fc.integer({ min: 0, max: 0xffffff }).map((n) => `#${n.toString(16).padStart(6, '0')}`)
const tokens = (css: string) =>
  [...css.matchAll(/--accent:(#\w{6});--on-accent:(#\w{6})/g)].map(([, accent = '', on = '']) => ({
    accent,
    on,
  }))

describe('the accent of a workshop', () => {
  it('is readable as text and under text, in light and dark, whatever the colour', () => {
    fc.assert(
      fc.property(colours, (colour) => {
        const [light, dark] = tokens(accentStylesheet(colour))
        for (const [surface, { accent, on }] of [
          [SURFACES.light, light!],
          [SURFACES.dark, dark!],
        ] as const) {
          expect(contrast(accent, surface)).toBeGreaterThanOrEqual(4.5)
          expect(contrast(accent, on)).toBeGreaterThanOrEqual(4.5)
        }
      }),
      { numRuns: 2000 },
    )
  })

  it('keeps a colour that is readable already', () => {
    expect(accentStylesheet('#8A4B22')).toContain(':root{--accent:#8a4b22;--on-accent:#ffffff}')
  })

  it('keeps the hue where it has to become lighter or darker', () => {
    expect(tokens(accentStylesheet('#8a4b22'))[1]?.accent).toBe('#d0783e')
    expect(tokens(accentStylesheet('#ffe600'))[0]?.accent).toBe('#756a00')
    expect(tokens(accentStylesheet('#808080'))[0]?.accent).toBe('#686868')
  })

  it('counts contrast as WCAG does', () => {
    expect(contrast('#000000', '#ffffff')).toBe(21)
    expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.478, 3)
  })

  it('has an address of its own, and none for what is no colour', () => {
    expect(accentUrl('#8A4B22')).toBe('/shop-assets/accent-8a4b22.css')
    for (const wrong of ['red', '#fff', '8a4b22', '#8a4b22;}', '#8a4b2g', '']) {
      expect(accentUrl(wrong)).toBeUndefined()
      expect(parseColour(wrong)).toBeUndefined()
      expect(() => accentStylesheet(wrong)).toThrow(RangeError)
    }
    expect(accentUrl(undefined)).toBeUndefined()
  })

  it('is measured on the surfaces that the style sheet really has', () => {
    const css = readFileSync(new URL('./assets/shop.css', import.meta.url), 'utf8')
    expect([...css.matchAll(/--sunken: (#\w{6})/g)].map((match) => match[1])).toEqual([
      SURFACES.light,
      SURFACES.dark,
    ])
  })
})
