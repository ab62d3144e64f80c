import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Desk, makeProduct, OWNER, openDesk, PASSWORD, signIn, told } from './desk.build.ts'
import { show } from './screens.build.ts'

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
})
afterAll(() => desk.close())

const dialog = (page: Page) => page.getByRole('dialog').first()
const save = (page: Page) => dialog(page).getByRole('button', { name: 'Save', exact: true }).click()
const stored = (sku: string) =>
  desk.rows<{ category: string | null; price: string; deleted: boolean }>(
    `select category, trim_scale(price)::text as price, deleted_at is not null as deleted from product where sku = '${sku}'`,
  )
/** The form of a product that is being changed, with a category typed in. */
async function typing(sku: string, category: string, page?: Page): Promise<Page> {
  const product = await makeProduct(desk, sku)
  const on = page ?? (await desk.open(`/desk/products/${product.id}`))
  if (page) await page.goto(`${desk.origin}/desk/products/${product.id}`)
  await on.getByRole('button', { name: 'Edit' }).click()
  await dialog(on).getByLabel('Category').fill(category)
  return on
}

describe('when two people change the same', () => {
  it('the second one decides field by field, and both changes are kept', async () => {
    const page = await typing('BOTH', 'Bags')
    await dialog(page).getByRole('textbox', { name: 'Price (THB)' }).fill('21000')
    const [{ id } = { id: '' }] = await desk.rows<{ id: string }>("select id from product where sku = 'BOTH'")
    await desk.act('catalog.product.update', { id, price: '20000', name: 'Grand Tote' })
    await save(page)
    const alert = dialog(page).getByRole('alert', { name: 'Somebody changed this meanwhile' })
    await alert.getByText('Name: Saddle Tote → Grand Tote').waitFor()
    const price = alert.getByRole('radiogroup', { name: 'Price (THB)' })
    await price.getByRole('radio', { name: 'Theirs: 20000' }).check()
    expect(await dialog(page).getByRole('textbox', { name: 'Price (THB)' }).inputValue()).toBe('20000')
    await price.getByRole('radio', { name: 'Yours: 21000' }).check()
    expect(await stored('BOTH')).toEqual([{ category: null, price: '20000', deleted: false }])
    await save(page)
    await told(page, 'Saved')
    expect(await stored('BOTH')).toEqual([{ category: 'Bags', price: '21000', deleted: false }])
    expect(await desk.rows("select name from product where sku = 'BOTH'")).toEqual([{ name: 'Grand Tote' }])
  })

  it('and the other one deletes it: what was typed can be saved after bringing it back', async () => {
    const page = await typing('GONE', 'Bags')
    const [{ id } = { id: '' }] = await desk.rows<{ id: string }>("select id from product where sku = 'GONE'")
    await desk.act('catalog.product.delete', { id })
    await save(page)
    await dialog(page).getByRole('alert').getByText('Somebody deleted this meanwhile').waitFor()
    expect(await dialog(page).getByLabel('Category').inputValue()).toBe('Bags')
    await dialog(page).getByRole('button', { name: 'Bring it back and save' }).click()
    await told(page, 'Saved')
    expect(await stored('GONE')).toEqual([{ category: 'Bags', price: '18900', deleted: false }])
    await desk.act('catalog.product.delete', { id })
    await page.reload()
    await page
      .getByRole('heading', { level: 1 })
      .locator('..')
      .getByText('Deleted', { exact: true })
      .waitFor()
    await page.getByRole('button', { name: 'Restore' }).waitFor()
    expect(await page.getByRole('button', { name: 'Edit', exact: true }).count()).toBe(0)
  })
})

/** Cuts the page off from what the server tells by itself, so that it learns of changes by what it sends. */
const deaf = (page: Page) => page.routeWebSocket(/.*/, (socket) => void socket.close())
const signOutElsewhere = (page: Page) =>
  page.evaluate(() =>
    fetch('/api/auth/sign-out', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{}',
    }),
  )

