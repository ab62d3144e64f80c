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
  isDynamicEntry?: boolean
}

const read = (name: string): string => readFileSync(path.join(folder, name), 'utf8')
const readManifest = (): Record<string, Chunk> => JSON.parse(read('.vite/manifest.json'))

/** The scripts of chunks and of all they import. */
function scriptsOf(names: readonly string[]): Set<string> {
  const manifest = readManifest()
  const files = new Set<string>()
  const add = (name: string): void => {
    const chunk = manifest[name]
    if (!chunk) throw new Error(`${name} is not in the build`)
    if (files.has(chunk.file)) return
    files.add(chunk.file)
    chunk.imports?.forEach(add)
  }
  names.forEach(add)
  return files
}

/** Every script that the first page needs: what the page names, which is the frame, the sign-in and the page of today, and its texts. */
function firstLoad(language: string): string[] {
  const named = [...read('index.html').matchAll(/"\/desk\/(assets\/[^"]+\.js)"/g)].map(([, file]) => file!)
  expect(named.length).toBeGreaterThan(0)
  const texts = scriptsOf([`texts/${language}.ts`, `texts/refusals.${language}.gen.json`])
  return [...new Set([...named, ...texts])]
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

  // Without HTTP/2, which needs TLS, a browser asks for six at a time: each six more are one more wait on a slow line.
  it('asks for few scripts: ten for the first page, and at most a dozen more for each other one', () => {
    const first = new Set(firstLoad('en'))
    expect(first.size).toBeLessThanOrEqual(10)
    const pages = Object.entries(readManifest()).filter(
      ([name, { isDynamicEntry }]) => isDynamicEntry && /^features\/.*-(page|list|wizard)\.tsx$/.test(name),
    )
    expect(pages.length).toBeGreaterThan(40)
    const more = pages.map(
      ([name]) => [name, [...scriptsOf([name])].filter((file) => !first.has(file)).length] as const,
    )
    expect(more.filter(([, scripts]) => scripts > 12)).toEqual([])
  })

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
