import type { Locator, Page } from 'playwright-core'
import { en } from '../texts/en.ts'
import { th } from '../texts/th.ts'
import type { Made } from './furnish.build.ts'

/** Every screen of somebody who is in, each with something on it. A new screen is added here. */
export const SCREENS: [name: string, path: (made: Made) => string][] = [
  ['today', () => '/desk/'],
  ['the account', () => '/desk/account'],
  ['tickets', () => '/desk/tickets?state=all'],
  ['a ticket', (made) => `/desk/tickets/${made.ticketId}`],
  ['the board of tickets', () => '/desk/tickets/board'],
  ['the benches', () => '/desk/work'],
  ['work centres', () => '/desk/work-centres'],
  ['work on a piece', (made) => `/desk/work/${made.tokenCode}`],
  ['pieces', () => '/desk/pieces'],
  ['a piece', (made) => `/desk/pieces/${made.pieceId}`],
  ['recalls', () => '/desk/recalls'],
  ['a recall', (made) => `/desk/recalls/${made.recallId}`],
  ['a new recall', () => '/desk/recalls/new'],
  ['the watch', () => '/desk/watch'],
  ['alerts', () => '/desk/watch/alerts'],
  ['an alert', (made) => `/desk/watch/alerts/${made.alertId}`],
  ['products', () => '/desk/products'],
  ['a product', (made) => `/desk/products/${made.productId}`],
  ['stock', () => '/desk/stock'],
  ['moves', () => '/desk/stock/moves'],
  ['lots', () => '/desk/stock/lots'],
  ['a lot', (made) => `/desk/stock/lots/${made.lotId}`],
  ['places', () => '/desk/stock/places'],
  ['orders', () => '/desk/orders'],
  ['a new order', () => '/desk/orders/new'],
  ['an order', (made) => `/desk/orders/${made.orderId}`],
  ['customers', () => '/desk/customers'],
  ['a customer', (made) => `/desk/customers/${made.customerId}`],
  ['messages', () => '/desk/messages'],
  ['the journal', () => '/desk/books'],
  ['a journal entry', (made) => `/desk/books/entries/${made.entryId}`],
  ['invoices', () => '/desk/books/invoices'],
  ['the trial balance', () => '/desk/books/trial-balance'],
  ['profit and loss', () => '/desk/books/profit-and-loss'],
  ['the balance sheet', () => '/desk/books/balance-sheet'],
  ['the months', () => '/desk/books/periods'],
  ['the audit log', () => '/desk/audit'],
  ['members', () => '/desk/people'],
  ['a member', (made) => `/desk/people/members/${made.memberId}`],
  ['invitations', () => '/desk/people/invitations'],
  ['roles', () => '/desk/people/roles'],
  ['a role', () => '/desk/people/roles/warehouse'],
  ['a role of its own', (made) => `/desk/people/roles/${made.roleId}`],
  ['API keys', () => '/desk/people/api-keys'],
  ['an API key', (made) => `/desk/people/api-keys/${made.keyId}`],
  ['the workshop', () => '/desk/settings'],
  ['numbers of pieces', () => '/desk/settings/numbers'],
  ['people and keys of passports', () => '/desk/settings/passports'],
  ['the guide', () => '/desk/guide/everybody'],
  ['an address where nothing is', () => '/desk/nowhere'],
]

type Texts = Record<keyof typeof en | keyof typeof th, string>
const TEXTS = { en, th } as unknown as Readonly<Record<'en' | 'th', Texts>>

/** Dialogs that are screens of their own: on which page, and the button that opens them. */
export const DIALOGS: [
  name: string,
  path: (made: Made) => string,
  button: (page: Page, t: Texts) => Locator,
][] = [
  [
    'a routing in the editor',
    (made) => `/desk/products/${made.productId}`,
    (page, t) =>
      page
        .getByRole('region', { name: new RegExp(`^${t['routing.none']}`) })
        .getByRole('button', { name: t['routing.change'] }),
  ],
  [
    'the profile of a passport',
    (made) => `/desk/products/${made.productId}`,
    (page, t) => page.getByRole('button', { name: t['passport.edit'] }),
  ],
  [
    'labels',
    (made) => `/desk/pieces/${made.pieceId}`,
    (page, t) =>
      page.getByRole('button', {
        name: t['labels.print.one'] ?? t['labels.print.other'].replace('{count}', '1'),
      }),
  ],
]

/** Opens a dialog of a page, and waits until all of it is there. */
export async function showDialog(
  page: Page,
  language: 'en' | 'th',
  path: string,
  button: (page: Page, t: Texts) => Locator,
): Promise<void> {
  await show(page, path)
  await button(page, TEXTS[language]).click()
  await page.getByRole('dialog').waitFor()
  await page.waitForFunction(() => !document.querySelector('[aria-busy="true"]'))
  await page.waitForLoadState('networkidle')
}

/** Goes on to a page without loading the program anew, and waits until everything that was asked for is there. */
export async function show(page: Page, path: string): Promise<void> {
  await page.evaluate((address) => {
    history.pushState({}, '', address)
    dispatchEvent(new PopStateEvent('popstate', { state: {} }))
  }, path)
  // The page before stays until the next one is loaded; two frames later it is known that there is one.
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))))
  await page.waitForFunction(() => !document.querySelector('main[aria-busy="true"]'))
  await page.locator('h1').waitFor()
  await page.waitForFunction(() => !document.querySelector('[aria-busy="true"]'))
}
