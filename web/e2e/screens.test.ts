import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Desk, OWNER, openDesk, PASSWORD } from './desk.build.ts'
import { furnish } from './furnish.build.ts'

let desk: Desk
let page: Page
let made: Awaited<ReturnType<typeof furnish>>
beforeAll(async () => {
  desk = await openDesk()
  made = await furnish(desk)
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

describe('a ticket', () => {
  it('shows its operations as a graph with what stands at each, by keys alone', async () => {
    await page.goto(`${desk.origin}/desk/tickets/${made.ticketId}`)
    const flow = region('Flow')
    const cutting = flow.getByRole('button', { name: /^Cutting.*2 of 3.*1 waiting/ })
    await cutting.focus()
    await press('ArrowRight')
    await press('Enter')
    const here = flow.getByRole('list', { name: 'Pieces that stand here' })
    await here.getByText('Malee Thongdee').waitFor()
    expect(await here.getByRole('listitem').count()).toBe(1)
    await flow.getByRole('button', { name: 'Flow: show as a table' }).click()
    await flow.getByRole('row', { name: /Stitching/ }).waitFor()
  })

  it('says what it has cost against the standard, and leads to the moves', async () => {
    const costs = page.getByRole('table', { name: 'Costs' })
    await costs.getByRole('row', { name: /^Labour.*฿1,320.00.*฿520.00.*฿548.00.*฿28.00/ }).waitFor()
    await costs.getByRole('link', { name: 'Material' }).click()
    await heading('Stock').waitFor()
    await page.getByRole('link', { name: 'LEATHER' }).waitFor()
    expect(await page.getByRole('table').getByRole('row').count()).toBe(3)
  })
})

describe('a routing', () => {
  const editor = () => page.getByRole('dialog')
  const node = (name: string) => editor().getByRole('button', { name: new RegExp(`^${name} Bench`) })
  const said = () => editor().getByRole('status').textContent()

  it('takes an operation when it is known at which work centres there can be one', async () => {
    const slow = await desk.open(`/desk/products/${made.productId}`)
    const answer = Promise.withResolvers<void>()
    await slow.route('**/api/v1/work-centres?*', async (route) => {
      await answer.promise
      await route.continue()
    })
    await slow
      .getByRole('region', { name: 'Routing, version 1' })
      .getByRole('button', { name: 'New version' })
      .click()
    const adding = slow.getByRole('dialog').getByRole('button', { name: 'Add an operation' })
    expect(await adding.isDisabled()).toBe(true)
    // The centre that an operation has is not waited for.
    const shown = slow.getByRole('dialog').getByLabel('Work centre')
    expect(await shown.evaluate((select) => (select as HTMLSelectElement).selectedOptions[0]?.text)).toBe(
      'Bench',
    )
    answer.resolve()
    await adding.click()
    const added = slow.getByRole('dialog').getByRole('group', { name: /Operation \d/ })
    expect(await added.getByLabel('Work centre').inputValue()).not.toBe('')
  })

  it('is drawn with keys: an operation is added, connected, and refused where it would go in a circle', async () => {
    await page.goto(`${desk.origin}/desk/products/${made.productId}`)
    await region('Routing, version 1').getByRole('button', { name: 'New version' }).click()
    await node('Stitching').click()
    await editor().getByRole('button', { name: 'Add an operation' }).click()
    await page.keyboard.type('painting')
    await editor().getByRole('textbox', { name: 'Name', exact: true }).fill('Edge painting')
    await editor().getByLabel('Minutes per piece').fill('15')
    // Not after the stitching but beside it.
    await editor().getByRole('button', { name: 'Edge painting shall not wait for Stitching' }).click()
    await node('Cutting').focus()
    await press('c')
    await node('Edge painting').focus()
    await press('Enter')
    expect(await said()).toBe('Edge painting waits for Cutting now')
    await press('c')
    await node('Cutting').focus()
    await press('Enter')
    expect(await said()).toMatch(/^Cutting cannot wait for Edge painting: /)
  })

  it('is drawn with the mouse, and undone', async () => {
    await editor().getByRole('button', { name: 'Add an operation' }).click()
    await page.keyboard.type('assembly')
    await editor().getByRole('textbox', { name: 'Name', exact: true }).fill('Assembly')
    await editor().getByLabel('Minutes per piece').fill('30')
    const from = await node('Stitching').locator('..').locator('span[aria-hidden]').boundingBox()
    const to = await node('Assembly').boundingBox()
    await page.mouse.move(from!.x + from!.width / 2, from!.y + from!.height / 2)
    await page.mouse.down()
    await page.mouse.move(to!.x + to!.width / 2, to!.y + to!.height / 2, { steps: 4 })
    await page.mouse.up()
    expect(await said()).toBe('Assembly waits for Stitching now')
    await node('Cutting').focus()
    await press('Delete')
    expect(await node('Cutting').count()).toBe(0)
    await editor().getByRole('button', { name: 'Undo' }).click()
    await node('Cutting').waitFor()
  })

  it('is the same as a table, and saved by the command', async () => {
    await editor().getByText('Table', { exact: true }).click()
    const assembly = editor().getByRole('group', { name: /^Assembly/ })
    expect(await assembly.getByLabel('Minutes per piece').inputValue()).toBe('30')
    await editor().getByRole('button', { name: 'Save' }).click()
    await page
      .getByRole('group', { name: 'Routing, version 2' })
      .getByRole('img', { name: /^Assembly, .* after / })
      .waitFor()
    expect(
      await desk.rows(
        `select o.code, o.predecessors from routing_operation o join routing r on r.tenant_id = o.tenant_id and r.id = o.routing_id
         where r.state = 'active' order by o.position`,
      ),
    ).toEqual([
      { code: 'cutting', predecessors: [] },
      { code: 'stitching', predecessors: ['cutting'] },
      { code: 'painting', predecessors: ['cutting'] },
      { code: 'assembly', predecessors: ['painting', 'stitching'] },
    ])
  })

  it('asks before changes are thrown away', async () => {
    await region('Routing, version 2').getByRole('button', { name: 'New version' }).click()
    await node('Cutting').focus()
    await press('Delete')
    await editor().getByRole('button', { name: 'Cancel' }).click()
    await page
      .getByRole('dialog', { name: 'Leave without saving?' })
      .getByRole('button', { name: 'Leave' })
      .click()
    await page.getByRole('dialog').waitFor({ state: 'hidden' })
    expect(await desk.rows("select 1 from routing where state = 'active'")).toHaveLength(1)
  })
})

describe('a bill of materials', () => {
  it('is a tree through all levels, with what one piece costs', async () => {
    const [leather] = await desk.rows<{ id: string }>("select id from product where sku = 'LEATHER'")
    const strap = await desk.act('catalog.product.create', {
      ...{ sku: 'STRAP', name: 'Strap', kind: 'component', unit: 'pc', currency: 'THB' },
    })
    await desk.act('catalog.bill_of_materials.save', {
      productId: strap.id,
      lines: [{ componentId: leather!.id, quantity: '1' }],
    })
    await desk.act('catalog.bill_of_materials.save', {
      productId: made.productId,
      lines: [
        { componentId: leather!.id, quantity: '5' },
        { componentId: strap.id, quantity: '2', scrapPercent: '5' },
      ],
    })
    await page.goto(`${desk.origin}/desk/products/${made.productId}`)
    const tree = page.getByRole('table', { name: 'Bill of materials, version 2' })
    await tree.getByRole('row', { name: /Strap.*2 pc.*5%.*2.1 pc.*฿252.00/ }).waitFor()
    await tree.getByRole('row', { name: /Bridle leather.*Level 2.*1 sq ft.*2.1 sq ft/ }).waitFor()
    await tree.getByRole('button', { name: 'What Strap is made of' }).click()
    expect(await tree.getByRole('row', { name: /Level 2/ }).count()).toBe(0)
    await region('Bill of materials, version 2').getByText('฿852.00').waitFor()
  })
})

describe('a piece', () => {
  it('has its genealogy as a graph in both directions', async () => {
    await page.goto(`${desk.origin}/desk/pieces/${made.pieceId}`)
    const genealogy = page.getByRole('group', { name: 'Genealogy' })
    await genealogy.getByRole('link', { name: /^SO2026-000001/ }).waitFor()
    await genealogy.getByRole('link', { name: /^Stitching Malee Thongdee · 95 min/ }).waitFor()
    await genealogy.getByRole('link', { name: /^HIDE-7/ }).click()
    await heading('HIDE-7').waitFor()
    await page
      .getByRole('table', { name: 'Pieces that have it' })
      .getByRole('link', { name: /MA01-HAT-TOTE/ })
      .click()
    await heading(/^MA01-HAT-TOTE-/).waitFor()
  })

  it('tells its whole life: work, stock, sale', async () => {
    const life = region('Life')
    await life.getByText('Completed: Stitching').waitFor()
    await life.getByText('Paid').waitFor()
    expect(await life.getByRole('listitem').count()).toBe(8)
    await life.getByRole('link', { name: 'SO2026-000001' }).first().click()
    await heading('SO2026-000001').waitFor()
  })
})

describe('the books', () => {
  it("lead from the trial balance down to the operator's minutes and the move", async () => {
    await page.goto(`${desk.origin}/desk/books/trial-balance`)
    await page.getByRole('link', { name: /5110 Labour applied/ }).click()
    await page.getByRole('link', { name: /JT2026-000001-1/ }).click()
    await page.getByRole('table', { name: 'Lines' }).waitFor()
    const minutes = page.getByRole('table', { name: 'Minutes of work' })
    await minutes.getByRole('row', { name: /Completed · Stitching.*Malee Thongdee.*95.*฿380.00/ }).waitFor()
    await region('Minutes of work').getByText('฿468.00').waitFor()
    const moves = page.getByRole('table', { name: 'Moves' })
    await moves.getByRole('link', { name: 'HIDE-7' }).waitFor()
    await moves.getByRole('link', { name: /MA01-HAT-TOTE/ }).waitFor()
    await minutes.getByRole('link', { name: /Completed · Stitching/ }).click()
    await heading(/^MA01-HAT-TOTE-/).waitFor()
    await page.getByRole('table', { name: 'Work log' }).getByText('95').waitFor()
  })
})

describe('the board of tickets', () => {
  const column = (name: string) => page.getByRole('region', { name, exact: true })
  const card = (number: string) => page.getByRole('listitem', { name: number })

  it('shows each ticket in the column of its state, by the filters of its address', async () => {
    for (const quantity of ['1', '2'])
      await desk.act('manufacturing.ticket.create', { productId: made.productId, quantity })
    await page.goto(`${desk.origin}/desk/tickets/board`)
    await column('In progress').getByRole('listitem', { name: 'JT2026-000001' }).waitFor()
    expect(await column('Draft').getByRole('listitem').count()).toBe(2)
    await page.getByRole('combobox', { name: 'Due' }).selectOption('overdue')
    await column('Draft').getByRole('listitem').first().waitFor({ state: 'hidden' })
    expect(new URL(page.url()).search).toBe('?due=overdue')
    await page.getByRole('combobox', { name: 'Due' }).selectOption('')
    await card('JT2026-000002').waitFor()
  })

  it('runs the command that leads to the column where a card is let go', async () => {
    await card('JT2026-000002').dragTo(column('Released'))
    await page.getByRole('dialog').getByRole('button', { name: 'Release' }).click()
    await column('Released').getByRole('listitem', { name: 'JT2026-000002' }).waitFor()
    expect(await desk.rows("select state from job_ticket where number = 'JT2026-000002'")).toEqual([
      { state: 'released' },
    ])
  })

  it('says while it is drawn where it may not go, and why; nothing happens there', async () => {
    const from = (await card('JT2026-000003').boundingBox())!
    const to = (await column('Completed').boundingBox())!
    await page.mouse.move(from.x + 20, from.y + from.height - 8)
    await page.mouse.down()
    await page.mouse.move(to.x + 40, to.y + 80, { steps: 6 })
    await column('Completed').getByText('It is completed by itself with the last good piece').waitFor()
    await column('Released').getByText('Let go here: Release').waitFor()
    await page.mouse.up()
    expect(await page.getByRole('dialog').count()).toBe(0)
    expect(await column('Draft').getByRole('listitem').count()).toBe(1)
  })

  it('does the same by keys alone', async () => {
    await page.getByRole('button', { name: 'Move JT2026-000002' }).focus()
    await press('Enter')
    await page.getByRole('menuitem', { name: 'Put on hold' }).focus()
    await press('Enter')
    await page.getByRole('dialog').getByLabel('Reason').fill('The buckles are late')
    await page.getByRole('dialog').getByRole('button', { name: 'Put on hold' }).focus()
    await press('Enter')
    await column('On hold').getByRole('listitem', { name: 'JT2026-000002' }).waitFor()
    expect(await desk.rows("select state, held_from from job_ticket where number = 'JT2026-000002'")).toEqual(
      [{ state: 'on_hold', held_from: 'released' }],
    )
  })
})

describe('an order', () => {
  it('has its goods and its money side by side', async () => {
    await page.goto(`${desk.origin}/desk/orders/${made.orderId}`)
    const goods = region('Goods')
    await goods.getByRole('link', { name: /^MA01-HAT-TOTE-/ }).waitFor()
    await goods.getByText('not yet').waitFor()
    const money = region('Money')
    await money.getByText('฿19,050.00').first().waitFor()
    await money.getByRole('link', { name: 'INV2026-000001' }).waitFor()
    const [left, right] = [(await goods.boundingBox())!, (await money.boundingBox())!]
    expect(Math.abs(left.y - right.y)).toBeLessThan(2)
    expect(right.x).toBeGreaterThan(left.x + left.width - 1)
    await money
      .getByRole('link', { name: /^Invoice INV2026-000001|INV2026-000001/ })
      .first()
      .click()
    await heading(/INV2026-000001/).waitFor()
  })
})

describe('on paper', () => {
  it('a record is what it says, without what can be pressed', async () => {
    await page.goto(`${desk.origin}/desk/tickets/${made.ticketId}`)
    await region('Costs').waitFor()
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' })
    expect(
      await page
        .locator('main button:visible')
        .evaluateAll((all) => all.filter((one) => !one.hasAttribute('data-printed')).length),
    ).toBe(0)
    expect(await page.getByRole('navigation').filter({ visible: true }).count()).toBe(0)
    expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe(
      'rgb(255, 255, 255)',
    )
    await region('Flow').getByText('Cutting').waitFor()
    await page.emulateMedia({ media: 'screen', colorScheme: 'light' })
  })
})

describe('the main story', () => {
  /** Goes with Tab until it is at what is called so, as somebody without a mouse does. */
  const tabTo = async (keyed: Page, name: RegExp): Promise<void> => {
    for (let stop = 0; stop < 120; stop++) {
      await keyed.keyboard.press('Tab')
      const focused = await keyed.evaluate(() => {
        const element = document.activeElement
        const labelled = element instanceof HTMLInputElement ? (element.labels?.[0]?.textContent ?? '') : ''
        return element?.getAttribute('aria-label') ?? (labelled || (element?.textContent ?? ''))
      })
      if (name.test(focused.trim())) return
    }
    throw new Error(`Tab does not lead to ${name}`)
  }

  it('is told without a mouse, from the sign-in to the parcel', async () => {
    const keyed = await desk.visit('/desk/')
    const keys = keyed.keyboard
    const title = (name: string | RegExp) => keyed.getByRole('heading', { level: 1, name }).waitFor()
    const dialog = keyed.getByRole('dialog')
    /** It takes the focus a moment after it can be seen: a key before that is still one of the page behind it. */
    const inDialog = async () => {
      await dialog.waitFor()
      await keyed.waitForFunction(() => document.activeElement?.closest('[role="dialog"]'))
    }
    await title('Sign in')
    await tabTo(keyed, /^E-mail/)
    await keys.type(OWNER)
    await keys.press('Tab')
    await keys.type(PASSWORD)
    await keys.press('Enter')
    await title('Today')
    // A ticket is opened and released.
    await keys.press('g')
    await keys.press('t')
    await title('Job tickets')
    await tabTo(keyed, /^New job ticket/)
    await keys.press('Enter')
    await dialog.getByRole('combobox', { name: 'Product' }).waitFor()
    await keys.type('tote')
    // All products are offered until the typing rests; behind what is found, to make one.
    await keyed.waitForFunction(() => {
      const options = [...document.querySelectorAll('[role="option"]')].map((one) => one.textContent)
      return options.join() === 'TOTE · Saddle Tote,New product “tote”'
    })
    await keys.press('ArrowDown')
    await keys.press('Enter')
    await tabTo(keyed, /^Quantity/)
    await keys.press('Control+a')
    await keys.type('1')
    await tabTo(keyed, /^Open the ticket/)
    await keys.press('Enter')
    await title(/^JT2026-/)
    await tabTo(keyed, /^Release$/)
    await keys.press('Enter')
    await inDialog()
    await keys.press('Enter')
    await dialog.waitFor({ state: 'hidden' })
    // Its piece is worked on.
    await tabTo(keyed, /^MA01-HAT-TOTE-/)
    await keys.press('Enter')
    await title(/^MA01-HAT-TOTE-/)
    for (const verb of [/^Start$/, /^Complete$/]) {
      await tabTo(keyed, verb)
      await keys.press('Enter')
      await inDialog()
      await tabTo(keyed, verb)
      await keys.press('Enter')
      await dialog.waitFor({ state: 'hidden' })
    }
    await keyed.getByRole('listitem', { name: 'Cutting' }).getByText('Done').waitFor()
    // The order goes out.
    await keys.press('g')
    await keys.press('o')
    await title('Orders')
    await tabTo(keyed, /^SO2026-000001/)
    await keys.press('Enter')
    await title('SO2026-000001')
    await tabTo(keyed, /^Ship$/)
    await keys.press('Enter')
    await dialog.getByLabel('Tracking number').waitFor()
    await keyed.waitForFunction(() => document.activeElement?.tagName === 'INPUT')
    await keys.type('TH0199')
    await keys.press('Enter')
    await keyed
      .getByRole('heading', { level: 1 })
      .locator('..')
      .getByText('Shipped', { exact: true })
      .waitFor()
    expect(await desk.rows('select state, tracking_number from sales_order')).toEqual([
      { state: 'shipped', tracking_number: 'TH0199' },
    ])
    await keyed.context().close()
  })
})

describe('afterwards', () => {
  it('nothing is left in the console of the browser', () => expect(desk.complaints).toEqual([]))
})
