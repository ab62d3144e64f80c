import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Desk, openDesk, told } from './desk.build.ts'
import { furnish } from './furnish.build.ts'
import { show } from './screens.build.ts'

let desk: Desk
let page: Page
beforeAll(async () => {
  desk = await openDesk()
  await furnish(desk)
  await desk.act('inventory.location.create', { code: 'SHELF', name: 'Shelf', kind: 'bin' })
  await desk.act('inventory.stock.transfer', {
    from: 'WH',
    to: 'SHELF',
    lines: [
      {
        productId: (await desk.rows<{ id: string }>(`select id from product where sku = 'LEATHER'`))[0]!.id,
        quantity: '4',
        lot: 'HIDE-7',
      },
    ],
  })
  page = await desk.open('/desk/stock')
})
afterAll(() => desk.close())

const rowsOf = (name: string) =>
  page
    .getByRole('table', { name })
    .getByRole('row')
    .filter({ has: page.getByRole('cell') })
const address = () => {
  const { pathname, search } = new URL(page.url())
  return decodeURIComponent(pathname + search)
}
const filter = async (field: string, condition: string, value: string) => {
  await page.getByRole('button', { name: 'Filter' }).click()
  const menu = page.getByRole('dialog', { name: 'Filter' })
  await menu.getByLabel('Field', { exact: true }).selectOption(field)
  await menu.getByLabel('Condition', { exact: true }).selectOption(condition)
  await menu.getByLabel('Value', { exact: true }).fill(value)
  await menu.getByLabel('Value', { exact: true }).press('Enter')
  await page.keyboard.press('Escape')
}

describe('stock', () => {
  it('is a list like the others: searched, filtered, sorted by place, with columns, all of it in the address', async () => {
    await rowsOf('In stock').nth(2).waitFor()
    await page.getByRole('searchbox').fill('leather')
    await page.waitForURL(/q=leather/)
    await expect.poll(() => rowsOf('In stock').count()).toBe(2)
    await page.getByRole('columnheader', { name: 'Place' }).getByRole('button').click()
    await page.waitForURL(/sort=location/)
    await rowsOf('In stock').first().getByText('SHELF').waitFor()
    await filter('onHand', 'gte', '10')
    await page.waitForURL(/where=/)
    await expect.poll(() => rowsOf('In stock').count()).toBe(1)
    await rowsOf('In stock').first().getByText('WH').waitFor()
    await page.getByRole('button', { name: 'Columns' }).click()
    await page.getByRole('dialog', { name: 'Columns' }).getByLabel('Reserved', { exact: true }).uncheck()
    await page.keyboard.press('Escape')
    expect(address()).toBe(
      '/desk/stock?q=leather&sort=location&where=onHand:gte:10&cols=name,sku,location,lot,onHand,available,value',
    )
  })

  it('is exported as it is shown, and kept as a view', async () => {
    await page.getByRole('button', { name: 'Export' }).click()
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('menuitem', { name: 'CSV' }).click(),
    ])
    expect((await readFile(await file.path(), 'utf8')).trim().split('\r\n')).toEqual([
      expect.stringContaining('Name,SKU,Place,Lot,On hand,Available,Value,Value ¤'),
      'Bridle leather,LEATHER,WH,HIDE-7,28.98,14.94,3477.60,THB',
    ])
    await page.getByRole('button', { name: 'Views' }).click()
    await page.getByRole('menuitem', { name: 'Save this view' }).click()
    await page.getByRole('dialog').getByLabel('Name of the view').fill('Leather by place')
    await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
    await told(page, 'Saved')
    expect(await desk.rows('select list, name from saved_view')).toEqual([
      { list: 'inventory.stock', name: 'Leather by place' },
    ])
  })
})

