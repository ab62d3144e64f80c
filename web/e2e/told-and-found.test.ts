import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Desk, openDesk } from './desk.build.ts'
import { furnish, type Made } from './furnish.build.ts'
import { show } from './screens.build.ts'

let desk: Desk
let made: Made
let page: Page
beforeAll(async () => {
  desk = await openDesk()
  made = await furnish(desk)
  page = await desk.open('/desk/')
})
afterAll(() => desk.close())

const rowsOf = (name: string) =>
  page
    .getByRole('table', { name })
    .getByRole('row')
    .filter({ has: page.getByRole('cell') })

describe('work at the benches, recalls, alerts, work centres and months', () => {
  it('are lists like the others: filtered in the address, exported as shown, with columns', async () => {
    await show(page, '/desk/work')
    await expect.poll(() => rowsOf('At the benches').count()).toBe(2)
    await page.getByLabel('At work or waiting').selectOption('running')
    await page.waitForURL(/state=running/)
    await expect.poll(() => rowsOf('At the benches').count()).toBe(1)
    await rowsOf('At the benches').getByText('Malee Thongdee').waitFor()
    await page.getByRole('button', { name: 'Export' }).click()
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('menuitem', { name: 'CSV' }).click(),
    ])
    const csv = await readFile((await download.path())!, 'utf8')
    expect(csv.split('\r\n')[0]).toBe('\uFEFFPiece,Product,Operation,Work centre,Quantity,Who,Due,State')
    expect(csv.trim().split('\r\n')).toHaveLength(2)
    for (const [path, name, rows] of [
      ['/desk/recalls', 'Recalls', 1],
      ['/desk/watch/alerts', 'Alerts', 1],
      ['/desk/work-centres', 'Work centres', 1],
      ['/desk/books/periods', 'Months', 1],
    ] as const) {
      await show(page, path)
      await expect.poll(() => rowsOf(name).count()).toBe(rows)
      for (const tool of ['Filter', 'Views', 'Export'])
        await page.getByRole('button', { name: tool }).first().waitFor()
    }
  })

  it('have commands for several alerts at once', async () => {
    await show(page, '/desk/watch/alerts')
    await rowsOf('Alerts').getByRole('checkbox').check()
    await page.getByRole('button', { name: 'Decide' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('State').selectOption({ label: 'Dismissed' })
    await dialog.getByLabel('Reason').fill('Our own fair')
    await dialog.getByRole('button', { name: /Decide/ }).click()
    await expect
      .poll(() => desk.rows('select state, reason from scan_alert'))
      .toEqual([{ state: 'dismissed', reason: 'Our own fair' }])
    await dialog.getByRole('button', { name: 'Close' }).last().click()
  })

  it('lead to the page of a work centre, with its history and a way back to the list', async () => {
    await show(page, '/desk/work-centres')
    await page.getByRole('link', { name: 'Bench', exact: true }).click()
    await page.getByRole('heading', { level: 1, name: 'Bench' }).waitFor()
    await page
      .getByRole('list', { name: 'History and comments' })
      .getByText('created the work centre')
      .waitFor()
    expect(await page.locator('main a[href="/desk/work-centres"]').textContent()).toBe('Work centres')
  })
})

describe('a list that another page led to', () => {
  it('says what it is held to, by name, and lets go of it', async () => {
    await show(page, `/desk/pieces?lotId=${made.lotId}`)
    const held = page.getByRole('list', { name: 'Only what belongs to' })
    await held.getByText('Lot: HIDE-7').waitFor()
    const few = await rowsOf('Pieces').count()
    await held.getByRole('button', { name: 'Remove the filter Lot: HIDE-7' }).click()
    await held.waitFor({ state: 'detached' })
    expect(page.url()).not.toContain('lotId')
    await expect.poll(() => rowsOf('Pieces').count()).toBeGreaterThan(few)
  })
})

describe('the settings of the workshop', () => {
  it('tell below them who changed what', async () => {
    await show(page, '/desk/settings')
    await page
      .getByRole('button', { name: 'Edit the legal details' })
      .or(page.getByRole('button', { name: 'Edit' }).nth(1))
      .first()
      .click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Legal name').fill('Maison Atelier Co., Ltd.')
    await dialog.getByRole('button', { name: 'Save' }).click()
    const history = page.getByRole('list', { name: 'History and comments' })
    await history.getByText('Pimchanok Rattanakul').first().waitFor()
    await history.getByText('Legal name').waitFor()
    await history.getByText('Maison Atelier Co., Ltd.').waitFor()
  })
})

describe('the palette', () => {
  it('asks whether the piece is meant whose number was typed with one slip, and shows where', async () => {
    const [piece] = await desk.rows<{ human: string; id: string }>('select human, id from serial limit 1')
    const last = piece!.human.at(-1)!
    const typed = piece!.human.slice(0, -1) + (last === '7' ? '8' : '7')
    await page.keyboard.press('Control+k')
    const palette = page.getByRole('dialog', { name: 'Search and commands' })
    await palette.getByRole('combobox').fill(typed)
    const group = palette.getByRole('group', { name: 'Pieces: did you mean' })
    await group.getByRole('option').filter({ hasText: piece!.human }).waitFor()
    expect(await group.locator('mark').textContent()).toBe(last)
    await page.keyboard.press('Enter')
    await page.waitForURL(new RegExp(`/desk/pieces/${piece!.id}`))
  })
})
