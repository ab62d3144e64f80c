import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { GUIDE_PAGES, GUIDED_SCREENS, guideOf } from '../../kit/guide-pages.ts'
import { PLACES } from '../../kit/places.ts'
import { parseMarkdown } from './markdown.tsx'

const folder = new URL('../../../docs/guide/', import.meta.url)
const read = (language: string, page: string) =>
  readFileSync(new URL(`${language}/${page}.md`, folder), 'utf8')
const shapeOf = (language: string, page: string) =>
  parseMarkdown(read(language, page)).map((block) =>
    block.kind === 'heading'
      ? `${block.kind} ${block.level} ${block.anchor ?? ''}`
      : block.kind === 'picture'
        ? `picture ${block.picture.name}`
        : block.kind === 'list'
          ? `list of ${block.items.length}`
          : block.kind,
  )

describe('the guide', () => {
  it('has each page in both languages, with the same parts in the same order', () => {
    for (const { name } of GUIDE_PAGES)
      expect([name, ...shapeOf('th', name)]).toEqual([name, ...shapeOf('en', name)])
    for (const language of ['en', 'th'])
      expect(readdirSync(new URL(language, folder)).sort()).toEqual(
        GUIDE_PAGES.map(({ name }) => `${name}.md`).sort(),
      )
  })

  it('is Thai in Thai', () => {
    for (const { name } of GUIDE_PAGES)
      for (const block of parseMarkdown(read('th', name)))
        if (block.kind === 'paragraph' || block.kind === 'heading')
          expect([block.text, /[\u0e00-\u0e7f]/.test(block.text)]).toEqual([block.text, true])
  })

  it('has every picture that it shows, in both languages, small enough', () => {
    const shown = new Set(
      GUIDE_PAGES.flatMap(({ name }) =>
        parseMarkdown(read('en', name)).flatMap((block) =>
          block.kind === 'picture' ? [block.picture.name] : [],
        ),
      ),
    )
    const files = [...shown].flatMap((name) => ['en', 'th'].map((language) => `${name}.${language}.webp`))
    for (const file of files) {
      const url = new URL(`images/${file}`, folder)
      expect([file, existsSync(url)]).toEqual([file, true])
      expect([file, statSync(url).size < 100_000]).toEqual([file, true])
    }
    expect(readdirSync(new URL('images', folder)).sort()).toEqual(files.sort())
  })

  it('tells of every place and screen, at a part that is there', () => {
    for (const [, page, anchor] of GUIDED_SCREENS)
      expect([page, anchor, read('en', page).includes(`{#${anchor}}`)]).toEqual([page, anchor, true])
    const addresses = PLACES.flatMap(({ to, screens = [] }) => [to, ...screens.map((screen) => screen.to)])
    for (const address of addresses)
      expect([
        address,
        GUIDED_SCREENS.some(([begins]) =>
          begins !== '/' ? String(address).startsWith(begins) : address === '/',
        ),
      ]).toEqual([address, true])
    expect(guideOf('/orders/0198')).toEqual({ page: 'sales', anchor: 'orders' })
    expect(guideOf('/orders/new')).toEqual({ page: 'sales', anchor: 'new-order' })
    expect(guideOf('/work/JT2026-000001-1')).toEqual({ page: 'operator', anchor: 'log' })
    expect(guideOf('/somewhere')).toEqual({ page: 'everybody', anchor: 'find' })
  })
})
