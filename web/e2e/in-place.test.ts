import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Desk, makeProduct, openDesk } from './desk.build.ts'

let desk: Desk
let toteId: string
beforeAll(async () => {
  desk = await openDesk()
  toteId = (await makeProduct(desk)).id
})
afterAll(() => desk.close())

describe('a product that is not there yet', () => {
  it('is made in the middle of an order by keyboard, and the line goes on where it was', async () => {
    const page = await desk.open('/desk/orders/new')
    const product = page.getByRole('textbox', { name: 'Product' })
    await page.getByRole('textbox', { name: 'Name' }).fill('Araya Suwannakit')
    await product.fill('Key fob')
    const make = page.getByRole('option', { name: 'New product “Key fob”' })
    await make.waitFor()
    await product.press('ArrowDown')
    await product.press('Enter')
    const dialog = page.getByRole('dialog', { name: 'New product' })
    await dialog.getByLabel('SKU').fill('FOB')
    expect(await dialog.getByLabel('Name', { exact: false }).first().inputValue()).toBe('Key fob')
    await dialog.getByLabel('Price (THB)').fill('290')
    await page.keyboard.press('Control+Enter')
    await dialog.waitFor({ state: 'detached' })
    await page.waitForFunction(() => document.activeElement?.getAttribute('data-field') === 'quantity')
    expect(await product.inputValue()).toBe('FOB · Key fob')
    expect(await page.getByRole('textbox', { name: 'Name' }).inputValue()).toBe('Araya Suwannakit')
    expect(await desk.rows("select name, kind, price::text from product where sku = 'FOB'")).toEqual([
      { name: 'Key fob', kind: 'finished', price: '290.000000' },
    ])
    expect(await desk.rows('select count(*)::int as orders from sales_order')).toEqual([{ orders: 0 }])
  })

  it('that is not made after all leaves what was typed, and the line says that there is none', async () => {
    const page = await desk.open('/desk/orders/new')
    await page.getByRole('textbox', { name: 'Product' }).fill('Umbrella')
    await page.getByRole('option', { name: 'New product “Umbrella”' }).click()
    await page.getByRole('dialog', { name: 'New product' }).waitFor()
    await page.keyboard.press('Escape')
    await page.getByText('Nothing that is for sale is called “Umbrella”').waitFor()
    expect(await page.getByRole('textbox', { name: 'Product' }).inputValue()).toBe('Umbrella')
  })

  it('is made for a bill of materials, of which nothing typed is lost', async () => {
    const page = await desk.open(`/desk/products/${toteId}`)
    await page.getByRole('region', { name: 'Bill of materials' }).getByRole('button').first().click()
    const bom = page.getByRole('dialog', { name: 'What Saddle Tote is made of' })
    const add = bom.getByRole('combobox', { name: 'Add a component' })
    await add.fill('BUCKLE-20')
    await page.getByRole('option', { name: 'New product “BUCKLE-20”' }).click()
    const dialog = page.getByRole('dialog', { name: 'New product' })
    expect(await dialog.getByLabel('SKU').inputValue()).toBe('BUCKLE-20')
    expect(await dialog.getByLabel('Kind').inputValue()).toBe('material')
    await dialog.getByLabel('Name', { exact: false }).first().fill('Brass buckle')
    // Escape is for the dialog on top, which asks; the bill of materials below stays as it is.
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Keep typing' }).click()
    await dialog.getByRole('button', { name: 'Create the product' }).click()
    await dialog.waitFor({ state: 'detached' })
    await bom.getByRole('group', { name: 'Brass buckle' }).getByLabel('For one (pc)').fill('2')
    await bom.getByRole('button', { name: 'Save' }).click()
    await bom.waitFor({ state: 'detached' })
    expect(
      await desk.rows(
        `select p.sku, p.kind, trim_scale(l.quantity)::text as quantity from bom_line l join product p on p.id = l.component_id`,
      ),
    ).toEqual([{ sku: 'BUCKLE-20', kind: 'material', quantity: '2' }])
  })

  it('is offered only to those who may make one', async () => {
    const { link } = await desk.act('identity.member.invite', {
      email: 's@maison-atelier.example',
      role: 'sales',
    })
    const page = await desk.visit(link.slice(link.indexOf('/desk/')))
    await page.getByLabel('Your name').fill('Somsri')
    await page.getByLabel(/^New password/).fill('needles and waxed thread')
    await page.getByRole('button', { name: 'Join' }).click()
    await page.getByRole('heading', { name: 'Today', exact: true }).waitFor()
    await page.goto(`${desk.origin}/desk/orders/new`)
    await page.getByRole('textbox', { name: 'Product' }).fill('fob')
    await page.getByRole('option', { name: /Key fob/ }).waitFor()
    expect(await page.getByRole('option', { name: /New product/ }).count()).toBe(0)
  })
})

it('leaves nothing in the console of the browser', () => {
  expect(desk.complaints).toEqual([])
})
