import type { Page } from 'playwright-core'

/**
 * From the key to the palette that can be typed into: the box has the focus, there is something to choose, and the frame that shows both was
 * painted. Milliseconds by the clock of the browser, from the moment at which it was given the key.
 */
export async function openPalette(page: Page): Promise<number> {
  // The page listens before the key is pressed.
  const watch = await page.evaluateHandle(() => {
    const opened = new Promise<number>((resolve, reject) => {
      setTimeout(reject, 10_000, new Error('the palette did not open'))
      const onKey = ({ key, timeStamp }: KeyboardEvent) => {
        if (key !== 'k') return
        window.removeEventListener('keydown', onKey, true)
        const look = () => {
          const isThere =
            document.activeElement?.getAttribute('role') === 'combobox' &&
            document.querySelector('[role="option"]') !== null
          if (!isThere) return requestAnimationFrame(look)
          // This comes before the frame is painted, and a task that begins now after it.
          const { port1, port2 } = new MessageChannel()
          port1.onmessage = () => resolve(performance.now() - timeStamp)
          port2.postMessage(undefined)
        }
        requestAnimationFrame(look)
      }
      window.addEventListener('keydown', onKey, true)
    })
    return { opened }
  })
  await page.keyboard.press('Control+k')
  const ms = await watch.evaluate(({ opened }) => opened)
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  return ms
}
