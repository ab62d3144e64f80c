import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

const root = new URL('..', import.meta.url)
const sources = readdirSync(root, { recursive: true })
  .map(String)
  .filter((name) => /\.(css|tsx)$/.test(name) && !name.includes('node_modules'))
  .map((name) => ({ name, text: readFileSync(new URL(name, root), 'utf8').replace(/\/\*[\s\S]*?\*\//g, '') }))

/** Words that mean a side of the screen: in a language written from right to left they would be the wrong one. */
const PHYSICAL: Readonly<Record<string, RegExp>> = {
  css: /(?:^|[;{\s])((?:margin|padding|border|inset|scroll-margin|scroll-padding)-(?:left|right)(?:-[a-z]+)?|left|right|border-(?:top|bottom)-(?:left|right)-radius)\s*:|(?:float|clear|text-align)\s*:\s*(?:left|right)\b/g,
  tsx: /\b((?:margin|padding|border)(?:Left|Right)[A-Za-z]*)\s*:|\b(?:float|textAlign)\s*:\s*'(?:left|right)'|(?:style=\{\{[^}]*\b(?:left|right)\s*:)/g,
}

const offences = (kind: 'css' | 'tsx', text: string): string[] =>
  [...text.matchAll(PHYSICAL[kind]!)].map((match) => match[0].trim())

describe('the desk from right to left', () => {
  it('has no style that names a side of the screen', () => {
    const found = sources.flatMap(({ name, text }) =>
      offences(name.endsWith('.css') ? 'css' : 'tsx', text).map((offence) => `${name}: ${offence}`),
    )
    expect(sources.length).toBeGreaterThan(80)
    expect(found).toEqual([])
  })

  it('would notice one', () => {
    expect(offences('css', '.a { margin-left: 1px; }')).toHaveLength(1)
    expect(offences('css', '.a{left:0}')).toHaveLength(1)
    expect(offences('css', '.a { text-align: right; float: left }')).toHaveLength(2)
    expect(
      offences('css', '.a { margin-inline-start: 1px; inset-inline-end: 0; text-align: start }'),
    ).toEqual([])
    expect(offences('tsx', 'style={{ marginLeft: 3 }}')).toHaveLength(1)
  })
})
