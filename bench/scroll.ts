import type { Page } from 'playwright-core'

const SPEED_PX = 6_000
const DISTANCE_PX = 48_000

export interface Scrolled {
  /** For how long at a time the middle of the window showed no row. */
  readonly longestBlankMs: number
  /** The longest time between two frames of the page: how long it did nothing for who scrolls. */
  readonly longestFrameMs: number
  /** The row at which it ended. */
  readonly row: number
}

/**
 * Turns the wheel over a list, some 6,000 pixels a second for eight seconds, and looks at every frame. The browser scrolls by itself also while the
 * page is busy and has drawn no further rows, so between two frames only what the earlier one drew is there: from the moment at which the middle
 * of the window leaves that, it is blank, until a frame has rows there that are not on their way still.
 */
export async function scrollAndWatch(page: Page): Promise<Scrolled> {
  const watch = await page.evaluateHandle(() => {
    const begunY = scrollY
    let longestBlankMs = 0
    let longestFrameMs = 0
    let blankSinceMs: number | undefined
    let isOver = false
    const middle = () => scrollY + innerHeight / 2
    const drawnRows = () => {
      const rows = document.querySelectorAll<HTMLElement>('tbody tr[data-index]')
      const [first, last] = [rows[0], rows[rows.length - 1]]
      if (!first || !last) return { from: 0, to: 0 }
      return {
        from: first.getBoundingClientRect().top + scrollY,
        to: last.getBoundingClientRect().bottom + scrollY,
      }
    }
    let last = { atMs: performance.now(), middle: middle(), drawn: drawnRows() }
    const frame = (atMs: number) => {
      const now = { atMs, middle: middle(), drawn: drawnRows() }
      const tookMs = now.atMs - last.atMs
      longestFrameMs = Math.max(longestFrameMs, tookMs)
      const beyond = now.middle - last.drawn.to
      if (beyond > 0) {
        const way = now.middle - last.middle
        const share = way > 0 ? Math.min(beyond / way, 1) : 1
        blankSinceMs ??= now.atMs - share * tookMs
      }
      if (blankSinceMs !== undefined) longestBlankMs = Math.max(longestBlankMs, now.atMs - blankSinceMs)
      const isDrawn = now.middle >= now.drawn.from && now.middle <= now.drawn.to
      blankSinceMs = isDrawn ? undefined : (blankSinceMs ?? now.atMs)
      last = now
      if (!isOver) requestAnimationFrame(frame)
    }
    requestAnimationFrame(frame)
    return {
      end: () => {
        isOver = true
        const rows = document.querySelectorAll<HTMLElement>('tbody tr[data-index]')
        const row = Number(rows[rows.length - 1]?.dataset.index ?? 0)
        return { longestBlankMs, longestFrameMs, row, scrolledPx: scrollY - begunY }
      },
    }
  })
  const session = await page.context().newCDPSession(page)
  await session.send('Input.synthesizeScrollGesture', {
    ...{ x: 720, y: 600, yDistance: -DISTANCE_PX, speed: SPEED_PX },
    ...{ gestureSourceType: 'mouse', preventFling: true },
  })
  const { scrolledPx, ...seen } = await watch.evaluate(({ end }) => end())
  // What does not scroll is never blank.
  if (scrolledPx < DISTANCE_PX * 0.9) throw new Error(`the list scrolled ${scrolledPx} pixels only`)
  return seen
}
