import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { pagesOf, scan } from '../../server/modules/labels/labels.build.ts'
import { type Desk, openDesk } from './desk.build.ts'
import { furnish, type Made } from './furnish.build.ts'

let desk: Desk
let made: Made
let page: Page
beforeAll(async () => {
  desk = await openDesk()
  made = await furnish(desk)
  page = await desk.open(`/desk/pieces/${made.pieceId}`)
})
afterAll(() => desk.close())

it('a label is seen before it is printed, and what is printed can be scanned', async () => {
  await page.getByRole('button', { name: 'Print label' }).click()
  const dialog = page.getByRole('dialog', { name: 'Print labels' })
  const preview = dialog.getByRole('img', { name: /^The label of MA01-/ })
  await preview.waitFor()
  expect(
    await preview.evaluate((image: HTMLImageElement) => image.decode().then(() => image.naturalWidth)),
  ).toBeGreaterThan(100)
  await dialog.getByLabel('Paper').selectOption('a4-5x13')
  await dialog.getByLabel('First label').fill('66')
  await dialog.getByRole('button', { name: 'Make the file' }).click()
  await dialog.getByText('The sheet has no such label').waitFor()
  await dialog.getByLabel('First label').fill('64')
  await dialog.getByLabel('Copies of each').fill('2')
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    dialog.getByRole('button', { name: 'Make the file' }).click(),
  ])
  await page.getByText('The labels are in your downloads.').waitFor()
  const [sheet, ...more] = await pagesOf(await readFile(await download.path()), 300)
  expect(more).toEqual([])
  const [{ human, compact }] = (await desk.rows<{ human: string; compact: string }>(
    'select human, compact from serial where id = $1',
    made.pieceId,
  )) as [{ human: string; compact: string }]
  const read = await scan(sheet!)
  expect(read.map(({ text }) => new URL(text).pathname)).toEqual(Array(2).fill(`/v/MA01/${compact}`))
  expect(sheet!.text.replaceAll(/\s/g, '')).toContain(human)
})

it('the paper that was chosen is remembered', async () => {
  await page.goto(`${desk.origin}/desk/tickets/${made.ticketId}`)
  await page.getByRole('button', { name: 'Print label' }).first().click()
  const dialog = page.getByRole('dialog', { name: 'Print labels' })
  await dialog.getByRole('img', { name: /^The label of JT/ }).waitFor()
  expect(await dialog.getByLabel('Paper').inputValue()).toBe('a4-5x13')
  expect(desk.complaints.filter((text) => !text.includes('422'))).toEqual([])
})
