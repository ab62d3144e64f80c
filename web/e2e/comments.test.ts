import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Desk, makeProduct, openDesk, PASSWORD, signIn } from './desk.build.ts'

let desk: Desk
let product: { id: string }
let nok: Page
beforeAll(async () => {
  desk = await openDesk()
  product = await makeProduct(desk, 'TOTE')
  const { link } = await desk.act('identity.member.invite', {
    ...{ email: 'nok@maison-atelier.example', role: 'planner' },
  })
  const token = link.split('#token=')[1]
  await desk.act('identity.invitation.accept', { token, name: 'Nok Srisuk', password: PASSWORD })
  nok = await desk.visit('/desk/')
  await signIn(nok, 'nok@maison-atelier.example')
  await nok.getByRole('button', { name: 'Notifications', exact: true }).waitFor()
})
afterAll(() => desk.close())

const history = (page: Page) => page.getByRole('list', { name: 'History and comments' })

describe('what is said about a record', () => {
  it('names a colleague from the keyboard, who is told at once and goes there', async () => {
    const page = await desk.open(`/desk/products/${product.id}`)
    await page.getByLabel('Comment', { exact: true }).focus()
    await page.keyboard.type('Please look, @nok')
    await page.getByRole('option', { name: /Nok Srisuk/ }).waitFor()
    await page.keyboard.press('Enter')
    await page.keyboard.type('the strap is short')
    await page.keyboard.press('Control+Enter')
    await history(page).getByText('the strap is short').waitFor()
    expect(await desk.rows('select body, entity from comment')).toEqual([
      { body: 'Please look, @Nok Srisuk the strap is short', entity: 'product' },
    ])

    await nok.getByRole('button', { name: '1 unread notification' }).click()
    const panel = nok.getByRole('dialog', { name: 'Notifications' })
    await panel.getByText('Pimchanok Rattanakul named you on').waitFor()
    await panel.getByRole('link', { name: 'TOTE' }).click()
    await nok.getByRole('heading', { name: 'Saddle Tote' }).waitFor()
    await history(nok).getByText('@Nok Srisuk').waitFor()
    await nok.getByRole('button', { name: 'Notifications', exact: true }).waitFor()
    expect(await desk.rows('select count(*)::int as n from notice where read_at is null')).toEqual([{ n: 0 }])
  })

  it('is seen on the other page without reloading, changed and deleted by who said it', async () => {
    const page = await desk.open(`/desk/products/${product.id}`)
    await nok.getByLabel('Comment', { exact: true }).fill('Done on Wednesday')
    await nok.getByRole('button', { name: 'Comment', exact: true }).click()
    await history(page).getByText('Done on Wednesday').waitFor()
    await nok.getByRole('button', { name: 'What to do with the comment of Nok Srisuk' }).click()
    await nok.getByRole('menuitem', { name: 'Edit' }).click()
    await history(nok).getByLabel('Comment', { exact: true }).fill('Done on Thursday')
    await history(nok).getByRole('button', { name: 'Save' }).click()
    await history(page).getByText('Done on Thursday').waitFor()
    await nok.getByRole('button', { name: 'What to do with the comment of Nok Srisuk' }).click()
    await nok.getByRole('menuitem', { name: 'Delete' }).click()
    await nok.getByRole('dialog').getByRole('button', { name: 'Delete' }).click()
    await history(page).getByText('This comment was deleted.').waitFor()
    expect(await history(page).getByText('Thursday').count()).toBe(0)
  })

  it('stands between what happened, in words', async () => {
    await desk.act('catalog.product.update', { id: product.id, name: 'Saddle Tote, large' })
    const page = await desk.open(`/desk/products/${product.id}`)
    await history(page).getByText('Touchmark changed the product').waitFor()
    await history(page).getByText('Saddle Tote, large').waitFor()
    expect(await history(page).textContent()).not.toMatch(/catalog\.|product\./)
  })
})

describe('files of a record', () => {
  it('are attached, opened and removed; what is not kept is refused in words', async () => {
    const page = await desk.open(`/desk/products/${product.id}`)
    const files = page.getByRole('region', { name: 'Files' })
    await files.getByText('Drop drawings, photos or papers here.').waitFor()
    const chosen = files.locator('input[type=file]')
    const pdf = { name: 'Drawing.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7 drawing') }
    await chosen.setInputFiles(pdf)
    await files.getByRole('link', { name: 'Drawing.pdf' }).waitFor()
    await history(page).getByText('attached a file').waitFor()
    const address = await files.getByRole('link', { name: 'Drawing.pdf' }).getAttribute('href')
    // The browser alone finds addresses that end in localhost.
    expect(await page.evaluate(async (from) => (await fetch(from)).status, address!)).toBe(200)
    await files.evaluate((element) => {
      const data = new DataTransfer()
      data.items.add(new File(['MZ'], 'virus.exe'))
      element.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }))
    })
    await files.getByRole('alert').getByText('This kind of file is not kept').waitFor()
    await files.getByRole('button', { name: 'Remove Drawing.pdf' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click()
    await files.getByText('Drop drawings, photos or papers here.').waitFor()
    expect(await desk.rows('select name from stored_file where deleted_at is null')).toEqual([])
  })
})

it('leaves nothing in the console of the browser', () => {
  expect(desk.complaints).toEqual([])
})
