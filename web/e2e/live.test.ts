import type { Page, WebSocketRoute } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Desk, makeProduct, openDesk, PASSWORD, signIn } from './desk.build.ts'

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
})
afterAll(() => desk.close())

/** Opens a page whose connection to the live feed the test has in its hand. */
async function openWired(path: string): Promise<{ page: Page; cut(): Promise<void>; mend(): void }> {
  const page = await desk.open('/desk/account')
  let isCut = false
  let wire: WebSocketRoute | undefined
  await page.routeWebSocket(/\/api\/v1\/live/, (socket) => {
    if (isCut) void socket.close({ code: 4503 })
    else socket.connectToServer()
    wire = socket
  })
  await page.goto(desk.origin + path)
  return {
    page,
    cut: async () => {
      isCut = true
      await wire?.close({ code: 4503 })
    },
    mend: () => {
      isCut = false
    },
  }
}

/** Addresses below `/api/v1` that a page reads from now on. */
function readsOf(page: Page): string[] {
  const reads: string[] = []
  page.on('request', (request) => {
    const { pathname } = new URL(request.url())
    if (request.method() === 'GET' && pathname.startsWith('/api/v1/'))
      reads.push(pathname.slice('/api/v1/'.length))
  })
  return reads
}
const settled = (page: Page) => page.waitForLoadState('networkidle')

describe('what one person does', () => {
  it('another one sees on the page that is open, and nothing else is read anew', async () => {
    const [tote, belt] = [await makeProduct(desk, 'TOTE'), await makeProduct(desk, 'BELT')]
    const [list, record, other, acting] = await Promise.all([
      desk.open('/desk/products'),
      desk.open(`/desk/products/${tote.id}`),
      desk.open(`/desk/products/${belt.id}`),
      desk.open(`/desk/products/${tote.id}`),
    ])
    await list.getByText('TOTE').first().waitFor()
    await other.getByText('BELT').first().waitFor()
    await Promise.all([list, record, other].map(settled))
    const reads = readsOf(other)
    await acting.getByRole('button', { name: 'Edit' }).click()
    await acting
      .getByRole('dialog')
      .getByLabel(/^Name( \*)?$/)
      .fill('Saddle Tote, large')
    await acting.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
    await record.getByRole('heading', { name: 'Saddle Tote, large' }).waitFor()
    await list.getByRole('link', { name: 'Saddle Tote, large' }).waitFor()
    expect(reads.filter((path) => path.includes(belt.id))).not.toContain(`products/${belt.id}`)
    expect(await desk.rows("select name from product where sku = 'TOTE'")).toEqual([
      { name: 'Saddle Tote, large' },
    ])
  })

  it('appears in a list that is open, also when a job or a program did it', async () => {
    const list = await desk.open('/desk/customers')
    await list.getByRole('heading', { name: 'Customers' }).waitFor()
    await desk.act('crm.customer.create', { code: 'C-77', name: 'Somchai Leather' })
    await list.getByText('Somchai Leather').waitFor()
  })
})

describe('a connection that is lost', () => {
  it('is told, tried again, and leaves nothing missed when it is back', async () => {
    const { page, cut, mend } = await openWired('/desk/customers')
    await page.getByText('Somchai Leather').waitFor()
    await settled(page)
    await cut()
    await page.getByRole('status').getByText('Connection lost. What you see may be out of date.').waitFor()
    await desk.act('crm.customer.create', { code: 'C-78', name: 'Made meanwhile' })
    expect(await page.getByText('Made meanwhile').count()).toBe(0)
    // Mended afterwards: the page tries by itself too, and once it is connected there is nothing to press.
    await page.getByRole('button', { name: 'Try now' }).click()
    mend()
    await page.getByText('Made meanwhile').waitFor()
    await page.getByRole('status').getByText('Connected again. Everything is up to date.').waitFor()
  })
})

