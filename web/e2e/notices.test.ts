import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runSchedule } from '../../server/kernel/jobs/scheduler.ts'
import { type Desk, makeProduct, openDesk } from './desk.build.ts'

let desk: Desk
beforeAll(async () => {
  desk = await openDesk({ at: '2026-03-02T03:00:00Z' })
})
afterAll(() => desk.close())

const look = async (schedule: string) => {
  await runSchedule(desk.workshop.kernel, schedule)
  await desk.workshop.drain()
}
const panelOf = (page: Page) => page.getByRole('dialog', { name: 'Notifications' })

describe('the bell', () => {
  it('rings by itself when a product runs low, and leads there', async () => {
    const page = await desk.open('/desk/')
    await page.getByRole('button', { name: 'Notifications', exact: true }).waitFor()
    const product = await makeProduct(desk, 'TOTE')
    await desk.act('catalog.product.update', { id: product.id, reorderPoint: '2' })
    await look('inventory.look-for-low')
    await page.getByRole('button', { name: '1 unread notification' }).click()
    await panelOf(page).getByText('Running low: Saddle Tote').waitFor()
    await panelOf(page).getByText('TOTE · 0 pc').waitFor()
    await panelOf(page).getByRole('link').click()
    await page.getByRole('heading', { level: 1, name: 'Saddle Tote' }).waitFor()
    await page.getByRole('region', { name: 'Stock' }).getByText('Reorder at').waitFor()
    await page.getByRole('button', { name: 'Notifications', exact: true }).waitFor()
  })

  it('tells of many late tickets in one line that leads to all of them', async () => {
    const page = await desk.open('/desk/')
    const { id: productId } = await makeProduct(desk, 'BELT')
    for (let i = 0; i < 6; i++)
      await desk.act('manufacturing.ticket.create', { productId, quantity: '1', dueOn: '2026-03-02' })
    desk.workshop.clock.set('2026-03-02T17:06:00Z')
    await look('manufacturing.look-for-late')
    await page.getByRole('button', { name: '1 unread notification' }).click()
    await panelOf(page).getByRole('link', { name: '6 tickets are past their due date' }).click()
    await page.getByRole('heading', { level: 1, name: 'Tickets' }).waitFor()
    await page.getByRole('cell', { name: 'Saddle Tote' }).nth(5).waitFor()
    expect(
      await desk.rows('select count, read_at is not null as read from notice where kind = $1', 'ticket_late'),
    ).toEqual([{ count: 6, read: true }])
  })

  it('has its place before it is loaded: nothing in the bar moves when it comes', async () => {
    const page = await desk.open('/desk/account')
    const held = Promise.withResolvers<void>()
    await page.route(/\/bell-[^/]*\.js$/, async (route) => {
      await held.promise
      await route.continue()
    })
    await page.goto(`${desk.origin}/desk/`)
    const search = page.getByRole('button', { name: /^Search/ })
    await search.waitFor()
    const bell = page.getByRole('button', { name: /otification/ })
    expect(await bell.count()).toBe(0)
    const before = await search.boundingBox()
    held.resolve()
    await bell.waitFor()
    expect(await search.boundingBox()).toEqual(before)
  })
})

it('leaves nothing in the console of the browser', () => {
  expect(desk.complaints).toEqual([])
})
