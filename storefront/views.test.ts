/** Every public page in a real browser: both languages, light and dark, on a phone and on a desktop. */
import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import type { Server } from 'node:http'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { previewPages } from './preview/pages.ts'
import { servePreview } from './preview/serve.ts'
import { writePreview } from './preview/write.ts'
import { openBrowser, type Windows } from './testing/browser.ts'
import { Frame, TARGET_PX } from './testing/frame.ts'
import { LOCALES } from './texts.ts'

const WIDTHS_PX = [390, 1440] as const
/** Where a layout changes, and the narrowest telephone. */
const WIDTHS_BETWEEN_PX = [320, 600, 768, 1024]

let folder: string
let server: Server
let origin: string
let browser: Windows

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'storefront-'))
  await writePreview(folder)
  // As a file of the pages' own host it passes their content policy, and the browser compiles it once.
  await copyFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), join(folder, 'axe.js'))
  await writeFile(
    join(folder, 'frame.html'),
    '<!doctype html><title>Frame</title><iframe height="844"></iframe>',
  )
  ;({ url: origin, server } = await servePreview(folder, 0, { framed: true }))
  browser = await openBrowser()
})

afterAll(async () => {
  await browser?.close()
  server?.close()
  if (folder) await rm(folder, { recursive: true })
})

/** Opens pages without any complaint in the console; a refused style or script would be one. */
async function open(options: { javaScriptEnabled?: boolean; widthPx?: number } = {}) {
  const context = await browser.newContext({
    viewport: { width: options.widthPx ?? 390, height: 844 },
    javaScriptEnabled: options.javaScriptEnabled ?? true,
    reducedMotion: 'reduce',
  })
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(error.message))
  return { page, complaints, close: () => context.close() }
}

describe.each(LOCALES)('in %s', (locale) => {
  let window: Awaited<ReturnType<typeof open>>
  let frame: Frame
  beforeAll(async () => {
    window = await open({ widthPx: Math.max(...WIDTHS_PX) })
    frame = await Frame.open(window.page, origin)
  })
  afterAll(() => window.close())

  it.each(previewPages(locale).map(({ name }) => name))('%s is accessible and fits', async (name) => {
    const { page, complaints } = window
    complaints.length = 0
    await frame.show(`/${locale}/${name}.html`)
    expect(await frame.fit([...WIDTHS_BETWEEN_PX, ...WIDTHS_PX], WIDTHS_PX)).toEqual([
      ...WIDTHS_BETWEEN_PX.map((widthPx) => ({ widthPx, overflowPx: 0 })),
      ...WIDTHS_PX.map((widthPx) => ({ widthPx, overflowPx: 0, smallTargets: [] })),
    ])
    const [narrowPx, widePx] = WIDTHS_PX
    await page.emulateMedia({ colorScheme: 'light' })
    expect(await frame.violations('all', narrowPx), `at ${narrowPx} px`).toEqual([])
    // What depends on colours is the same in every language: markup.test.ts.
    if (locale === 'en') {
      expect(await frame.violations('look', widePx), `at ${widePx} px`).toEqual([])
      await page.emulateMedia({ colorScheme: 'dark' })
      expect(await frame.violations('look', narrowPx), `in the dark at ${narrowPx} px`).toEqual([])
      expect(await frame.violations('look', widePx), `in the dark at ${widePx} px`).toEqual([])
    }
    expect(complaints).toEqual([])
  })
})

describe('without JavaScript', () => {
  it('offers the buttons that the script makes needless', async () => {
    const { page, close } = await open({ javaScriptEnabled: false })
    await page.goto(`${origin}/en/product.html`)
    expect(await page.getByRole('button', { name: 'Show price and stock for this choice' }).isVisible()).toBe(
      true,
    )
    await page.goto(`${origin}/en/checkout.html`)
    expect(await page.getByRole('button', { name: 'Update the total' }).isVisible()).toBe(true)
    await page.goto(`${origin}/en/cart.html`)
    const update = page.getByRole('button', { name: 'Update the quantity of Saddle Tote' })
    expect((await update.boundingBox())?.height).toBe(TARGET_PX)
    await close()
  })

  it('hides the address where a piece is collected, and asks for it where it is sent', async () => {
    const { page, close } = await open({ javaScriptEnabled: false })
    await page.goto(`${origin}/en/checkout-collect.html`)
    const street = page.getByLabel('Street and number')
    expect(await street.isVisible()).toBe(false)
    await page.getByLabel('Courier').check()
    expect(await street.isVisible()).toBe(true)
    await close()
  })
})