describe('a right that is lost', () => {
  it('shows at once: the places that are closed go, and the page says why it is empty', async () => {
    const { link } = await desk.act('identity.member.invite', {
      email: 'nok@maison-atelier.example',
      role: 'sales',
    })
    await desk.act('identity.invitation.accept', {
      token: link.split('#token=')[1],
      name: 'Nok',
      password: PASSWORD,
    })
    const page = await desk.visit('/desk/customers')
    await signIn(page, 'nok@maison-atelier.example')
    await page.getByText('Somchai Leather').waitFor()
    const [member] = await desk.rows<{ id: string }>("select id from member where name = 'Nok'")
    await desk.act('identity.member.update_role', { id: member!.id, role: 'operator' })
    await page.getByRole('alert').getByText('You may not do this').waitFor()
    // What the page is refused and who one is now are asked for side by side: either may be answered first.
    const closed = page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Customers' })
    await closed.waitFor({ state: 'detached' })
    await desk.act('identity.member.remove', { id: member!.id })
    await page.getByRole('button', { name: 'Sign in' }).waitFor()
  })
})

describe('a session that is ended', () => {
  it('is begun anew over the page, which stays where it was', async () => {
    const page = await desk.visit('/desk/customers')
    await signIn(page)
    await page.getByText('Somchai Leather').waitFor()
    await settled(page)
    await endOtherSessions()
    const again = page.getByRole('dialog', { name: 'Your session has ended' })
    await again.getByLabel(/^Password/).fill(PASSWORD)
    await again.getByRole('button', { name: 'Sign in' }).click()
    await again.waitFor({ state: 'hidden' })
    await page.getByText('Somchai Leather').waitFor()
    expect(new URL(page.url()).pathname).toBe('/desk/customers')
  })

  it('is begun anew also while an answer to the old one is on its way', async () => {
    const page = await desk.visit('/desk/customers')
    await signIn(page)
    await page.getByText('Somchai Leather').waitFor()
    await settled(page)
    await endOtherSessions()
    const again = page.getByRole('dialog', { name: 'Your session has ended' })
    await again.getByLabel(/^Password/).fill(PASSWORD)
    const refused = await desk.workshop.app.inject({
      url: '/api/v1/me',
      headers: { host: new URL(desk.origin).host },
    })
    expect(refused.statusCode).toBe(401)
    const isIn = Promise.withResolvers<void>()
    const isAsked = Promise.withResolvers<void>()
    await page.route(
      '**/api/v1/me',
      async (route) => {
        isAsked.resolve()
        await isIn.promise
        const { statusCode: status, headers, body } = refused
        // The page may have given up waiting.
        await route.fulfill({ status, contentType: String(headers['content-type']), body }).catch(() => {})
      },
      { times: 1 },
    )
    // As when one comes back to the window to type the password: what is out of date is asked for.
    await page.evaluate(() => window.dispatchEvent(new Event('visibilitychange')))
    await isAsked.promise
    const answered = page.waitForResponse('**/api/auth/sign-in/email')
    await again.getByRole('button', { name: 'Sign in' }).click()
    await answered
    isIn.resolve()
    await again.waitFor({ state: 'hidden' })
    await page.getByText('Somchai Leather').waitFor()
    expect(await again.count()).toBe(0)
  })
})

/** As from another browser of the same person. */
async function endOtherSessions(): Promise<void> {
  const reply = await desk.workshop.app.inject({
    method: 'POST',
    url: '/api/v1/me/sessions/end-others',
    headers: await anotherBrowser(),
    payload: {},
  })
  expect(reply.statusCode).toBe(200)
}

async function anotherBrowser(): Promise<Record<string, string>> {
  const { host } = new URL(desk.origin)
  const signedIn = await desk.workshop.app.inject({
    method: 'POST',
    url: '/api/auth/sign-in/email',
    headers: { host, origin: desk.origin },
    payload: { email: 'owner@maison-atelier.example', password: PASSWORD },
  })
  const cookie = signedIn.cookies.map(({ name, value }) => `${name}=${encodeURIComponent(value)}`).join('; ')
  return { host, origin: desk.origin, cookie }
}

it('leaves nothing in the console of the browser', () => {
  expect(desk.complaints).toEqual([])
})
