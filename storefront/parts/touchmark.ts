import { type Html, html, raw } from '../html.ts'
import type { Translator } from '../texts.ts'

/** Letters of a code get smaller as it gets longer, so that two to six fill the same punch in any typeface. */
const CODE_SIZES: Readonly<Record<number, { height: number; width: number }>> = {
  2: { height: 21, width: 26 },
  3: { height: 18, width: 32 },
  4: { height: 15, width: 36 },
  5: { height: 12.5, width: 37 },
  6: { height: 11, width: 38 },
}

/** The maker's mark: the code struck in an eight-sided punch. Decoration; the name stands beside it. */
export function makerMark(code: string): Html {
  const { height, width } = CODE_SIZES[code.length] ?? { height: 10, width: 38 }
  return html`<svg class="maker-mark" viewBox="0 0 48 48" aria-hidden="true" focusable="false"><path d="M15 3h18l12 12v18L33 45H15L3 33V15z"/><text x="24" y="24" dy="0.36em" text-anchor="middle" font-size="${height}" textLength="${width}" lengthAdjust="spacingAndGlyphs">${code}</text></svg>`
}

/** Seals of the verify page, one for each kind of answer. */
const SEAL_FIGURES = {
  good: raw`<path d="m36 61 17 17 33-35"/>`,
  warning: raw`<path d="M60 38v30M60 81v2"/>`,
  bad: raw`<path d="m44 44 32 32M76 44 44 76"/>`,
  unknown: raw`<path d="M48 50c0-7 5-12 12-12s12 5 12 11c0 8-12 9-12 19M60 81v2"/>`,
  wait: raw`<circle cx="60" cy="60" r="24"/><path d="M60 46v15l10 7"/>`,
  ask: raw`<circle cx="56" cy="56" r="18"/><path d="m70 70 14 14"/>`,
} as const

export type SealKind = keyof typeof SEAL_FIGURES

/** The seal of an answer; about a piece of a known maker it carries the maker's code. */
export function seal(kind: SealKind, makerCode?: string): Html {
  const struck = makerCode !== undefined
  return html`<svg class="seal ${struck && 'seal-struck'}" viewBox="0 0 120 120" aria-hidden="true" focusable="false"><path class="struck" d="M38 6h44l32 32v44l-32 32H38L6 82V38z"/><path class="rim" d="M41 13h38l28 28v38l-28 28H41L13 79V41z"/><g class="figure">${SEAL_FIGURES[kind]}</g>${struck && html`<path class="rim" d="M34 78h52"/><text x="60" y="98" text-anchor="middle">${makerCode}</text>`}</svg>`
}

const STANDARD_PARTS = ['maker', 'line', 'product', 'day', 'number', 'hash', 'check'] as const

/** A serial cut into the groups people read: at its hyphens, or every four characters where it has none. */
export function serialGroups(serial: string): readonly string[] {
  const parts = serial.split('-').filter((part) => part !== '')
  return parts.length > 1 ? parts : (serial.match(/.{1,4}/gu) ?? [])
}

/**
 * The serial as a row of struck marks; copied, it is the serial as printed. A standard one (seven groups)
 * can carry a caption under each mark.
 */
export function serialMarks(serial: string, t: Translator, captions: 'captions' | 'plain' = 'plain'): Html {
  const groups = serialGroups(serial)
  const joint = serial.includes('-') ? '-' : ''
  const captioned = captions === 'captions' && groups.length === STANDARD_PARTS.length
  return html`<p class="marks ${captioned && 'marks-captioned'}" translate="no">${groups.map(
    (group, index) => {
      const part = STANDARD_PARTS[index]
      const caption =
        captioned && part !== undefined && html`<small aria-hidden="true">${t(`verify.mark.${part}`)}</small>`
      const hyphen = index > 0 && joint !== '' && html`<span class="joint">${joint}</span>`
      return html`<span class="mark">${hyphen}<b>${group}</b>${caption}</span>`
    },
  )}</p>`
}
