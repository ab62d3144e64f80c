import type { Story } from '../story.ts'
import type { Catalogue } from './catalogue.ts'

const HTML = { accept: 'text/html' }
const FORM = { ...HTML, 'content-type': 'application/x-www-form-urlencoded' }

/** What is read and done without calling an operation: files, pictures, scans, the pages of the shop. */
export async function turnPages(story: Story, { tote, notebook, slug }: Catalogue): Promise<void> {
  const rows = await story.workshop.asOwner<{ id: string; visibility: string }>(
    'select id, visibility from stored_file where tenant_id = $1 and deleted_at is null order by id',
    story.tenantId,
  )
  for (const { id, visibility } of rows)
    await story.get(`/files/${id}`, { as: visibility === 'public' ? 'buyer' : 'owner' })
  await story.get(`/desk/pictures/${tote}`, { as: 'owner' })
  await story.get('/', { headers: HTML })
  await story.get('/shop', { headers: HTML })
  await story.get(`/shop/${slug}`, { headers: HTML })
  await buy(story, notebook)
}

/** A buyer in a browser: the same cart as ever, by forms and a cookie. */
async function buy(story: Story, notebook: string): Promise<void> {
  const { slug } = (await story.call('checkout.product.list', { q: 'NB-A5' }, { as: 'buyer' })).items[0]
  const post = (url: string, fields: Record<string, string>, cookie?: string) =>
    story.visit(
      { method: 'POST', url, body: new URLSearchParams(fields).toString() },
      { headers: cookie ? { ...FORM, cookie } : FORM },
    )
  const added = await post('/cart/lines', { product: slug, quantity: '1' })
  const cookie = /^cart=[^;]+/.exec([added.headers['set-cookie']].flat().join('\n'))![0]
  const page = (url: string) => story.get(url, { headers: { ...HTML, cookie } })
  await post(`/cart/lines/${notebook}`, { intent: 'increase' }, cookie)
  await page('/cart')
  const form = await page('/checkout')
  const order = {
    ...{ email: story.email('somchai'), name: story.text('Somchai'), phone: '', shipping: 'TH-EMS' },
    ...{ line1: story.text('9 Nimman'), city: 'Chiang Mai', postalCode: '50200', country: 'TH' },
    ...{ payment: 'promptpay', idempotency_key: `${story.teller.slug}-page` },
  }
  await post('/checkout', { ...order, intent: 'update' }, cookie)
  const quote = /name="quote" value="([^"]+)"/.exec(form.text)![1]!
  const placed = await post('/checkout', { ...order, intent: 'place', quote }, cookie)
  const address = String(placed.headers.location)
  if (!address.startsWith('/orders/'))
    throw new Error(`the form of the shop led to ${address}: ${placed.text}`)
  await page(address)
}
