import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fromBase32, totp } from '../../server/modules/identity/account/browser.build.ts'
import { type Desk, makeProduct, openDesk, PASSWORD, signIn, told } from './desk.build.ts'

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
})
afterAll(() => desk.close())

describe('a colleague', () => {
  it('is invited by a link that is shown once, joins with a name and a password, and sees what the role may see', async () => {
    const owner = await desk.open('/desk/people')
    await owner.getByRole('button', { name: 'Invite' }).click()
    const dialog = owner.getByRole('dialog')
    await dialog.getByLabel('E-mail').fill('malee@maison-atelier.example')
    await dialog.getByRole('radio', { name: 'Operator' }).check()
    await dialog.getByRole('button', { name: 'Invite' }).click()
    const link = await owner.getByLabel('Link', { exact: true }).inputValue()
    expect(link).toMatch(/\/desk\/join#token=/)

    const guest = await desk.visit(link.slice(link.indexOf('/desk/')))
    await guest.getByText('Pimchanok Rattanakul invited you as: Operator').waitFor()
    expect(guest.url()).not.toContain('token')
    await guest.getByLabel('Your name').fill('Malee Thongdee')
    await guest.getByLabel(/^New password/).fill('malee')
    await guest.getByRole('button', { name: 'Join' }).click()
    await guest.getByRole('alert').getByText('The password is too easy to guess').waitFor()
    await guest.getByLabel(/^New password/).fill('needles and waxed thread')
    await guest.getByRole('button', { name: 'Join' }).click()
    await guest.getByRole('heading', { name: 'Today', exact: true }).waitFor()
    const places = await guest.getByRole('navigation', { name: 'Main' }).getByRole('link').allInnerTexts()
    expect(places).toEqual(['Today', 'Job tickets', 'Pieces', 'Products'])
    expect(await desk.rows("select name, role from member where email like 'malee%'")).toEqual([
      { name: 'Malee Thongdee', role: 'operator' },
    ])

    // What the menu leaves out is refused by the server, in words.
    await guest.goto(`${desk.origin}/desk/books`)
    await guest.getByRole('alert').getByText('You may not do this').waitFor()
  })

  it('is told that a link that was used works no more', async () => {
    const page = await desk.visit('/desk/join#token=made-up')
    await page.getByRole('alert').getByText('This invitation no longer works').waitFor()
  })
})

describe('a second factor', () => {
  it('is turned on with a code of the app, and asked for at the next sign-in', async () => {
    const page = await desk.visit('/desk/account')
    await signIn(page)
    await page.getByRole('button', { name: 'Turn on' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel(/^Password/).fill(PASSWORD)
    await dialog.getByRole('button', { name: 'Continue' }).click()
    await dialog.getByRole('img', { name: 'QR code for your authenticator app' }).waitFor()
    const secret = fromBase32((await dialog.locator('code').textContent()) ?? '')
    await dialog.getByLabel('Code that the app shows now').fill(totp(secret, Date.now()))
    await dialog.getByRole('button', { name: 'Turn on' }).click()
    await told(page, 'The second factor is on')

    const next = await desk.visit('/desk/sign-in')
    await signIn(next)
    await next.getByRole('heading', { name: 'One more step' }).waitFor()
    await next.getByLabel(/^Code/).fill('000000')
    await next.getByRole('button', { name: 'Sign in' }).click()
    await next.getByRole('alert').getByText('The code is wrong').waitFor()
    // The code of a moment ago was used up by turning it on.
    await next.getByLabel(/^Code/).fill(totp(secret, Date.now() + 30_000))
    await next.getByRole('button', { name: 'Sign in' }).click()
    await next.getByRole('heading', { name: 'Today', exact: true }).waitFor()
    await desk.workshop.asOwner('delete from identity.two_factor')
    await desk.workshop.asOwner('update identity."user" set two_factor_enabled = false')
  })
})

describe('two people at the same product', () => {
  it('do not overwrite each other: the second one is told, and nothing is lost', async () => {
    const product = await makeProduct(desk, 'TWICE')
    const [first, second] = await Promise.all([
      desk.open(`/desk/products/${product.id}`),
      desk.open(`/desk/products/${product.id}`),
    ])
    for (const page of [first, second]) await page.getByRole('button', { name: 'Edit' }).click()
    await first.getByRole('dialog').getByLabel('Price (THB)').fill('20000')
    await first.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
    await told(first, 'Saved')
    await second.getByRole('dialog').getByLabel('Category').fill('Bags')
    await second.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
    const alert = second.getByRole('dialog').getByRole('alert')
    await alert.getByText('Somebody changed this meanwhile').waitFor()
    await alert.getByText('Price (THB): 18900 → 20000').waitFor()
    expect(await second.getByRole('dialog').getByLabel('Category').inputValue()).toBe('Bags')
    expect(await second.getByRole('dialog').getByLabel('Price (THB)').inputValue()).toBe('20000')
    expect(await desk.rows("select price::text, category from product where sku = 'TWICE'")).toEqual([
      { price: '20000.000000', category: null },
    ])
    await second.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
    await told(second, 'Saved')
    expect(await desk.rows("select price::text, category from product where sku = 'TWICE'")).toEqual([
      { price: '20000.000000', category: 'Bags' },
    ])
  })
})

describe('the reader', () => {
  it('has the desk in Thai, with the years and numbers of Thailand, and keeps that', async () => {
    const product = await makeProduct(desk, 'THAI')
    const page = await desk.open(`/desk/products/${product.id}`)
    await page.getByRole('button', { name: 'Signed in as Pimchanok Rattanakul' }).click()
    await page.getByRole('menuitemradio', { name: 'ไทย' }).click()
    await page.getByRole('button', { name: 'แก้ไข' }).waitFor()
    expect(await page.locator('html').getAttribute('lang')).toBe('th')
    // 10:00 in Bangkok, where the workshop is: the browser is in Lisbon.
    await page.getByRole('region', { name: 'รายละเอียด' }).getByText('2 มี.ค. 2569 10:00').waitFor()
    await page.getByText('฿18,900.00').waitFor()
    await page.goto(`${desk.origin}/desk/products/0198c0de-0000-7000-8000-00000000dead`)
    await page.getByRole('alert').getByText('รายการนี้ไม่อยู่แล้ว').waitFor()
  })

  it('finds the search with a stroke, and what was searched in the address', async () => {
    const page = await desk.open('/desk/products')
    // Until the list has told what it can be searched by, the stroke leads to the search of everything.
    await page.getByRole('searchbox').waitFor()
    await page.keyboard.press('/')
    await page.keyboard.type('thai')
    await page.waitForURL(/\?q=thai$/)
    await page.getByRole('link', { name: 'Saddle Tote' }).waitFor()
    expect(await page.getByRole('table').getByRole('row').count()).toBe(2)
    await page.getByRole('columnheader', { name: 'SKU' }).getByRole('button').click()
    await page.waitForURL(/sort=sku/)
    await page.reload()
    expect(await page.getByRole('searchbox').inputValue()).toBe('thai')
    await page.keyboard.press('Tab')
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Skip to the content')
  })

  it('reads a list of a thousand to its end', async () => {
    const rows = Array.from(
      { length: 120 },
      (_, i) => `P${String(i).padStart(4, '0')},Part ${i},component,pc,THB`,
    )
    await desk.act('catalog.product.import', { csv: `sku,name,kind,unit,currency\n${rows.join('\n')}\n` })
    const page = await desk.open('/desk/products?kind=component&sort=sku')
    await page.getByRole('link', { name: 'Part 0', exact: true }).waitFor()
    for (
      let tries = 0;
      tries < 40 && (await page.getByRole('link', { name: 'Part 119' }).count()) === 0;
      tries++
    )
      await page.mouse.wheel(0, 4000)
    await page.getByRole('link', { name: 'Part 119' }).waitFor()
  })
})

describe('a window that a test leaves', () => {
  it('has kept what was done there', async () => {
    const page = await desk.open('/desk/account')
    await page.route('**/api/**', (route) => route.fulfill({ status: 404 }))
    await page.context().newPage()
    await page.evaluate(() => {
      localStorage.setItem('left', 'behind')
      sessionStorage.setItem('left', 'behind')
    })
    expect(await page.context().cookies()).toHaveLength(1)
  })

  it('knows nothing of it in the next one', async () => {
    const page = await desk.visit('/desk/sign-in')
    // The same window, or this says nothing.
    expect(await page.evaluate(() => history.length)).toBeGreaterThan(2)
    expect(page.context().pages()).toEqual([page])
    expect(await page.context().cookies()).toEqual([])
    expect(await page.evaluate(() => [localStorage.getItem('left'), sessionStorage.getItem('left')])).toEqual(
      [null, null],
    )
    await signIn(page)
    await page.getByRole('link', { name: 'Today' }).waitFor()
  })
})

it('leaves nothing in the console of the browser', () => {
  expect(desk.complaints).toEqual([])
})
