import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Desk, openDesk } from './desk.build.ts'
import { furnish } from './furnish.build.ts'

let desk: Desk
let page: Page
beforeAll(async () => {
  desk = await openDesk()
  await furnish(desk)
  page = await desk.open('/desk/')
})
afterAll(() => desk.close())

const heading = (name: string | RegExp) => page.getByRole('heading', { level: 1, name })
const region = (name: string) => page.getByRole('region', { name })
const press = (key: string) => page.keyboard.press(key)

describe('the dashboard', () => {
  it('is one request, and each figure leads to what it counts', async () => {
    const asked: string[] = []
    page.on('request', (request) => asked.push(new URL(request.url()).pathname))
    await page.reload()
    await page.getByRole('link', { name: /^1 Overdue job tickets/ }).waitFor()
    expect(asked.filter((path) => path === '/api/v1/dashboard')).toHaveLength(1)
    await page.getByRole('link', { name: /^1 Overdue job tickets/ }).click()
    await heading('Job tickets').waitFor()
    await page
      .getByRole('link', { name: /JT2026-000001|Saddle Tote/ })
      .first()
      .waitFor()
    expect(await page.getByRole('table').getByRole('row').count()).toBe(2)
  })

  it('has charts that are gone through with arrows, and opened with Enter', async () => {
    await page.goto(`${desk.origin}/desk/`)
    const orders = page.getByRole('group', { name: 'Orders in 30 days' })
    const today = orders.getByRole('link', { name: '2 Mar 2026: 1 for ฿19,050.00' })
    await today.focus()
    await press('ArrowLeft')
    expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe(
      '1 Mar 2026: 0 for ฿0.00',
    )
    await press('End')
    await press('Enter')
    await heading('Orders').waitFor()
    expect(new URL(page.url()).search).toBe('?from=2026-03-02&to=2026-03-02')
    await page.getByRole('link', { name: /SO2026-000001/ }).waitFor()
  })

  it('says the same as a table', async () => {
    await page.goto(`${desk.origin}/desk/`)
    await page.getByRole('button', { name: 'Work in process by work centre: show as a table' }).click()
    await region('Work in process by work centre')
      .getByRole('row', { name: 'Bench 2 · 1 at work · 1 waiting' })
      .getByRole('link')
      .click()
    await heading('At the benches').waitFor()
    await page.getByRole('row', { name: /Stitching.*Malee Thongdee/ }).waitFor()
    expect(await page.getByRole('table').getByRole('row').count()).toBe(3)
  })
})

describe('afterwards', () => {
  it('nothing is left in the console of the browser', () => expect(desk.complaints).toEqual([]))
})