describe('the script of the shop', () => {
  it('shows price and stock of a choice, keeps the focus and puts the choice into the address', async () => {
    const { page, close } = await open()
    const soldOut = await readFile(join(folder, 'en/product-sold-out.html'), 'utf8')
    const asked: string[] = []
    await page.route('**/shop/saddle-tote?*', async (route) => {
      asked.push(new URL(route.request().url()).search)
      await route.fulfill({ body: soldOut, contentType: 'text/html; charset=utf-8' })
    })
    await page.goto(`${origin}/en/product.html`)
    await page.getByLabel('Strap length').focus()
    await page.getByLabel('Strap length').selectOption('75')
    await page.getByText('This choice is sold out.').waitFor()
    expect(asked).toEqual(['?option.colour=cognac&option.strap=75'])
    expect(await page.evaluate(() => (document.activeElement as HTMLSelectElement).name)).toBe('option.strap')
    expect(page.url()).toBe(`${origin}/shop/saddle-tote?option.colour=cognac&option.strap=75`)
    expect(await page.getByRole('button', { name: 'Add to cart' }).count()).toBe(0)
    await close()
  })

  it('lets the total follow the delivery, and leaves what was typed', async () => {
    const { page, close } = await open()
    const collect = await readFile(join(folder, 'en/checkout-collect.html'), 'utf8')
    const dearer = collect.replace('>฿23,654.20<', '>฿23,534.20<').replace('q-23654.20-THB', 'q-23534.20-THB')
    const sent: string[] = []
    await page.route('**/checkout', async (route) => {
      sent.push(route.request().postData() ?? '')
      await route.fulfill({ body: dearer, contentType: 'text/html; charset=utf-8' })
    })
    await page.goto(`${origin}/en/checkout.html`)
    await page.getByLabel('Full name').fill('Somchai')
    await page.getByLabel('Collect in the workshop').check()
    await page.getByText('฿23,534.20').waitFor()
    expect(new URLSearchParams(sent[0]).get('intent')).toBe('update')
    expect(new URLSearchParams(sent[0]).get('shipping')).toBe('collect')
    expect(await page.locator('[name=quote]').inputValue()).toBe('q-23534.20-THB')
    expect(await page.getByLabel('Full name').inputValue()).toBe('Somchai')
    expect(sent).toHaveLength(1)
    await close()
  })

  it('sends a typed quantity, once', async () => {
    const { page, close } = await open()
    const sent: string[] = []
    await page.route('**/cart/lines/**', async (route) => {
      sent.push(`${new URL(route.request().url()).pathname} ${route.request().postData()}`)
      await route.fulfill({ status: 303, headers: { location: '/en/cart-empty.html' } })
    })
    await page.goto(`${origin}/en/cart.html`)
    await page.getByLabel('Quantity of Card Holder No. 4').fill('3')
    await page.getByLabel('Quantity of Card Holder No. 4').press('Tab')
    await page.getByText('Your cart is empty').waitFor()
    expect(sent).toEqual(['/cart/lines/line-2 intent=set&quantity=3'])
    await close()
  })

  it('sends an order once, however often the button is pressed', async () => {
    const { page, close } = await open()
    const sent: string[] = []
    await page.route('**/checkout', async (route) => {
      sent.push(new URLSearchParams(route.request().postData() ?? '').get('intent') ?? '')
      await new Promise((resolve) => setTimeout(resolve, 100))
      await route.fulfill({ status: 303, headers: { location: '/en/order-transfer.html' } })
    })
    await page.goto(`${origin}/en/checkout.html`)
    await page.getByRole('button', { name: 'Place the order' }).dblclick({ noWaitAfter: true })
    await page.getByText('Thank you.').waitFor()
    expect(sent).toEqual(['place'])
    await close()
  })

  it('suggests address and code from the name until they are typed', async () => {
    const { page, close } = await open()
    await page.goto(`${origin}/en/signup.html`)
    const [slug, code] = [page.getByLabel('Address'), page.getByLabel('Code')]
    await page.getByLabel('Name of the workshop').fill('Maison Ätelier & Söhne')
    expect([await slug.inputValue(), await code.inputValue()]).toEqual(['maison-atelier-sohne', 'MAS'])
    await slug.fill('mine')
    await page.getByLabel('Name of the workshop').fill('Siam')
    expect([await slug.inputValue(), await code.inputValue()]).toEqual(['mine', 'SIAM'])
    await page.getByLabel('Name of the workshop').fill('เมซง')
    expect(await code.inputValue()).toBe('')
    await close()
  })

  it('copies what is typed into the form of a bank', async () => {
    const { page, close } = await open()
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
    await page.goto(`${origin}/en/order-transfer.html`)
    await page.getByRole('button', { name: 'Copy: 123-4-56789-0' }).click()
    await page.getByRole('button', { name: 'Copied: 123-4-56789-0' }).waitFor()
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('123-4-56789-0')
    await close()
  })
})

describe('from the keyboard', () => {
  it('starts at the errors, and each leads to its field', async () => {
    const { page, close } = await open()
    await page.goto(`${origin}/en/checkout-errors.html`)
    expect(await page.evaluate(() => document.activeElement?.getAttribute('role'))).toBe('alert')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('field-email')
    await close()
  })

  it('skips the header', async () => {
    const { page, close } = await open()
    await page.goto(`${origin}/en/shop.html`)
    await page.keyboard.press('Tab')
    const skip = page.getByRole('link', { name: 'Skip to the content' })
    expect((await skip.boundingBox())?.y).toBeGreaterThanOrEqual(0)
    await page.keyboard.press('Enter')
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('main')
    await close()
  })
})

it('prints an order without what paper cannot do', async () => {
  const { page, close } = await open({ widthPx: 794 })
  await page.goto(`${origin}/en/order-transfer.html`)
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' })
  const visible = (selector: string) => page.locator(selector).first().isVisible()
  expect(await visible('.top-nav')).toBe(false)
  expect(await visible('.copy')).toBe(false)
  expect(await page.getByText('123-4-56789-0').isVisible()).toBe(true)
  expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe(
    'rgb(255, 255, 255)',
  )
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
  await close()
})
