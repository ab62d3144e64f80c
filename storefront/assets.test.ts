import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { ASSETS_FOLDER, ICON_URL, SCRIPT_URL, STYLESHEET_URL } from './assets.ts'
import { previewPages } from './preview/pages.ts'

const read = (name: string) => readFileSync(new URL(name, ASSETS_FOLDER))

describe('what a visitor loads', () => {
  it('stays small', () => {
    expect(read('shop.css').length).toBeLessThanOrEqual(30_000)
    expect(read('shop.js').length).toBeLessThanOrEqual(6_000)
  })

  it('is under 15 kB for the answer to a scan, pictures aside', () => {
    const answer = previewPages('th')
      .find(({ name }) => name === 'verify-genuine')!
      .page.toString()
    const sent = [Buffer.from(answer), read('shop.css'), read('icon.svg')].map(
      (file) => gzipSync(file).length,
    )
    expect(sent.reduce((sum, bytes) => sum + bytes, 0)).toBeLessThan(15_000)
  })

  it('loads nothing from elsewhere', () => {
    expect(read('shop.css').toString()).not.toMatch(/@import|url\(/)
    expect(read('shop.js').toString()).not.toMatch(/https?:|import\s*\(|eval\(|innerHTML/)
  })

  it('has addresses that change with the content', () => {
    expect(STYLESHEET_URL).toMatch(/^\/shop-assets\/shop\.css\?v=[0-9a-f]{10}$/)
    expect(SCRIPT_URL).toMatch(/^\/shop-assets\/shop\.js\?v=[0-9a-f]{10}$/)
    expect(ICON_URL).toMatch(/^\/shop-assets\/icon\.svg\?v=[0-9a-f]{10}$/)
  })
})
