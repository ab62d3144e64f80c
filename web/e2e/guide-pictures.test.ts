import { mkdirSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, it } from 'vitest'
import { type Desk, openDesk } from './desk.build.ts'
import { furnish, type Made } from './furnish.build.ts'
import { show } from './screens.build.ts'

const folder = fileURLToPath(new URL('../../docs/guide/images/', import.meta.url))
const MOST_BYTES = 95_000

/** The pictures of the guide: `npm run guide:screenshots`. Without it nothing is taken. */
describe.runIf(process.env.GUIDE_SCREENSHOTS)('the pictures of the guide', () => {
  let desk: Desk
  let made: Made
  beforeAll(async () => {
    desk = await openDesk()
    made = await furnish(desk)
    mkdirSync(folder, { recursive: true })
  })
  afterAll(() => desk?.close())

  const pictures: [name: string, take: (page: Page) => Promise<void>][] = [
    ['today', (page) => show(page, '/desk/')],
    [
      'palette',
      async (page) => {
        await show(page, `/desk/orders/${made.orderId}`)
        await page.keyboard.press('Control+k')
        await page.getByRole('combobox').fill('to')
        await page.getByRole('combobox').fill('tote')
        await page
          .getByRole('option', { name: /Saddle Tote/ })
          .first()
          .waitFor()
      },
    ],
    ['order', (page) => show(page, `/desk/orders/${made.orderId}`)],
    [
      'new-order',
      async (page) => {
        await show(page, '/desk/orders/new')
        const product = page.locator('input[data-field="product"]')
        await product.first().fill('TOTE')
        await product.first().press('Enter')
        await page.locator('dl[aria-busy="false"]').waitFor()
      },
    ],
    ['product', (page) => show(page, `/desk/products/${made.productId}`)],
    ['ticket', (page) => show(page, `/desk/tickets/${made.ticketId}`)],
    ['work', (page) => show(page, `/desk/work/${made.tokenCode}`)],
    ['stock', (page) => show(page, '/desk/stock')],
    ['trial-balance', (page) => show(page, '/desk/books/trial-balance')],
    ['roles', (page) => show(page, '/desk/people/roles')],
  ]

  it.each(['en', 'th'] as const)('are taken in %s', { timeout: 240_000 }, async (language) => {
    const page = await desk.open('/desk/', {
      viewport: { width: 1200, height: 750 },
      locale: language === 'th' ? 'th-TH' : 'en-GB',
      colorScheme: 'light',
    })
    const blank = await page.context().newPage()
    for (const [name, take] of pictures) {
      await page.reload()
      await take(page)
      await page.evaluate(() => document.fonts.ready)
      const png = await page.screenshot({ animations: 'disabled', caret: 'hide' })
      writeFileSync(`${folder}${name}.${language}.webp`, await toWebp(blank, png))
    }
    await page.context().close()
  })
})

/** As small as it has to be: the browser is the encoder. */
async function toWebp(page: Page, png: Buffer): Promise<Buffer> {
  for (const quality of [0.82, 0.7, 0.55, 0.4]) {
    const data = await page.evaluate(
      async ([base64, q]) => {
        const image = new Image()
        image.src = `data:image/png;base64,${base64}`
        await image.decode()
        const canvas = document.createElement('canvas')
        canvas.width = image.width
        canvas.height = image.height
        canvas.getContext('2d')!.drawImage(image, 0, 0)
        return canvas.toDataURL('image/webp', q).split(',')[1]!
      },
      [png.toString('base64'), quality] as const,
    )
    const webp = Buffer.from(data, 'base64')
    if (webp.length < MOST_BYTES) return webp
  }
  throw new Error('a picture of the guide is too large in every quality')
}