describe('a place', () => {
  const menuOf = async (code: string) => {
    await page.getByRole('button', { name: `Change ${code}` }).click()
    return page.getByRole('menu')
  }

  it('is found, changed, and says why it cannot be archived while something lies there', async () => {
    await show(page, '/desk/stock/places?q=shelf')
    await expect.poll(() => rowsOf('Places').count()).toBe(1)
    await (await menuOf('SHELF')).getByRole('menuitem', { name: 'Edit' }).click()
    const dialog = page.getByRole('dialog', { name: 'Edit SHELF' })
    await dialog.getByLabel('Name', { exact: false }).first().fill('Shelf by the window')
    await dialog.getByLabel('Within').selectOption({ label: 'WH · Main warehouse' })
    await dialog.getByRole('button', { name: 'Save' }).click()
    await told(page, 'Saved')
    await rowsOf('Places').first().getByText('Shelf by the window').waitFor()
    await rowsOf('Places').first().getByRole('cell', { name: 'WH' }).waitFor()
    const archive = (await menuOf('SHELF')).getByRole('menuitem', { name: 'Archive' })
    expect(await archive.getAttribute('aria-disabled')).toBe('true')
    await archive.getByText('The location is not empty').waitFor()
    await page.keyboard.press('Escape')
    expect(await desk.rows(`select name, deleted_at from location where code = 'SHELF'`)).toEqual([
      { name: 'Shelf by the window', deleted_at: null },
    ])
  })

  it('is archived when it is empty, and comes back', async () => {
    await desk.act('inventory.location.create', { code: 'DRAWER', name: 'Drawer', kind: 'bin' })
    await show(page, '/desk/stock/places')
    await (await menuOf('DRAWER')).getByRole('menuitem', { name: 'Archive' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Archive' }).click()
    await told(page, 'The place is archived')
    await page.getByLabel('Current or archived').selectOption('true')
    await page.waitForURL(/archived=true/)
    await (await menuOf('DRAWER')).getByRole('menuitem', { name: 'Restore' }).click()
    await told(page, 'Restored')
    expect(await desk.rows(`select deleted_at from location where code = 'DRAWER'`)).toEqual([
      { deleted_at: null },
    ])
  })
})

describe('the audit log', () => {
  it('is filtered by what was done, and shows what a command changed', async () => {
    await show(page, '/desk/audit')
    await filter('operation', 'is', 'inventory.location.update')
    await expect.poll(() => rowsOf('Audit log').count()).toBe(1)
    expect(address()).toBe('/desk/audit?where=operation:is:inventory.location.update')
    const done = rowsOf('Audit log').first().getByText('Changed the place', { exact: true })
    expect(await done.getAttribute('title')).toBe('inventory.location.update')
    await rowsOf('Audit log').first().getByRole('button', { name: 'Changes' }).click()
    const changes = page.getByRole('dialog', { name: 'Changed the place: what changed' })
    await changes.getByText('Shelf by the window').waitFor()
    expect(await changes.locator('dt').allInnerTexts()).toEqual(['name', 'within'])
    await changes.getByText('inventory.location.update', { exact: true }).waitFor()
    await page.keyboard.press('Escape')
  })

  it('names no command and no kind of record as the program does', async () => {
    await show(page, '/desk/audit')
    await rowsOf('Audit log').first().waitFor()
    const said = (await rowsOf('Audit log').allInnerTexts()).flatMap((row) => row.split(/[\t\n]+/))
    expect(said).toContain('Archived the place')
    const names = await desk.rows<{ operation: string; entity: string }>(
      'select distinct operation, entity from audit_record',
    )
    const raw = new Set(names.flatMap(({ operation, entity }) => [operation, entity]))
    expect(raw.has('inventory.location.archive')).toBe(true)
    expect(said.filter((text) => raw.has(text))).toEqual([])
  })
})

describe('members', () => {
  it('are searched and filtered by role', async () => {
    await show(page, '/desk/people')
    await rowsOf('Members').first().getByText('Pimchanok Rattanakul (you)').waitFor()
    await page.getByLabel('Role', { exact: true }).selectOption('operator')
    await page.waitForURL(/role=operator/)
    await page.getByText('Nothing found').waitFor()
    await page.getByLabel('Role', { exact: true }).selectOption('owner')
    await page.getByRole('searchbox').fill('pimch')
    await page.waitForURL(/q=pimch/)
    await expect.poll(() => rowsOf('Members').count()).toBe(1)
  })
})

it('leaves nothing in the console of the browser', () => {
  expect(desk.complaints).toEqual([])
})
