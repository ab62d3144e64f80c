import type { Reply, TestTenant, Workshop, WorkshopOptions } from '../../kernel/testing/workshop.ts'
import { modules } from '../../modules.ts'
import {
  BUYER,
  buy,
  expectStatus,
  offerShipping,
  openShop,
  sellProduct,
  stock,
} from '../checkout/shop.build.ts'

/** For tests: a program with everything, whose limits do not stand in a test's way. */
export const openOwnership = (options: WorkshopOptions = {}): Promise<Workshop> =>
  openShop({ modules, ...options })

export interface SoldPiece {
  id: string
  serial: string
  orderId: string
  orderToken: string
}

/** A workshop that sells totes with numbers and a warranty of two years. */
export async function openAtelier(
  workshop: Workshop,
  code = 'MA01',
): Promise<{ t: TestTenant; tote: string }> {
  const t = await workshop.tenant(code, { name: 'Maison Atelier' })
  await offerShipping(t)
  const tote = await sellProduct(t, {
    sku: 'TOTE',
    name: 'Saddle Tote',
    nameTh: 'กระเป๋าแซดเดิล',
    serialised: true,
    serialCode: 'TOTE',
    line: 'HAT',
    price: '12900',
    warrantyMonths: 24,
  })
  await stock(workshop, t, tote, 60, { serialised: true })
  return { t, tote }
}

/** Sells pieces through the shop, down to the parcel. */
export async function sell(t: TestTenant, productId: string, quantity = 1): Promise<SoldPiece[]> {
  const { order, cart } = await buy(t, [{ productId, quantity: String(quantity) }])
  expectStatus(
    await t.as('accountant').post(`payments/${order.payment.id}/capture`, { reference: 'slip' }),
    200,
  )
  expectStatus(await t.as('sales').post(`orders/${order.id}/ship`, {}), 200)
  const rows = await t.rows<{ id: string; human: string }>(
    `select s.id, s.human from serial s join sales_order_line l on l.tenant_id = s.tenant_id and l.id = s.order_line_id
     where l.order_id = $1 order by s.id`,
    order.id,
  )
  return rows.map((row) => ({ id: row.id, serial: row.human, orderId: order.id, orderToken: cart.token }))
}

/** Prints the code of a piece. */
export const codeOf = async (t: TestTenant, pieceId: string): Promise<string> =>
  expectStatus(await t.as('planner').post('claim-codes', { pieceIds: [pieceId] }), 201).codes[0].code

export interface Person {
  readonly email: string
  readonly name: string
}
export const MALI: Person = { email: BUYER.email, name: BUYER.name }
export const NOK: Person = { email: 'nok@example.com', name: 'Nok Chai' }

/** Asks for a piece by a code, and runs what follows. */
export async function ask(workshop: Workshop, t: TestTenant, code: string, who = MALI): Promise<Reply> {
  const reply = await t.anonymous.post('ownership/claims', { code, ...who })
  await workshop.drain()
  return reply
}

export type Mail = Workshop['mails'][number]

/** What was mailed to an address since the last look. */
export function takeMails(workshop: Workshop, to: string): Mail[] {
  const mine = workshop.mails.filter((mail) => mail.to === to)
  workshop.mails.splice(0, workshop.mails.length, ...workshop.mails.filter((mail) => mail.to !== to))
  return mine
}

/** The token of the link to confirm that was mailed to an address last. */
export const linkTo = (workshop: Workshop, to: string): string =>
  tokenIn(takeMails(workshop, to).findLast((mail) => mail.text.includes('/claim/confirm?token=')))

/** The token of the link in a mail. */
export function tokenIn(mail: Mail | undefined): string {
  const token = /[?&]token=([\w-]+)/.exec(mail?.text ?? '')?.[1]
  if (token === undefined) throw new Error(`no link in ${JSON.stringify(mail)}`)
  return token
}

export const confirm = (t: TestTenant, token: string, name?: string): Promise<Reply> =>
  t.anonymous.post('ownership/claims/confirm', name === undefined ? {} : { name }, { 'x-claim-token': token })

/** From a sold piece to its owner; gives the token that opens their pieces. */
export async function claim(workshop: Workshop, t: TestTenant, pieceId: string, who = MALI): Promise<string> {
  takeMails(workshop, who.email)
  await ask(workshop, t, await codeOf(t, pieceId), who)
  const done = expectStatus(await confirm(t, linkTo(workshop, who.email)), 200)
  await workshop.drain()
  takeMails(workshop, who.email)
  return done.ownerToken
}

/** The headers of an owner. */
export const as = (token: string): Record<string, string> => ({ 'x-owner-token': token })

/** The page that a phone shows after a scan. */
export const publicPage = async (workshop: Workshop, pieceSerial: string): Promise<string> =>
  (await workshop.central.get(`/v/${pieceSerial}`, { accept: 'text/html' })).text
