import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { en } from './en.ts'
import { th } from './th.ts'

const holes = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]).sort()
const english = Object.entries(en)
const thai: Readonly<Record<string, string>> = th

/** The same in both languages on purpose: names of things and of standards. */
const NAMES = new Set(['SKU', 'GTIN', 'Touchmark'])

describe('the texts of the desk', () => {
  it('have the same holes in Thai as in English', () => {
    for (const [key, text] of english) {
      if (key.endsWith('.one')) continue
      expect([key, ...holes(thai[key] ?? 'missing')]).toEqual([key, ...holes(text)])
    }
  })

  it('stand in one file each, the same in both languages', () => {
    const keysOf = (language: string) => {
      const folder = new URL(`${language}/`, import.meta.url)
      return readdirSync(folder).flatMap((name) =>
        [...readFileSync(new URL(name, folder), 'utf8').matchAll(/^ {2}'([\w.-]+)':/gm)].map(
          ([, key]) => `${name} ${key}`,
        ),
      )
    }
    const [inEnglish, inThai] = [keysOf('en'), keysOf('th')]
    expect(inEnglish.map((entry) => entry.split(' ')[1]).sort()).toEqual(Object.keys(en).sort())
    expect(inThai.filter((entry) => !inEnglish.includes(entry))).toEqual([])
    expect(inThai).toHaveLength(Object.keys(th).length)
  })

  it('are Thai in Thai', () => {
    const untranslated = Object.entries(thai).filter(
      ([, text]) =>
        !/[\u0e00-\u0e7f]/.test(text) && !NAMES.has(text) && /[a-z]{2}/i.test(text.replace(/\{\w+\}/g, '')),
    )
    expect(untranslated).toEqual([])
  })

  it('are all used', () => {
    const root = new URL('..', import.meta.url)
    const sources = readdirSync(root, { recursive: true })
      .map(String)
      .filter((name) => /\.tsx?$/.test(name) && !/^(texts\/(en|th)|api\/schema\.gen)|\.test\./.test(name))
      .map((name) => readFileSync(new URL(name, root), 'utf8'))
      .join('\n')
    const unused = english
      .map(([key]) => key.replace(/\.(one|other)$/, ''))
      .filter((key) => !sources.includes(`'${key}'`))
    expect(unused).toEqual([])
  })
})
