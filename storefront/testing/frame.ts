import type { Page } from 'playwright-core'
import { type Axe, RULES_OF_LOOK } from './axe.ts'

/** WCAG 2.2 asks for 24; a thumb in a workshop wants more. */
export const TARGET_PX = 44

/** How a page fits into a width. */
export interface Fit {
  widthPx: number
  overflowPx: number
  smallTargets?: readonly string[]
}

/** A frame that pages are looked at in: it takes another width without the frames of pictures that a window waits for. */
export class Frame {
  readonly #page: Page

  private constructor(page: Page) {
    this.#page = page
  }

  /** Of an origin that has `frame.html` and `axe.js` beside its pages. */
  static async open(page: Page, origin: string): Promise<Frame> {
    await page.goto(`${origin}/frame.html`)
    return new Frame(page)
  }

  /** Opens a page, and waits until all of it is there. */
  async show(path: string): Promise<void> {
    await this.#page.evaluate(async (address) => {
      const frame = document.querySelector('iframe')!
      await new Promise((resolve) => {
        frame.onload = resolve
        frame.src = address
      })
      const axe = frame.contentDocument!.createElement('script')
      axe.src = '/axe.js'
      await new Promise((resolve, reject) => {
        axe.onload = resolve
        axe.onerror = reject
        frame.contentDocument!.head.append(axe)
      })
    }, path)
  }

  /**
   * Takes one width after the other, and tells the width that the page has, and by how much it is wider than the frame; at the widths
   * of `touchedPx` also what is too small for a thumb (links within sentences are exempt).
   */
  fit(widthsPx: readonly number[], touchedPx: readonly number[]): Promise<readonly Fit[]> {
    return this.#page.evaluate(
      ([widths, touched, targetPx]) => {
        const frame = document.querySelector('iframe')!
        const shown = frame.contentWindow!
        const inText = (element: Element) =>
          element.matches('a') &&
          shown.getComputedStyle(element).display === 'inline' &&
          element.closest('p, li, dd') !== null
        const hidden = (element: Element) =>
          shown.getComputedStyle(element).clipPath !== 'none' || element.closest('.skip')
        const smallTargets = () =>
          [...shown.document.querySelectorAll('a, button, input:not([type=hidden]), select, textarea')]
            .filter(
              (element) =>
                element.checkVisibility({ opacityProperty: false }) && !inText(element) && !hidden(element),
            )
            .map((element) => {
              const box = (element.closest('label') ?? element).getBoundingClientRect()
              const after = shown.getComputedStyle(element, '::after')
              return { element, box, covers: after.position === 'absolute' && after.inset === '0px' }
            })
            .filter(
              ({ box, covers }) => !covers && (box.width < targetPx - 0.5 || box.height < targetPx - 0.5),
            )
            .map(({ element, box }) => `${element.outerHTML.slice(0, 120)} ${box.width}×${box.height}`)
        return widths.map((width) => {
          frame.style.width = `${width}px`
          const { scrollWidth } = shown.document.documentElement
          // A layout that follows the width with its media queries, not only with its boxes.
          const isFollowed = shown.matchMedia(`(width: ${width}px)`).matches
          return {
            widthPx: isFollowed ? shown.innerWidth : Number.NaN,
            overflowPx: Math.max(0, scrollWidth - shown.innerWidth),
            ...(touched.includes(width) ? { smallTargets: smallTargets() } : {}),
          }
        })
      },
      [widthsPx, touchedPx, TARGET_PX] as const,
    )
  }

  /** What axe finds at a width. */
  violations(rules: 'all' | 'look', widthPx: number): Promise<readonly string[]> {
    const options = {
      resultTypes: ['violations'],
      // What it would fetch beforehand is for rules that are not run.
      preload: false,
      // Off unless told; `fit` asks for more at every width.
      ...(rules === 'look' ? { runOnly: RULES_OF_LOOK } : { rules: { 'target-size': { enabled: true } } }),
    }
    return this.#page.evaluate(
      async ([given, width]) => {
        const frame = document.querySelector('iframe')!
        frame.style.width = `${width}px`
        const results = await (frame.contentWindow as unknown as { axe: Axe }).axe.run(given)
        return results.violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html}`))
      },
      [options, widthPx] as const,
    )
  }
}
