import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import { build } from 'vite'
import { launchBrowser } from '../storefront/testing/browser.ts'
import type { BenchEnvironment, BenchTenant } from './environment.ts'
import { openPalette } from './palette.ts'
import { scrollAndWatch } from './scroll.ts'

const LIST_BAR_MS = 1_000
const RECORD_BAR_MS = 500
const BLANK_BAR_MS = 100
const PALETTE_BAR_MS = 50
const TIMES = 5

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!

/** Opens the list of orders, a record from it, and scrolls, in a real browser; a request carries the key that a session would be. */
export async function measureDesk(env: BenchEnvironment, t: BenchTenant): Promise<void> {
  const told = (what: string, ms: number, barMs: number): void => {
    console.info(`${what.padEnd(54)} ${ms.toFixed(0).padStart(6)} ms`)
    env.bars.time(what, ms, barMs)
  }
  if (!existsSync(fileURLToPath(new URL('../dist/web/index.html', import.meta.url))))
    await build({ root: fileURLToPath(new URL('../web', import.meta.url)), logLevel: 'error' })
  const browser = await launchBrowser()
  try {
    const context = await browser.newContext({
      viewport: { width: 1440, height: 900 },
      locale: 'en-GB',
      extraHTTPHeaders: t.headers,
    })
    const page = await context.newPage()
    const orders = `http://${t.host}:${env.program.port}/desk/orders`
    await page.goto(orders)
    await firstOrder(page).waitFor()
    await page.waitForLoadState('networkidle')
    told('command palette usable, from the first press of the keys', await openPalette(page), PALETTE_BAR_MS)
    const palettes: number[] = []
    for (let n = 0; n < 2 * TIMES; n++) palettes.push(await openPalette(page))
    told('the same, again (median)', median(palettes), PALETTE_BAR_MS)
    told('the same, the slowest', Math.max(...palettes), PALETTE_BAR_MS)
    const lists: number[] = []
    const records: number[] = []
    for (let n = 0; n < TIMES; n++) {
      await page.getByRole('link', { name: 'Customers' }).first().click()
      await page.getByRole('heading', { level: 1, name: 'Customers' }).waitFor()
      lists.push(
        await timed(
          page,
          () => page.getByRole('link', { name: 'Orders' }).first().click(),
          () => firstOrder(page).waitFor(),
        ),
      )
      const number = await firstOrder(page).textContent()
      records.push(
        await timed(
          page,
          () => firstOrder(page).click(),
          () => page.getByRole('heading', { level: 1, name: number! }).waitFor(),
        ),
      )
      await page.goBack()
      await firstOrder(page).waitFor()
    }
    told('list of orders usable, from the click (median)', median(lists), LIST_BAR_MS)
    const fresh: number[] = []
    for (let n = 0; n < 3; n++)
      fresh.push(
        await timed(
          page,
          () => page.goto(orders),
          () => firstOrder(page).waitFor(),
        ),
      )
    told('the same, page loaded anew (median)', median(fresh), LIST_BAR_MS)
    told('record shown, from the click (median)', median(records), RECORD_BAR_MS)
    const { row, longestBlankMs, longestFrameMs } = await scrollAndWatch(page)
    told(`longest blank while scrolling ${row} rows`, longestBlankMs, BLANK_BAR_MS)
    console.info(`the longest frame took ${longestFrameMs.toFixed(0)} ms`)
    await page.goto(`${orders}?at=${new Date().getFullYear() - 1}-06-15`)
    told(
      'jumped to a day a year ago',
      await timed(
        page,
        () => page.reload(),
        () => firstOrder(page).waitFor(),
      ),
      LIST_BAR_MS,
    )
  } finally {
    await browser.close()
  }
}

const firstOrder = (page: Page) => page.getByRole('table').getByRole('link', { name: /^SO\d/ }).first()

async function timed(
  _page: Page,
  begin: () => Promise<unknown>,
  until: () => Promise<unknown>,
): Promise<number> {
  const begunMs = performance.now()
  await begin()
  await until()
  return performance.now() - begunMs
}
