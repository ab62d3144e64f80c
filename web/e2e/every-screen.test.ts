import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Axe, RULES_OF_LOOK } from '../../storefront/testing/axe.ts'
import { type Desk, openDesk } from './desk.build.ts'
import { furnish, type Made } from './furnish.build.ts'
import { SCREENS, show } from './screens.build.ts'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

let desk: Desk
let gate: Page
let wide: Page
let narrow: Page
let made: Made
beforeAll(async () => {
  desk = await openDesk()
  made = await furnish(desk)
  ;[gate, wide, narrow] = await Promise.all([
    desk.visit('/desk/sign-in'),
    desk.open('/desk/'),
    desk.open('/desk/', { viewport: { width: 390, height: 844 } }),
  ])
})
afterAll(() => desk.close())

/** What axe finds wrong, each as one line. */
async function problems(page: Page, rules: 'all' | 'look' = 'all'): Promise<string[]> {
  if (!(await page.evaluate('typeof axe !== "undefined"'))) await page.evaluate(AXE)
  const options = {
    resultTypes: ['violations'],
    ...(rules === 'look' ? { runOnly: RULES_OF_LOOK, preload: false } : {}),
  }
  return await page.evaluate(async (given) => {
    const { violations } = await (globalThis as unknown as { axe: Axe }).axe.run(given)
    return violations.flatMap(({ id, nodes }) =>
      nodes.map((node) => `${id}: ${node.target.join(' ')} ${node.html.slice(0, 160)}`),
    )
  }, options)
}

type Scheme = 'light' | 'dark'
/** The colours that a page was left in. */
const schemes = new WeakMap<Page, Scheme>()

/** Looks at a page as it is, and then in the other colours, in which the next page is looked at first. */
const inBothSchemes = async (page: Page) => {
  const found = {} as Record<Scheme, string[]>
  const first = schemes.get(page) ?? 'light'
  found[first] = await problems(page)
  const other = first === 'light' ? 'dark' : 'light'
  await page.emulateMedia({ colorScheme: other })
  await page.waitForFunction(
    (scheme) => document.documentElement.dataset.mantineColorScheme === scheme,
    other,
  )
  schemes.set(page, other)
  // The document is the same in other colours.
  found[other] = await problems(page, 'look')
  return found
}

const FINE = { light: [], dark: [] }

describe('before one is in', () => {
  it.each(['/desk/sign-in', '/desk/forgot-password', '/desk/set-password#token=x', '/desk/join#token=x'])(
    '%s is accessible in light and dark',
    async (path) => {
      await show(gate, path)
      expect(await inBothSchemes(gate)).toEqual(FINE)
    },
  )
})

describe('inside', () => {
  it.each(SCREENS)('%s: accessible in light and dark, and usable on a phone', async (_name, path) => {
    await Promise.all([show(wide, path(made)), show(narrow, path(made))])
    expect(await wide.getByRole('heading', { level: 1 }).count()).toBe(1)
    expect(await wide.getByRole('alert').count()).toBe(0)
    expect(await wide.locator('main').textContent()).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}-7/)
    expect(await inBothSchemes(wide)).toEqual(FINE)
    expect(
      await narrow.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      ),
    ).toBe(0)
  })

  it('a form, a menu and the drawer of a phone are accessible too', async () => {
    await show(wide, '/desk/products')
    await wide.getByRole('button', { name: 'New product' }).click()
    await wide.getByRole('dialog').getByLabel('SKU').waitFor()
    expect(await inBothSchemes(wide)).toEqual(FINE)
    await wide.keyboard.press('Escape')
    await wide.getByRole('dialog').waitFor({ state: 'hidden' })
    await show(wide, `/desk/pieces/${made.pieceId}`)
    await wide.getByRole('button', { name: 'Change the state' }).click()
    await wide.getByRole('menu').waitFor()
    // A menu hangs beside the landmarks while it is open; everything else about it counts.
    const ofMenu = await inBothSchemes(wide)
    for (const found of Object.values(ofMenu))
      expect(found.filter((line) => !line.startsWith('region: div[data-portal'))).toEqual([])
    await show(narrow, '/desk/')
    await narrow.getByRole('button', { name: 'Open the menu' }).click()
    await narrow.getByRole('dialog').getByRole('link', { name: 'Orders' }).waitFor()
    expect(await inBothSchemes(narrow)).toEqual(FINE)
    await narrow.getByRole('dialog').getByRole('link', { name: 'Orders' }).click()
    await narrow.getByRole('heading', { level: 1, name: 'Orders' }).waitFor()
    await narrow.getByRole('dialog').waitFor({ state: 'hidden' })
    expect(await problems(narrow)).toEqual([])
  })

  it('nothing is left in the console of the browser', () => {
    expect(desk.complaints).toEqual([])
  })
})
