import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'

const folder = fileURLToPath(new URL('../dist/web/', import.meta.url))
const MOST_BYTES = 250_000

interface Chunk {
  file: string
  imports?: string[]
}

/** Every script that the first page needs: what the page names, its texts, the frame and the page of today. */
function firstLoad(language: string): string[] {
  const manifest = JSON.parse(readFileSync(path.join(folder, '.vite/manifest.json'), 'utf8')) as Record<
    string,
    Chunk
  >
  const files = new Set<string>()
  const add = (name: string): void => {
    const chunk = manifest[name]
    if (!chunk) throw new Error(`${name} is not in the build`)
    if (files.has(chunk.file)) return
    files.add(chunk.file)
    chunk.imports?.forEach(add)
  }
  for (const name of [
    'index.html',
    `texts/${language}.ts`,
    `texts/refusals.${language}.gen.json`,
    'features/home/home-page.tsx',
  ])
    add(name)
  return [...files].filter((file) => file.endsWith('.js'))
}

describe.runIf(existsSync(path.join(folder, '.vite/manifest.json')))('the desk as it was built', () => {
  it.each(['en', 'th'])(
    'loads less than 250 kB of JavaScript, gzipped, before it shows today (%s)',
    (language) => {
      const sizes = firstLoad(language).map(
        (file) => [file, gzipSync(readFileSync(path.join(folder, file)), { level: 9 }).length] as const,
      )
      const bytes = sizes.reduce((sum, [, size]) => sum + size, 0)
      console.info(
        `first load of the desk (${language}): ${(bytes / 1000).toFixed(1)} kB gzip in ${sizes.length} scripts`,
      )
      expect(bytes).toBeGreaterThan(50_000)
      expect(bytes).toBeLessThan(MOST_BYTES)
    },
  )

  it('has every script compressed beside it, as it is', () => {
    for (const file of firstLoad('en')) {
      const size = readFileSync(path.join(folder, file)).length
      const isCompressed =
        existsSync(path.join(folder, `${file}.br`)) && existsSync(path.join(folder, `${file}.gz`))
      expect([file, size < 1024 || isCompressed]).toEqual([file, true])
    }
  })

  it('has no script in the page itself: the policy would refuse it', () => {
    const page = readFileSync(path.join(folder, 'index.html'), 'utf8')
    expect(page).not.toMatch(/<script(?![^>]*\ssrc=)/)
    expect(page).not.toMatch(/\son\w+=/)
  })
})
