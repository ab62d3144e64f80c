import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Desk, openDesk, PASSWORD, signIn, told } from './desk.build.ts'

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
})
afterAll(() => desk.close())

/** Somebody who was invited and has joined; their window is at the page of today. */
async function join(email: string, name: string, role: string): Promise<Page> {
  const { link } = await desk.act('identity.member.invite', { email, role })
  const page = await desk.visit(link.slice(link.indexOf('/desk/')))
  await page.getByLabel('Your name').fill(name)
  await page.getByLabel(/^New password/).fill(PASSWORD)
  await page.getByRole('button', { name: 'Join' }).click()
  await page.getByRole('heading', { name: 'Today', exact: true }).waitFor()
  return page
}
const memberId = async (email: string) =>
  (await desk.rows<{ id: string }>('select id from member where email = $1', email))[0]!.id

describe('a role of the workshop’s own', () => {
  it('is made from another one, with what it may chosen in words', async () => {
    const page = await desk.open('/desk/people/roles')
    await page.getByRole('button', { name: 'New role' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('textbox', { name: 'Name' }).fill('Night shift')
    await dialog.getByRole('textbox', { name: 'Key' }).fill('night_shift')
    await dialog.getByLabel('Take over from a role …').selectOption('operator')
    await dialog.getByRole('checkbox', { name: 'Log own work' }).waitFor()
    expect(await dialog.getByRole('checkbox', { name: 'Log own work' }).isChecked()).toBe(true)
    await dialog.getByLabel('Search permissions').fill('count')
    await dialog.getByRole('group', { name: 'Stock' }).getByRole('checkbox', { name: 'Count' }).check()
    await dialog.getByRole('button', { name: 'Create the role' }).click()
    await page.getByRole('heading', { name: 'Night shift', exact: true }).waitFor()
    const [role] = await desk.rows<{ permissions: string[] }>(
      `select permissions from role where key = 'night_shift'`,
    )
    expect(role!.permissions).toContain('inventory.stock.count')
    expect(role!.permissions).toContain('manufacturing.wip.log')
    await page.getByRole('region', { name: 'Stock' }).getByText('1 of 11').waitFor()
  })

  it('is changed by two people at once, and what both chose is put together', async () => {
    const [role] = await desk.rows<{ id: string }>(`select id from role where key = 'night_shift'`)
    const [first, second] = await Promise.all([
      desk.open(`/desk/people/roles/${role!.id}`),
      desk.open(`/desk/people/roles/${role!.id}`),
    ])
    for (const page of [first, second]) await page.getByRole('button', { name: 'Edit' }).click()
    const choose = async (page: Page, words: string, verb: string) => {
      await page.getByRole('dialog').getByLabel('Search permissions').fill(words)
      await page.getByRole('dialog').getByRole('checkbox', { name: verb, exact: true }).check()
      await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
    }
    await choose(first, 'transfer', 'Transfer')
    await told(first, 'Saved')
    await choose(second, 'receive', 'Receive')
    const alert = second.getByRole('dialog').getByRole('alert')
    await alert.getByText('Stock: Transfer: off → on').waitFor()
    await second.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
    await told(second, 'Saved')
    const [now] = await desk.rows<{ permissions: string[] }>('select permissions from role')
    expect(now!.permissions).toContain('inventory.stock.transfer')
    expect(now!.permissions).toContain('inventory.stock.receive')
  })

  it('that somebody has says why it cannot be deleted; one that is built in, why it cannot be changed', async () => {
    await join('night@maison-atelier.example', 'Niran Chai', 'night_shift')
    const [role] = await desk.rows<{ id: string }>('select id from role')
    const page = await desk.open(`/desk/people/roles/${role!.id}`)
    await page.getByRole('table', { name: 'Members' }).getByRole('link', { name: 'Niran Chai' }).waitFor()
    await page.getByRole('button', { name: 'More' }).click()
    const remove = page.getByRole('menuitem', { name: 'Delete the role' })
    expect(await remove.getAttribute('aria-disabled')).toBe('true')
    await remove.getByText('Members or invitations have this role').waitFor()
    await page.goto(`${desk.origin}/desk/people/roles/planner`)
    const edit = page.getByRole('button', { name: 'Edit' })
    expect(await edit.getAttribute('aria-disabled')).toBe('true')
    await edit.hover()
    await page.getByRole('tooltip').waitFor()
  })

  it('stands beside the others in one view of who may what', async () => {
    const page = await desk.open('/desk/people/roles')
    const matrix = page.getByRole('region', { name: 'Who may what' }).getByRole('table')
    const stock = matrix.getByRole('row').filter({ has: page.getByRole('rowheader', { name: 'Stock' }) })
    await stock.waitFor()
    expect(await stock.getByRole('cell').last().textContent()).toBe('3 of 11')
    await matrix.getByRole('link', { name: 'Warehouse' }).click()
    await page.getByRole('heading', { name: 'Warehouse', exact: true }).waitFor()
  })
})

describe('a member', () => {
  it('is given another role on a page that says what it means, and who was slower is told', async () => {
    const id = await memberId('night@maison-atelier.example')
    const [first, second] = await Promise.all([
      desk.open(`/desk/people/members/${id}`),
      desk.open(`/desk/people/members/${id}`),
    ])
    for (const page of [first, second]) await page.getByRole('button', { name: 'Change the role' }).click()
    await first.getByRole('dialog').getByRole('radio', { name: 'Warehouse' }).check()
    await first.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
    await told(first, 'Saved')
    await first.getByRole('region', { name: 'What they may do' }).getByText('Receive').waitFor()
    await second.getByRole('dialog').getByRole('radio', { name: 'Sales' }).check()
    await second.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
    const alert = second.getByRole('dialog').getByRole('alert')
    await alert.getByLabel('Theirs: Warehouse').waitFor()
    expect(await desk.rows('select role from member where id = $1', id)).toEqual([{ role: 'warehouse' }])
    await second.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
    await told(second, 'Saved')
    expect(await desk.rows('select role from member where id = $1', id)).toEqual([{ role: 'sales' }])
  })

  it('who is an owner is out of reach of an admin, and each command says why', async () => {
    const admin = await join('admin@maison-atelier.example', 'Anong Admin', 'admin')
    await admin.goto(`${desk.origin}/desk/people/members/${await memberId('owner@maison-atelier.example')}`)
    const change = admin.getByRole('button', { name: 'Change the role' })
    await change.waitFor()
    expect(await change.getAttribute('aria-disabled')).toBe('true')
    await change.hover()
    await admin.getByRole('tooltip').getByText('Only an owner may do this').waitFor()
    await admin.goto(`${desk.origin}/desk/people`)
    await admin.getByRole('button', { name: 'Invite' }).click()
    const owner = admin.getByRole('dialog').getByRole('radio', { name: 'Owner' })
    await owner.waitFor()
    expect(await owner.isDisabled()).toBe(true)
    await admin.getByRole('dialog').getByText('Only an owner may do this').waitFor()
  })

  it('whose removal is begun is asked about, and is gone at once', async () => {
    const id = await memberId('night@maison-atelier.example')
    const page = await desk.open(`/desk/people/members/${id}`)
    await page.getByRole('button', { name: 'More' }).click()
    await page.getByRole('menuitem', { name: 'Remove from the workshop' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Remove from the workshop' }).click()
    await page.waitForURL(/\/desk\/people$/)
    expect(await desk.rows('select deleted_at is null as there from member where id = $1', id)).toEqual([
      { there: false },
    ])
    const next = await desk.visit('/desk/sign-in')
    await signIn(next, 'night@maison-atelier.example')
    await next.getByRole('alert').getByText('You do not belong to this workshop').waitFor()
  })
})

describe('an API key', () => {
  it('is made with what it may, shown once, and revoked on its page', async () => {
    const page = await desk.open('/desk/people/api-keys')
    await page.getByRole('button', { name: 'New API key' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('textbox', { name: 'Name' }).fill('Scales')
    await dialog.getByLabel('Search permissions').fill('products')
    await dialog.getByRole('checkbox', { name: 'See', exact: true }).first().check()
    await dialog.getByRole('button', { name: 'Make the key' }).click()
    const key = await page.getByRole('dialog').getByLabel('Key', { exact: true }).inputValue()
    expect(key).toMatch(/^tm_MA01_/)
    await page.keyboard.press('Escape')
    await page.getByRole('table', { name: 'API keys' }).getByRole('link', { name: 'Scales' }).click()
    await page.getByRole('heading', { name: 'Scales', exact: true }).waitFor()
    await page.getByRole('button', { name: 'Revoke' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click()
    await told(page, 'Revoked')
    await page.getByRole('main').getByRole('button', { name: 'Revoke', disabled: true }).hover()
    await page.getByRole('tooltip').getByText('This key is revoked already').waitFor()
    expect(await desk.rows('select name, scopes, revoked_at is null as works from api_key')).toEqual([
      { name: 'Scales', scopes: ['catalog.read'], works: false },
    ])
  })
})

describe('the settings of the workshop', () => {
  it('are changed part by part, and who was slower loses nothing', async () => {
    const [first, second] = await Promise.all([desk.open('/desk/settings'), desk.open('/desk/settings')])
    const edit = (page: Page, part: string) =>
      page.getByRole('region', { name: part }).getByRole('button', { name: 'Edit' }).click()
    await edit(first, 'Legal details')
    await edit(second, 'Prices')
    await first.getByRole('dialog').getByLabel('Legal name').fill('Maison Atelier Co., Ltd.')
    await first.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
    await told(first, 'Saved')
    await second.getByRole('dialog').getByLabel('Prices include tax').uncheck()
    await second.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
    await second.getByRole('dialog').getByRole('alert').getByText('Somebody changed this meanwhile').waitFor()
    await second.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
    await told(second, 'Saved')
    expect(
      await desk.workshop.asOwner(
        'select legal_name, prices_include_tax from tenant where id = $1',
        desk.tenant.id,
      ),
    ).toEqual([{ legal_name: 'Maison Atelier Co., Ltd.', prices_include_tax: false }])
    await first.getByText('The books are kept in it from the first day.').waitFor()
  })

  it('ask before something typed is left', async () => {
    const page = await desk.open('/desk/settings')
    await page
      .getByRole('region', { name: 'The workshop', exact: true })
      .getByRole('button', { name: 'Edit' })
      .click()
    await page.getByRole('dialog').getByLabel('Name').fill('Maison')
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').getByRole('button', { name: 'Throw it away' }).click()
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    expect(await desk.workshop.asOwner('select name from tenant where id = $1', desk.tenant.id)).toEqual([
      { name: 'Maison Atelier' },
    ])
  })
})

it('leaves nothing in the console of the browser', () => {
  expect(desk.complaints).toEqual([])
})