describe('when the session ends', () => {
  it('one signs in over the page, and what was sent is sent again', async () => {
    const page = await desk.visit('/desk/sign-in')
    await deaf(page)
    await signIn(page, OWNER, PASSWORD)
    await page.getByRole('heading', { name: 'Today', exact: true }).waitFor()
    await typing('ENDED', 'Bags', page)
    await signOutElsewhere(page)
    await save(page)
    const again = page.getByRole('dialog', { name: 'Your session has ended' })
    await again.getByLabel(/^Password/).fill('not this one')
    await again.getByRole('button', { name: 'Sign in', exact: true }).click()
    await again.getByRole('alert').waitFor()
    expect(await stored('ENDED')).toEqual([{ category: null, price: '18900', deleted: false }])
    await again.getByLabel(/^Password/).fill(PASSWORD)
    await again.getByRole('button', { name: 'Sign in', exact: true }).click()
    await told(page, 'Saved')
    await again.waitFor({ state: 'hidden' })
    expect(await stored('ENDED')).toEqual([{ category: 'Bags', price: '18900', deleted: false }])
  })
})

describe('when the server does not answer', () => {
  it('says so, loses nothing, goes on by itself, and does nothing twice', async () => {
    const page = await desk.open('/desk/customers')
    await page.getByRole('button', { name: 'New customer' }).click()
    await dialog(page).getByLabel('Name').fill('Nok Gallery')
    await dialog(page).getByRole('textbox', { name: 'Number', exact: true }).fill('NOK')
    let down = true
    await page.route(/\/(api|health)/, (route) => (down ? route.abort() : route.continue()))
    await dialog(page).getByRole('button', { name: 'Create the customer' }).click()
    await dialog(page).getByRole('alert').getByText('The server does not answer').waitFor()
    expect(await dialog(page).getByLabel('Name').inputValue()).toBe('Nok Gallery')
    await page.locator('main').getByText('The server does not answer').waitFor()
    down = false
    await told(page, 'The server answers again')
    await page.locator('main').getByText('The server does not answer').waitFor({ state: 'hidden' })
    await dialog(page).getByRole('button', { name: 'Create the customer' }).click()
    await told(page, 'Saved')
    expect(await desk.rows("select name from customer where code = 'NOK'")).toEqual([{ name: 'Nok Gallery' }])
  })
})

describe('when a permission is taken away', () => {
  it('says what is missing, keeps what was typed, and leaves out what cannot be done any more', async () => {
    const { link } = await desk.act('identity.member.invite', {
      email: 'ploy@maison-atelier.example',
      role: 'sales',
    })
    const page = await desk.visit(link.slice(link.indexOf('/desk/')))
    await page.getByLabel('Your name').fill('Ploy')
    await page.getByLabel(/^New password/).fill('needles and waxed thread')
    await page.getByRole('button', { name: 'Join' }).click()
    await page.getByRole('heading', { name: 'Today', exact: true }).waitFor()
    const { id } = await desk.act('crm.customer.create', { code: 'PERM', name: 'Somebody' })
    await deaf(page)
    await page.goto(`${desk.origin}/desk/customers/${id}`)
    await page.getByRole('button', { name: 'Edit' }).click()
    await dialog(page).getByLabel('Group').fill('gallery')
    const [{ member } = { member: '' }] = await desk.rows<{ member: string }>(
      "select id as member from member where email like 'ploy%'",
    )
    await desk.act('identity.member.update_role', { id: member, role: 'warehouse' })
    await save(page)
    await dialog(page).getByRole('alert').getByText('You may not do this').waitFor()
    await dialog(page).getByText('crm.customer.update').waitFor()
    expect(await dialog(page).getByLabel('Group').inputValue()).toBe('gallery')
    expect(await desk.rows("select customer_group from customer where code = 'PERM'")).toEqual([
      { customer_group: null },
    ])
    await page.reload()
    await page.getByText('Your role no longer lets you see this').waitFor()
    expect(await page.getByRole('navigation', { name: 'Main' }).getByText('Customers').count()).toBe(0)
  })
})

