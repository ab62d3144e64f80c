import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeResults } from 'axe-core'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Desk, openDesk } from './desk.build.ts'
import { furnish, type Made } from './furnish.build.ts'
import { show } from './screens.build.ts'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

let desk: Desk
let made: Made
let page: Page
beforeAll(async () => {
  desk = await openDesk()
  made = await furnish(desk)
  page = await desk.open('/desk/')
  await page.getByRole('heading', { level: 1, name: 'Today' }).waitFor()
})
afterAll(() => desk.close())

const heading = (name: string | RegExp, on = page) => on.getByRole('heading', { level: 1, name }).waitFor()
const palette = () => page.getByRole('dialog', { name: 'Search and commands' })
const options = () => palette().getByRole('option').allTextContents()
async function ask(words: string): Promise<void> {
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: 'Search and commands' }).fill(words)
  await palette().locator('[role="listbox"][aria-busy="false"]').waitFor()
}
async function violations(): Promise<string[]> {
  if (!(await page.evaluate('typeof axe !== "undefined"'))) await page.evaluate(AXE)
  const found = (await page.evaluate('axe.run(document, { resultTypes: ["violations"] })')) as AxeResults
  return found.violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 160)}`))
}

describe('the palette', () => {
  it('finds a record by part of its name and opens it, by keys alone', async () => {
    await ask('saddle')
    expect((await options())[0]).toContain('Saddle Tote')
    await page.keyboard.press('Enter')
    await heading('Saddle Tote')
    expect(page.url()).toContain(`/desk/products/${made.productId}`)
  })

  it('finds a piece by its serial as somebody mistyped it', async () => {
    const [piece] = await desk.rows<{ human: string }>('select human from serial where id = $1', made.pieceId)
    await ask(piece!.human.replaceAll('0', 'o').replaceAll('1', 'l').toLowerCase())
    expect((await options())[0]).toContain(piece!.human)
    await page.keyboard.press('Enter')
    await heading(piece!.human)
  })

  it('goes to a page by letters of its name in either language, and shows what was looked at lately', async () => {
    await ask('trial bal')
    await page.keyboard.press('Enter')
    await page.waitForURL('**/desk/books/trial-balance')
    await heading('Books')
    await ask('งบทดลอง')
    expect((await options())[0]).toContain('Trial balance')
    await page.keyboard.press('Escape')
    await palette().waitFor({ state: 'hidden' })
    await page.keyboard.press('Control+k')
    const recent = palette().getByRole('group', { name: 'Looked at lately' }).getByRole('option')
    await recent.nth(1).waitFor()
    expect(await recent.nth(1).textContent()).toContain('Saddle Tote')
    await page.keyboard.press('Escape')
  })

  it('offers what the open record allows, and says of the rest why not', async () => {
    await show(page, `/desk/orders/${made.orderId}`)
    await heading(/^SO/)
    await page.keyboard.press('Control+k')
    const here = palette().getByRole('group', { name: 'On this page' })
    await here.getByRole('option', { name: 'Ship' }).waitFor()
    const refused = here.getByRole('option', { name: /Cancel the order/ })
    expect(await refused.getAttribute('aria-disabled')).toBe('true')
    expect((await refused.textContent())!.length).toBeGreaterThan('Cancel the order'.length + 10)
    await page.getByRole('combobox', { name: 'Search and commands' }).fill('ship')
    await page.keyboard.press('Enter')
    await page.getByRole('dialog', { name: 'Ship' }).waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'hidden' })
  })

  it('begins something new from anywhere', async () => {
    await ask('new customer')
    await page.keyboard.press('Enter')
    await page.getByRole('dialog', { name: 'New customer' }).getByLabel('Name').first().waitFor()
    expect(page.url()).toContain('/desk/customers')
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'hidden' })
  })

  it('is wholly in the window, does not scroll the page behind, and gives the focus back', async () => {
    await page.goto(`${desk.origin}/desk/products`)
    const field = page.getByRole('button', { name: 'Filter' }).first()
    await field.focus()
    await page.keyboard.press('Control+k')
    const last = palette().getByText(/choose$/)
    const { y, height } = (await last.boundingBox())!
    const shown = (await palette().boundingBox())!
    expect(y + height).toBeLessThanOrEqual(shown.y + shown.height)
    expect(
      await last.evaluate((hint) => {
        const { x, y, width, height } = hint.getBoundingClientRect()
        return hint.contains(document.elementFromPoint(x + width / 2, y + height / 2))
      }),
    ).toBe(true)
    await page.mouse.move(20, 500)
    await page.mouse.wheel(0, 400)
    await page.getByRole('combobox', { name: 'Search and commands' }).fill('aud')
    expect(await page.evaluate(() => scrollY)).toBe(0)
    await page.keyboard.press('Escape')
    await palette().waitFor({ state: 'hidden' })
    expect(await field.evaluate((button) => button === document.activeElement)).toBe(true)
  })

  it('is accessible, and says so when nothing is called like that', async () => {
    await ask('tote')
    expect(await violations()).toEqual([])
    await page.getByRole('combobox', { name: 'Search and commands' }).fill('zzqx')
    await palette().getByText('Nothing is called “zzqx”').waitFor()
    await page.keyboard.press('Escape')
    await palette().waitFor({ state: 'hidden' })
  })
})

describe('keys', () => {
  it('lead from page to page, on a Thai keyboard too', async () => {
    await page.keyboard.press('g')
    await page.keyboard.press('o')
    await heading('Orders')
    await page.evaluate(() => {
      for (const [key, code] of [
        ['เ', 'KeyG'],
        ['ะ', 'KeyT'],
      ] as const)
        document.body.dispatchEvent(
          new KeyboardEvent('keydown', { key, code, bubbles: true, cancelable: true }),
        )
    })
    await heading('Job tickets')
  })

  it('make, search and explain themselves; letters typed into a field stay there', async () => {
    await show(page, '/desk/products')
    await heading('Products')
    await page.keyboard.press('?')
    await page.getByRole('dialog', { name: 'Keys of the desk' }).waitFor()
    expect(await violations()).toEqual([])
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'hidden' })
    await page.getByRole('searchbox').waitFor()
    await page.keyboard.press('/')
    await page.keyboard.type('n?go')
    expect(await page.getByRole('searchbox').inputValue()).toBe('n?go')
    expect(await page.getByRole('dialog').count()).toBe(0)
    await page.getByRole('searchbox').fill('')
    await page.getByRole('searchbox').blur()
    await page.keyboard.press('n')
    await page.getByRole('dialog', { name: 'New product' }).waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'hidden' })
  })

  it('lead through the records of the list that one came from, and back to it', async () => {
    await show(page, '/desk/products')
    await page.getByRole('link', { name: 'Bridle leather' }).click()
    await heading('Bridle leather')
    const where = page.getByRole('navigation', { name: 'Where you are' })
    expect(await where.getByRole('listitem').allTextContents()).toEqual(['Products', 'Bridle leather'])
    const isLast = await page.getByRole('button', { name: 'Next record' }).isDisabled()
    await page.keyboard.press(isLast ? 'k' : 'j')
    await heading('Saddle Tote')
    await page.keyboard.press(isLast ? 'j' : 'k')
    await heading('Bridle leather')
    await page.keyboard.press('u')
    await heading('Products')
  })
})

it('nothing is left in the console of the browser', () => {
  expect(desk.complaints).toEqual([])
})
