import type { CallOptions, Story } from '../story.ts'
import type { Catalogue } from './catalogue.ts'

const HTML = { accept: 'text/html' }
const FORM = { ...HTML, 'content-type': 'application/x-www-form-urlencoded' }
const BUYER = { as: 'buyer' } as const

/** A PNG of one point. */
const PHOTO =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='

/** A piece that was sold is claimed, passed on, stolen and found, mended and recalled. */
export async function ownPieces(story: Story, { tote }: Catalogue): Promise<void> {
  const [sold] = await story.workshop.asOwner<{ id: string; order_id: string }>(
    `select s.id, l.order_id from serial s join sales_order_line l on l.id = s.order_line_id
     where s.tenant_id = $1 and s.state = 'sold' order by s.id limit 1`,
    story.tenantId,
  )
  const id = sold!.id
  const { codes } = await story.call('ownership.claim_code.make', { pieceIds: [id] })
  await askByOrder(story, sold!)
  const first = { email: story.email('first'), name: story.text('First') }
  await story.call('ownership.claim.ask', { code: codes[0].code, ...first }, BUYER)
  const giver = await confirm(story, first.email)
  await story.call('ownership.transfer.offer', { id, email: story.email('other') }, giver)
  await story.call('ownership.transfer.cancel', { id }, giver)
  const { code } = await story.call('ownership.transfer.offer', { id }, giver)
  const second = { email: story.email('second'), name: story.text('Second') }
  await story.call('ownership.claim.ask', { code, ...second }, BUYER)
  const mine = await confirm(story, second.email)
  await story.call('ownership.link.end', {}, giver)
  await story.call('ownership.link.ask', { email: second.email }, BUYER)
  await story.call('ownership.piece.report_stolen', { id, note: story.text('At the station') }, mine)
  await story.call('ownership.piece.report_found', { id }, mine)
  await story.call('ownership.piece.list_mine', {}, mine)
  await story.call('ownership.piece.get_mine', { id }, mine)
  const photo = await story.call('documents.file.upload', { name: story.text('seam.png'), content: PHOTO })
  await story.call('ownership.service.record', {
    ...{ id, kind: 'repair', doneBy: story.text('Somsak'), description: story.text('The seam') },
    photoIds: [photo.id],
  })
  await story.call('ownership.service.photo', { id, photoId: photo.id }, mine)
  await turnOwnersPages(story, { id, photoId: photo.id, token: mine.headers['x-owner-token'] })
  await readPassport(story, id, mine)
  await putRight(story, id)
  await recall(story, tote)
}

/** What a maker tells owners of a piece. */
async function readPassport(story: Story, id: string, mine: CallOptions): Promise<void> {
  const known = await story.workshop.asOwner('select from passport where serial_id = $1', id)
  if (known.length === 0) await story.call('passports.passport.issue', { serialIds: [id] })
  await story.call('passports.passport.get_mine', { id }, mine)
  const cookie = `owner=${mine.headers!['x-owner-token']}`
  await story.get(`/my-pieces/${id}/passport`, { headers: { ...HTML, cookie } })
}

/** Others had it by mistake, and are forgotten as they wish; in the end it is the second's again, whose link goes on. */
async function putRight(story: Story, id: string): Promise<void> {
  const [second, third, fourth] = ['second', 'third', 'fourth'].map((name) => ({
    email: story.email(name),
    name: story.text(name),
  }))
  const withdraw = async (next: object | undefined) =>
    await story.call('ownership.claim.withdraw', { id, reason: story.text('A mistake'), next })
  await withdraw(third)
  await confirm(story, third!.email)
  await story.call('ownership.owner.erase', {
    id: (await story.call('ownership.piece.get', { id })).owner.id,
  })
  await withdraw(fourth)
  await story.call('ownership.owner.erase_me', {}, await confirm(story, fourth!.email))
  await withdraw(second)
  await confirm(story, second!.email)
}

/** The buyer of the order asks with its token, by the API and by the page. */
async function askByOrder(story: Story, sold: { id: string; order_id: string }): Promise<void> {
  const told = story.told.find(
    ({ operation, input }) => operation.name === 'checkout.order.get' && input.id === sold.order_id,
  )
  const token = told!.headers['x-cart-token']!
  const body = {
    ...{ orderId: sold.order_id, pieceId: sold.id },
    ...{ email: story.email('mali'), name: story.text('Mali') },
  }
  await story.call('ownership.claim.ask_by_order', body, { ...BUYER, headers: { 'x-cart-token': token } })
}

/** Follows the link of the mail; gives how its owner calls from then on. */
async function confirm(story: Story, email: string) {
  await story.workshop.drain()
  const mail = story.workshop.mails.findLast(
    (one) => one.to === email && one.text.includes('/claim/confirm?token='),
  )
  const token = /token=([\w-]+)/.exec(mail!.text)![1]!
  const link = { ...BUYER, headers: { 'x-claim-token': token } }
  await story.call('ownership.claim.preview', {}, link)
  await story.get(`/claim/confirm?token=${token}`, { headers: HTML })
  const { ownerToken } = await story.call('ownership.claim.confirm', {}, link)
  return { ...BUYER, headers: { 'x-owner-token': String(ownerToken) } }
}

async function turnOwnersPages(
  story: Story,
  { id, photoId, token }: { id: string; photoId: string; token: string },
): Promise<void> {
  const cookie = `owner=${token}`
  const post = (url: string, fields: Record<string, string>, headers: Record<string, string>) =>
    story.visit({ method: 'POST', url, body: new URLSearchParams(fields).toString() }, { headers })
  await story.get('/claim', { headers: HTML })
  const asked = { code: '7K2M-94QX-B1ZT-301Y', name: story.text('Nobody'), email: story.email('nobody') }
  await post('/claim', asked, FORM)
  await story.get('/my-pieces', { headers: { ...HTML, cookie } })
  await story.get(`/my-pieces/${id}`, { headers: { ...HTML, cookie } })
  await story.get(`/my-pieces/${id}/photos/${photoId}`, { headers: { ...HTML, cookie } })
  await post(`/my-pieces/${id}/transfer`, { email: story.email('next') }, { ...FORM, cookie })
  await post(`/my-pieces/${id}/transfer/cancel`, {}, { ...FORM, cookie })
  await post(`/my-pieces/${id}/stolen`, { note: story.text('Gone') }, { ...FORM, cookie })
  await post(`/my-pieces/${id}/found`, {}, { ...FORM, cookie })
  await post('/my-pieces', { email: story.email('nobody') }, FORM)
  await post('/my-pieces/leave', {}, { ...FORM, cookie: 'owner=nobody' })
}

async function recall(story: Story, tote: string): Promise<void> {
  const criteria = { by: 'product', productIds: [tote] }
  await story.call('ownership.recall.preview', { criteria })
  const { id } = await story.call('ownership.recall.start', {
    ...{ criteria, reason: story.text('The dye'), text: story.text('Please bring it back') },
  })
  await story.call('ownership.recall.extend', { id })
  await story.call('ownership.recall.list')
  await story.call('ownership.recall.get', { id })
  await story.call('ownership.recall.pieces', { id })
  await story.workshop.drain()
  await story.call('ownership.recall.lift', { id, reason: story.text('It holds') })
}
