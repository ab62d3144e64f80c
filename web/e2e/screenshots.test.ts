import { mkdirSync } from 'node:fs'
import path from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, it } from 'vitest'
import { type Desk, openDesk } from './desk.build.ts'
import { furnish, type Made } from './furnish.build.ts'
import { DIALOGS, SCREENS, show, showDialog } from './screens.build.ts'

/** Where to: `npm run screenshots`. Without it nothing is taken. */
const FOLDER = process.env.SCREENSHOTS
const ONLY = new RegExp(process.env.SCREENSHOTS_ONLY ?? '')
const SIZES = { wide: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } } as const

describe.runIf(FOLDER)('a picture of every screen, in both languages and schemes', () => {
  let desk: Desk
  let made: Made
  beforeAll(async () => {
    desk = await openDesk()
    made = await furnish(desk)
  })
  afterAll(() => desk?.close())

  const take = (page: Page, name: string) =>
    page.screenshot({ path: path.join(FOLDER!, `${name}.png`), fullPage: true, animations: 'disabled' })

  for (const language of ['en', 'th'] as const) {
    for (const colorScheme of ['light', 'dark'] as const) {
      for (const [size, viewport] of Object.entries(SIZES)) {
        it(`${language} ${colorScheme} ${size}`, { timeout: 300_000 }, async () => {
          mkdirSync(FOLDER!, { recursive: true })
          const page = await desk.open('/desk/', {
            viewport,
            colorScheme,
            locale: language === 'th' ? 'th-TH' : 'en-GB',
          })
          for (const [name, address] of SCREENS.filter(([one]) => ONLY.test(one))) {
            await show(page, address(made))
            await take(page, `${name.replaceAll(' ', '-')}.${language}.${colorScheme}.${size}`)
          }
          for (const [name, address, button] of DIALOGS.filter(([one]) => ONLY.test(one))) {
            await showDialog(page, language, address(made), button)
            await page.screenshot({
              path: path.join(FOLDER!, `${name.replaceAll(' ', '-')}.${language}.${colorScheme}.${size}.png`),
              animations: 'disabled',
            })
            await page.keyboard.press('Escape')
            await page.getByRole('dialog').waitFor({ state: 'hidden' })
          }
          if (ONLY.test('palette')) {
            await page.keyboard.press('Control+k')
            await page.getByRole('dialog').getByRole('combobox').fill('to')
            await page.waitForFunction(() => !document.querySelector('[role="listbox"][aria-busy="true"]'))
            await page.screenshot({
              path: path.join(FOLDER!, `palette.${language}.${colorScheme}.${size}.png`),
            })
            await page.keyboard.press('Escape')
          }
          await page.context().close()
        })
      }
    }
  }
})
