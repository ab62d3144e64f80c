import { readFile } from 'node:fs/promises'
import type { Page, Route } from 'playwright-core'
import { readSheet } from 'read-excel-file/node'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { prepareSample, sampleModule } from '../../server/kernel/testing/sample.build.ts'
import { modules } from '../../server/modules.ts'
import { type Desk, openDesk, told } from './desk.build.ts'

let desk: Desk
let page: Page
beforeAll(async () => {
  desk = await openDesk({ modules: [...modules, sampleModule], prepare: prepareSample })
  for (let n = 1; n <= 230; n++) {
    await desk.act('sample.tool.create', {
      code: `T-${String(n).padStart(3, '0')}`,
      name: `${'ABCDEFGHIJ'[n % 10]}wl ${n}`,
      kind: n % 3 === 0 ? 'knife' : 'awl',
      price: String(n),
      ...(n % 2 === 0 ? { boughtOn: '2025-05-05' } : {}),
    })
  }
  page = await desk.open('/desk/records/sample.tool')
})
afterAll(() => desk.close())

const tools = () => page.getByRole('table', { name: 'Tool' })
const rows = () =>
  tools()
    .getByRole('row')
    .filter({ has: page.getByRole('cell') })
const rowOf = (code: string) => rows().filter({ hasText: code })
const firstRow = () => rows().first()
const shot = async (name: string) => {
  if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/${name}.png` })
}
const go = async (path: string) => {
  await page.evaluate((address) => {
    history.pushState({}, '', address)
    dispatchEvent(new PopStateEvent('popstate', { state: {} }))
  }, path)
  await page.locator('h1').waitFor()
}

describe('a plain resource for which nobody wrote a screen', () => {
  it('has a list with its columns, labels and values, newest first, of which only what is in sight is drawn', async () => {
    await rowOf('T-230').waitFor()
    expect(await tools().getByRole('columnheader').allTextContents()).toEqual([
      '',
      'Code',
      'Name',
      'Kind',
      'Price',
      'Bought on',
      'Sharp',
    ])
    expect(await rowOf('T-230').getByRole('cell').allTextContents()).toEqual([
      '',
      'T-230',
      'Awl 230',
      'Awl',
      '฿230.00',
      '5 May 2025',
      'No',
    ])
    expect(await rows().count()).toBeLessThan(80)
    await shot('list')
  })

  it('goes on to the last row while one scrolls, and lets go of the rows above', async () => {
    for (let n = 0; n < 30 && (await rowOf('T-001').count()) === 0; n++) await page.mouse.wheel(0, 2_000)
    await rowOf('T-001').waitFor()
    expect(await rowOf('T-230').count()).toBe(0)
    expect(await rows().count()).toBeLessThan(80)
    await page.evaluate('scrollTo(0, 0)')
    await rowOf('T-230').waitFor()
  })

  it('is sorted, jumps to a letter, and goes back from there', async () => {
    await tools().getByRole('button', { name: 'Name', exact: true }).click()
    await firstRow().getByText('Awl 10', { exact: true }).waitFor()
    await page.getByRole('button', { name: 'Jump to …' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'D', exact: true }).click()
    await firstRow().getByText('Dwl 103').waitFor()
    expect(new URL(page.url()).search).toBe('?sort=name&at=D')
    await page.getByRole('button', { name: 'Show earlier rows' }).click()
    await rowOf('Cwl 92').first().waitFor({ state: 'attached' })
  })

  it('is filtered by what its fields allow, and the address says it all', async () => {
    await go('/desk/records/sample.tool')
    await page.getByRole('button', { name: 'Filter' }).click()
    const menu = page.getByRole('dialog', { name: 'Filter' })
    await menu.getByLabel('Field', { exact: true }).selectOption('kind')
    await menu.getByLabel('Value', { exact: true }).selectOption('knife')
    await menu.getByRole('button', { name: 'Add a condition' }).click()
    await menu.getByLabel('Field', { exact: true }).nth(1).selectOption('price')
    await menu.getByLabel('Condition', { exact: true }).nth(1).selectOption('gte')
    await menu.getByLabel('Value', { exact: true }).nth(1).fill('222')
    await menu.getByLabel('Value', { exact: true }).nth(1).press('Enter')
    await page.waitForURL('**/sample.tool?where=kind:is:knife,price:gte:222')
    await shot('filter')
    await page.keyboard.press('Escape')
    await rowOf('T-228').waitFor()
    await expect.poll(() => rows().count()).toBe(3)
    await page.getByRole('button', { name: 'Columns' }).click()
    await page.getByRole('dialog', { name: 'Columns' }).getByLabel('Sharp', { exact: true }).uncheck()
    await shot('columns')
    await page.keyboard.press('Escape')
    await page.reload()
    await rowOf('T-225').waitFor()
    expect(await rows().count()).toBe(3)
    expect(await tools().getByRole('columnheader').allTextContents()).not.toContain('Sharp')
  })

  it('is exported exactly as it is shown', async () => {
    const download = async (name: string) => {
      await page.getByRole('button', { name: 'Export' }).click()
      const [file] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('menuitem', { name }).click(),
      ])
      return await readFile(await file.path())
    }
    const csv = (await download('CSV')).toString('utf8')
    expect(csv.split('\r\n').slice(0, 2)).toEqual([
      '\ufeffCode,Name,Kind,Price,Bought on',
      'T-228,Iwl 228,knife,228,2025-05-05',
    ])
    expect(csv.trim().split('\r\n')).toHaveLength(4)
    const sheet = await readSheet(await download('Excel (XLSX)'))
    expect(sheet[1]).toEqual(['T-228', 'Iwl 228', 'knife', 228, new Date('2025-05-05')])
  })

  it('is kept as a view, which brings back search, filters and columns', async () => {
    await page.getByRole('button', { name: 'Views' }).click()
    await page.getByRole('menuitem', { name: 'Save this view' }).click()
    await page.getByRole('dialog').getByLabel('Name of the view').fill('Dear knives')
    await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
    await told(page, 'Saved')
    await go('/desk/records/sample.tool')
    await rowOf('T-230').waitFor()
    await page.getByRole('button', { name: 'Views' }).click()
    await page.getByRole('menuitem', { name: 'Dear knives' }).click()
    await expect.poll(() => rows().count()).toBe(3)
    expect(await desk.rows('select name, shared from saved_view')).toEqual([
      { name: 'Dear knives', shared: false },
    ])
  })

  it('leads from record to record in its order, also over the end of the rows that are loaded', async () => {
    const held: Route[] = []
    await page.route(/sample-tools\?.*after=/, (route) => void held.push(route))
    await go('/desk/records/sample.tool')
    await rowOf('T-230').waitFor()
    for (let n = 0; n < 30 && (await rowOf('T-031').count()) === 0; n++) await page.mouse.wheel(0, 2_000)
    await rowOf('T-031').getByText('Knife').or(rowOf('T-031').getByText('Awl')).first().click({ force: true })
    const heading = (code: number) => page.getByRole('heading', { level: 1, name: new RegExp(`wl ${code}$`) })
    await heading(31).waitFor()
    await page.unroute(/sample-tools\?.*after=/)
    for (const route of held) await route.continue().catch(() => undefined)
    await page.getByText('200 of 200+').or(page.getByText('200 of 230')).waitFor()
    await page.getByRole('button', { name: 'Next record' }).click()
    await heading(30).waitFor()
    await page.keyboard.press('j')
    await heading(29).waitFor()
    await page.getByText('202 of 230').waitFor()
    await page.keyboard.press('u')
    await page.waitForURL('**/records/sample.tool')
    // Begun in the middle, a list goes on upwards too.
    await go('/desk/records/sample.tool?sort=code&at=T-225')
    await rowOf('T-225').waitFor()
    await rowOf('T-225').getByText('Knife').click({ force: true })
    await heading(225).waitFor()
    await page.getByRole('button', { name: 'Previous record' }).click()
    await heading(224).waitFor()
    await page.keyboard.press('j')
    await heading(225).waitFor()
    await go('/desk/records/sample.tool?where=kind:is:knife,price:gte:222')
  })

  it('is walked through by keys, chosen from, deleted and restored, each row by itself', async () => {
    await rowOf('T-228').waitFor()
    await page.locator('h1').click()
    await page.keyboard.press('j')
    await page.keyboard.press('x')
    await page.keyboard.press('j')
    await page.keyboard.press('x')
    await page.getByRole('region', { name: 'With the selected rows' }).getByText('2 rows selected').waitFor()
    await shot('bulk')
    await page.getByRole('button', { name: 'Delete', exact: true }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Delete', exact: true }).click()
    await page.getByRole('dialog').getByText('2 done').waitFor()
    await page.getByRole('dialog').getByRole('button', { name: 'Close' }).last().click()
    await expect.poll(() => rows().count()).toBe(1)
    expect(
      await desk.rows('select code from sample_tool where deleted_at is not null order by code'),
    ).toEqual([{ code: 'T-225' }, { code: 'T-228' }])
    await page.getByLabel('Current or deleted').selectOption('true')
    // The whole row leads to the record, its cells included: the link lies over them.
    await rowOf('T-225').getByText('Knife').click({ force: true })
    await page.getByRole('button', { name: 'Restore' }).click()
    await told(page, 'Restored')
    await page.getByRole('button', { name: 'Edit' }).waitFor()
  })

  it('has a record and a form: changed in place, by the form, and made anew', async () => {
    await shot('record')
    await page.getByRole('button', { name: 'Edit' }).click()
    await page.getByRole('dialog').getByLabel('Note').fill('Sharpen weekly')
    await shot('form')
    await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
    await told(page, 'Saved')
    await page
      .getByRole('definition')
      .filter({ hasText: /^Sharpen weekly$/ })
      .first()
      .waitFor()
    // What happened to it, and what people say about it, as of any record.
    await page.getByRole('list', { name: 'History and comments' }).getByText('Sharpen weekly').waitFor()
    await go('/desk/records/sample.tool?where=code:is:T-225')
    await rowOf('T-225').hover()
    await rowOf('T-225').getByRole('button', { name: 'Change Price' }).click()
    await rowOf('T-225').getByLabel('Price').fill('99.5')
    await rowOf('T-225').getByLabel('Price').press('Enter')
    await rowOf('T-225').getByText('฿99.50').waitFor()
    await expect
      .poll(() => desk.rows(`select price::float, note, version from sample_tool where code = 'T-225'`))
      .toEqual([{ price: 99.5, note: 'Sharpen weekly', version: 5n }])
    await page.getByRole('button', { name: 'New', exact: true }).click()
    const form = page.getByRole('dialog')
    await form.getByLabel('Code').fill('lower case')
    await form.getByLabel('Name').fill('Bone folder')
    await form.getByRole('button', { name: 'Create' }).click()
    await form.getByText('capital letters, digits and hyphens').first().waitFor()
    await form.getByLabel('Code').fill('FOLDER')
    await form.getByRole('button', { name: 'Create' }).click()
    await page.getByRole('heading', { level: 1, name: 'Bone folder' }).waitFor()
  })

  it('tells who was slower that somebody changed it meanwhile', async () => {
    await go('/desk/records/sample.tool?where=code:is:T-200')
    await rowOf('T-200').waitFor()
    const [{ id }] = (await desk.rows<{ id: string }>(`select id from sample_tool where code = 'T-200'`)) as [
      { id: string },
    ]
    await desk.act('sample.tool.update', { id, name: 'Renamed' })
    await rowOf('T-200').hover()
    await rowOf('T-200').getByRole('button', { name: 'Change Price' }).click()
    await rowOf('T-200').getByLabel('Price').fill('1')
    await rowOf('T-200').getByLabel('Price').press('Enter')
    await told(page, 'Somebody changed this meanwhile')
    await rowOf('Renamed').getByText('฿200.00').waitFor()
  })

  it('is imported: columns are guessed, wrong rows named, the right file taken and taken back', async () => {
    await go('/desk/records/sample.tool')
    await page.getByRole('link', { name: 'Import' }).click()
    const file = (name: string, text: string) => ({ name, mimeType: 'text/csv', buffer: Buffer.from(text) })
    const choose = (name: string, text: string) =>
      page.locator('input[type="file"]').setInputFiles(file(name, text))
    await choose('tools.csv', 'No.,Name,Type,Price\nX-1,Mallet,hammer,10\nX-2,Punch,saw,cheap\n')
    expect(await page.getByLabel('What “No.” means').inputValue()).toBe('code')
    await page.getByText('Still needed: Kind.').waitFor()
    await page.getByLabel('What “Type” means').selectOption('kind')
    await page.getByRole('button', { name: 'Check the file' }).click()
    const wrong = page.getByRole('table', { name: 'Rows that are wrong' })
    await wrong.waitFor()
    expect(await wrong.getByRole('row').nth(1).getByRole('cell').allTextContents()).toEqual([
      '3',
      'Kind',
      'saw',
      'must be one of hammer, knife, awl',
    ])
    await shot('import')
    expect(await page.getByRole('button', { name: 'Import', exact: true }).isDisabled()).toBe(true)
    await choose('tools.csv', 'No.,Name,Type,Price\nX-1,Mallet,hammer,10\nX-2,Punch,awl,12\n')
    // The columns are remembered.
    await expect.poll(() => page.getByLabel('What “Type” means').inputValue()).toBe('kind')
    await page.getByRole('button', { name: 'Check the file' }).click()
    await page.getByText('2 new').waitFor()
    await page.getByRole('button', { name: 'Import', exact: true }).click()
    await page.getByText('The file is imported.').waitFor()
    const made = () =>
      desk.rows(`select code from sample_tool where code like 'X-%' and deleted_at is null order by code`)
    expect(await made()).toEqual([{ code: 'X-1' }, { code: 'X-2' }])
    await page.getByRole('button', { name: 'Undo the import' }).first().click()
    await page.getByRole('dialog').getByRole('button', { name: 'Undo the import' }).click()
    await page.getByText('2 taken back').first().waitFor()
    expect(await made()).toEqual([])
  })

  it('stands in the palette', async () => {
    await go('/desk/')
    await page.keyboard.press('Control+k')
    await page.getByRole('combobox').fill('tool')
    await page.getByRole('option', { name: 'Tool' }).first().click()
    await page.waitForURL('**/desk/records/sample.tool')
    await rowOf('FOLDER').waitFor()
  })

  it('and leaves nothing in the console of the browser', () => {
    expect(desk.complaints).toEqual([])
  })
})
