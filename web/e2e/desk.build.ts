import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import { build } from 'vite'
import { onTestFinished, TestRunner } from 'vitest'
import type { Tenant } from '../../server/kernel/command/context.ts'
import { execute } from '../../server/kernel/command/execute.ts'
import { system } from '../../server/kernel/command/principal.ts'
import { openWorkshop, type Workshop, type WorkshopOptions } from '../../server/kernel/testing/workshop.ts'
import { createWorkshop } from '../../server/modules/tenancy/index.ts'
import { newId } from '../../shared/ids.ts'
import { openBrowser, type Windows } from '../../storefront/testing/browser.ts'

export const OWNER = 'owner@maison-atelier.example'
export const PASSWORD = 'hammer and bone folder'

/** The real program with one workshop, on a port of its own, and a browser that visits its desk. */
export interface Desk {
  workshop: Workshop
  tenant: Tenant
  /** `http://maison-atelier.localhost:<port>`, which browsers find by themselves. */
  origin: string
  /** What the browser complained about since it was opened. */
  complaints: string[]
  /** A browser window that knows nothing yet; whoever is in it is not signed in. It is over with the test that opened it. */
  visit(path: string, options?: BrowserContextOptions): Promise<Page>
  /** The same, signed in as the owner beforehand. */
  open(path: string, options?: BrowserContextOptions): Promise<Page>
  /** Does something as the program itself, to prepare a story. */
  // biome-ignore lint/suspicious/noExplicitAny: a test reads what it expects
  act(operation: string, input: unknown, key?: string): Promise<any>
  /** What is in the database of the workshop. */
  rows<T extends object>(text: string, ...values: unknown[]): Promise<T[]>
  close(): Promise<void>
}

export interface DeskOptions extends WorkshopOptions {
  /** Before the workshop is made. */
  prepare?(workshop: Workshop): Promise<void>
}

export async function openDesk(options: DeskOptions = {}): Promise<Desk> {
  // `npm test` has built the pages; a test that is run by itself builds them once.
  if (!existsSync(fileURLToPath(new URL('../../dist/web/index.html', import.meta.url))))
    await build({ root: fileURLToPath(new URL('..', import.meta.url)), logLevel: 'error' })
  const [workshop, browser] = await Promise.all([openWorkshop(options), openBrowser()])
  await options.prepare?.(workshop)
  const { id } = await createWorkshop(workshop.kernel, {
    name: 'Maison Atelier',
    slug: 'maison-atelier',
    code: 'MA01',
    currency: 'THB',
    timeZone: 'Asia/Bangkok',
    ownerName: 'Pimchanok Rattanakul',
    email: OWNER,
    password: PASSWORD,
  })
  const tenant = (await workshop.kernel.tenants.byId(id))!
  const address = await workshop.app.listen({ host: '127.0.0.1', port: 0 })
  const origin = `http://maison-atelier.localhost:${new URL(address).port}`
  const complaints: string[] = []
  const idle: Page[] = []
  let cookies: Cookies | undefined
  const visit = async (path: string, options?: BrowserContextOptions, signedIn: Cookies = []) => {
    const page = (options === undefined && idle.pop()) || (await openWindow(browser, options))
    // A window follows what happens in the workshop as long as it shows the desk.
    if (TestRunner.getCurrentTest())
      onTestFinished(async () => {
        if (options === undefined && (await empty(page, origin))) idle.push(page)
        else await page.context().close()
      })
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type()) && !EXPECTED.test(message.text()))
        complaints.push(message.text())
    })
    page.on('pageerror', (error) => complaints.push(String(error)))
    await page.context().addCookies(signedIn)
    await page.goto(origin + path)
    return page
  }
  return {
    workshop,
    tenant,
    origin,
    complaints,
    visit,
    open: async (path, options) => {
      cookies ??= await signInBy(workshop, origin)
      return await visit(path, options, cookies)
    },
    act: async (operation, input, key) => {
      const { body } = await execute(workshop.kernel, workshop.kernel.operation(operation), input, {
        principal: system,
        tenant,
        locale: 'en',
        requestId: newId(),
        idempotencyKey: key,
      })
      return body === '' ? undefined : JSON.parse(body)
    },
    rows: <T extends object>(text: string, ...values: unknown[]) =>
      workshop.kernel.database.read(tenant.id, async (tx) => (await tx.send<T>({ text, values })).rows),
    close: async () => {
      await browser.close()
      await workshop.close()
    },
  }
}

type Cookies = Parameters<BrowserContext['addCookies']>[0]

/** The cookie of a sign-in, as a browser would keep it. */
async function signInBy(workshop: Workshop, origin: string): Promise<Cookies> {
  const { host, hostname } = new URL(origin)
  const reply = await workshop.app.inject({
    method: 'POST',
    url: '/api/auth/sign-in/email',
    headers: { host, origin },
    payload: { email: OWNER, password: PASSWORD },
  })
  return reply.cookies.map(({ name, value }) => ({
    name,
    // Fastify reads it decoded; the browser keeps it as it was sent.
    value: encodeURIComponent(value),
    domain: hostname,
    path: '/',
    expires: -1,
    httpOnly: true,
    secure: false,
    sameSite: 'Lax' as const,
  }))
}

/** Complaints that belong to what a test does on purpose: the browser logs each refused request. */
const EXPECTED = /the server responded with a status of 4\d\d/

async function openWindow(browser: Windows, options: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 900 },
    locale: 'en-GB',
    timezoneId: 'Europe/Lisbon',
    reducedMotion: 'reduce',
    ...options,
  })
  const page = await context.newPage()
  page.setDefaultTimeout(8_000)
  return page
}

/**
 * Leaves nothing in a window of what a test did there, so that the next one may have it: a new window is a process of Chromium and has
 * to read and compile the desk once more. Gives false for one that was closed.
 */
async function empty(page: Page, origin: string): Promise<boolean> {
  if (page.isClosed()) return false
  const context = page.context()
  for (const event of ['console', 'pageerror', 'request', 'dialog'] as const) page.removeAllListeners(event)
  for (const other of context.pages()) if (other !== page) await other.close()
  await page.unrouteAll({ behavior: 'ignoreErrors' })
  // A page of the same origin, which keeps what the desk kept, that runs no script.
  await page.goto(`${origin}/health`)
  await page.evaluate(() => {
    localStorage.clear()
    sessionStorage.clear()
  })
  await page.mouse.move(0, 0)
  await context.clearCookies()
  return true
}

/** Signs in by the form, as a person does. */
export async function signIn(page: Page, email = OWNER, password = PASSWORD): Promise<void> {
  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel(/^Password/).fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
}

/** Waits for the message that says it is done. */
export const told = (page: Page, text: string | RegExp) => page.getByText(text).first().waitFor()

/** A product with an operation or two, so that tickets can be opened for it. */
export async function makeProduct(desk: Desk, sku = 'TOTE'): Promise<{ id: string }> {
  const product = await desk.act('catalog.product.create', {
    sku,
    name: 'Saddle Tote',
    kind: 'finished',
    unit: 'pc',
    serialised: true,
    serialCode: sku,
    line: 'HAT',
    price: '18900',
    currency: 'THB',
    taxCode: 'VAT7',
    published: true,
  })
  return product
}