describe('what is typed and not sent', () => {
  it('is asked about before it is left, and can be kept and gone on with', async () => {
    const page = await typing('DRAFT', 'Bags')
    await page.keyboard.press('Escape')
    const question = page.getByRole('dialog', { name: 'Leave what you typed?' })
    await question.getByRole('button', { name: 'Keep typing' }).click()
    expect(await dialog(page).getByLabel('Category').inputValue()).toBe('Bags')
    await page.keyboard.press('Escape')
    await question.getByRole('button', { name: 'Keep as a draft' }).click()
    await dialog(page).waitFor({ state: 'hidden' })
    await page.getByRole('button', { name: 'Edit' }).click()
    expect(await dialog(page).getByLabel('Category').inputValue()).toBe('')
    await dialog(page).getByRole('button', { name: 'Go on with it' }).click()
    expect(await dialog(page).getByLabel('Category').inputValue()).toBe('Bags')
    await dialog(page).getByLabel('Category').press('Control+Enter')
    await told(page, 'Saved')
    expect(await stored('DRAFT')).toEqual([{ category: 'Bags', price: '18900', deleted: false }])
    await page.getByRole('button', { name: 'Edit' }).click()
    await dialog(page).getByLabel('Category').waitFor()
    expect(await dialog(page).getByText('You began this').count()).toBe(0)
  })

  it('survives the page being loaded anew, is merged with what changed since, and is gone when thrown away', async () => {
    const page = await typing('RELOAD', 'Bags')
    await page.waitForFunction(() =>
      Object.keys(localStorage).some((key) => key.startsWith('touchmark.draft.')),
    )
    page.on('dialog', (asked) => void asked.accept())
    const [{ id } = { id: '' }] = await desk.rows<{ id: string }>(
      "select id from product where sku = 'RELOAD'",
    )
    await desk.act('catalog.product.update', { id, price: '19000' })
    await page.reload()
    await page.getByRole('button', { name: 'Edit' }).click()
    await dialog(page).getByRole('button', { name: 'Go on with it' }).click()
    await save(page)
    await dialog(page).getByText('Price (THB): 18900 → 19000').waitFor()
    await save(page)
    await told(page, 'Saved')
    expect(await stored('RELOAD')).toEqual([{ category: 'Bags', price: '19000', deleted: false }])
    await show(page, '/desk/products')
    await show(page, `/desk/products/${id}`)
    await page.getByRole('button', { name: 'Edit' }).click()
    await dialog(page).getByLabel('Category').fill('Cases')
    await page.evaluate(() => history.back())
    await page
      .getByRole('dialog', { name: 'Leave what you typed?' })
      .getByRole('button', { name: 'Throw it away' })
      .click()
    await dialog(page).waitFor({ state: 'hidden' })
    expect(
      await page.evaluate(() =>
        Object.keys(localStorage).filter((key) => key.startsWith('touchmark.draft.')),
      ),
    ).toEqual([])
    expect(await stored('RELOAD')).toEqual([{ category: 'Bags', price: '19000', deleted: false }])
  })
})

describe('a routing that cannot be saved yet', () => {
  const setUp = async (page: Page) => {
    const routing = page.getByRole('region', { name: 'Routing' })
    await routing.getByRole('button', { name: 'Set up' }).click()
    return page.getByRole('dialog')
  }

  it('of a workshop without a work centre says so, and where one is made', async () => {
    const product = await makeProduct(desk, 'NOWHERE')
    const page = await desk.open(`/desk/products/${product.id}`)
    const editor = await setUp(page)
    await editor.getByText('No work centres yet').waitFor()
    expect(await editor.getByRole('button', { name: 'Add an operation' }).isDisabled()).toBe(true)
    await editor.getByRole('link', { name: 'Work centres' }).click()
    await page.getByRole('heading', { level: 1, name: 'Work centres' }).waitFor()
  })

  it('shows the operation that lacks something, which another one hid', async () => {
    await desk.act('catalog.work_centre.create', { code: 'BENCH', name: 'Bench', ratePerHour: '180' })
    const product = await makeProduct(desk, 'HIDDEN')
    const page = await desk.open(`/desk/products/${product.id}`)
    const editor = await setUp(page)
    const add = editor.getByRole('button', { name: 'Add an operation' })
    await add.click()
    const first = editor.getByRole('group', { name: /^(Operation 1|Cutting)/ })
    await first.getByLabel('Code').fill('cutting')
    await first.getByLabel('Minutes per piece').fill('25')
    await first.getByRole('textbox', { name: 'Name', exact: true }).fill('Cutting')
    await add.click()
    await editor.getByRole('button', { name: /^Cutting/ }).click()
    await first.waitFor()
    await save(page)
    await editor.getByText('Operation 2 is not filled in yet').waitFor()
    const second = editor.getByRole('group', { name: /^(Operation 2|Stitching)/ })
    expect(await second.getByLabel('Code').evaluate((input) => input === document.activeElement)).toBe(true)
    expect(await desk.rows('select code from routing_operation')).toEqual([])
    await page.keyboard.type('stitching')
    await second.getByLabel('Minutes per piece').fill('40')
    await second.getByRole('textbox', { name: 'Name', exact: true }).fill('Stitching')
    await save(page)
    await told(page, 'Saved')
    expect(await desk.rows('select code from routing_operation order by position')).toEqual([
      { code: 'cutting' },
      { code: 'stitching' },
    ])
  })
})
