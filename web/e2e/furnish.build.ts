import { scansOf } from '../../server/modules/serials/verify/scans.ts'
import { watchScans } from '../../server/modules/vigilance/index.ts'
import { type Desk, makeProduct } from './desk.build.ts'

export type Made = Awaited<ReturnType<typeof furnish>>

/** Somebody tries numbers that nobody issued, and the watch sees it. */
async function tryNumbers({ workshop }: Desk, serial: string): Promise<void> {
  for (let n = 0; n < 14; n++)
    await workshop.app.inject(
      `/api/public/serial/verify/${serial.replace(/-\d{5}-/, `-${String(90_000 + n)}-`)}`,
    )
  for (let n = 0; n < 3; n++) await workshop.app.inject(`/api/public/serial/verify/${serial}`)
  await scansOf(workshop.kernel).flush()
  const now = workshop.clock.now()
  workshop.clock.advance({ minutes: 1 })
  await watchScans(workshop.kernel)
  await workshop.drain()
  workshop.clock.set(now)
}

/** Something on every screen: a ticket with a piece at work, stock, an order that is paid, a customer, a message. */
export async function furnish(desk: Desk) {
  const { act } = desk
  const product = await makeProduct(desk)
  const leather = await act('catalog.product.create', {
    sku: 'LEATHER',
    name: 'Bridle leather',
    kind: 'material',
    unit: 'sqft',
    currency: 'THB',
    standardCost: '120',
  })
  const centre = await act('catalog.work_centre.create', { code: 'BENCH', name: 'Bench', ratePerHour: '240' })
  await act('catalog.bill_of_materials.save', {
    productId: product.id,
    lines: [{ componentId: leather.id, quantity: '6.5', scrapPercent: '8', note: 'One shoulder' }],
  })
  await act('catalog.routing.save', {
    productId: product.id,
    operations: [
      { code: 'cutting', name: 'Cutting', workCentreId: centre.id, standardMinutes: '20' },
      {
        code: 'stitching',
        name: 'Stitching',
        workCentreId: centre.id,
        standardMinutes: '90',
        predecessors: ['cutting'],
        evidence: ['check'],
      },
    ],
  })
  await act('inventory.stock.receive', {
    reference: 'DN-17',
    lines: [{ productId: leather.id, quantity: '40', unitCost: '120', lot: 'HIDE-7' }],
  })
  const ticket = await act('manufacturing.ticket.create', {
    productId: product.id,
    quantity: '3',
    dueOn: '2026-02-27',
    note: 'For the shop window',
    release: true,
  })
  const operator = { operatorId: 'op-1', operatorName: 'Malee Thongdee' }
  const log = (tokenCode: string, taskCode: string, event: string, more: object = {}) =>
    act('manufacturing.wip.log', {
      tokenCode,
      taskCode,
      event,
      deviceEventId: crypto.randomUUID(),
      deviceAt: desk.workshop.clock.now().toISOString(),
      ...operator,
      ...more,
    })
  const [first, second] = ticket.tokens as { code: string }[]
  await log(first!.code, 'cutting', 'complete', { minutes: '22' })
  await log(first!.code, 'stitching', 'complete', { minutes: '95', note: 'Checked' })
  await log(second!.code, 'cutting', 'complete', { minutes: '20' })
  await log(second!.code, 'stitching', 'start')
  const customer = await act('crm.customer.create', {
    code: 'C0001',
    name: 'Baan Kham Gallery',
    email: 'hello@baankham.example',
    address: { line1: '12 Charoen Krung', city: 'Bangkok', country: 'TH' },
  })
  await act('checkout.shipping_method.create', { code: 'COURIER', name: 'Courier', price: '150' })
  const cart = await act('checkout.cart.create', {
    lines: [{ productId: product.id, quantity: '1' }],
    contact: { email: 'araya.s@example.com', name: 'Araya Suwannakit' },
    address: { line1: '27/3 Soi Sukhumvit 49', city: 'Bangkok', postalCode: '10110', country: 'TH' },
    shippingMethod: 'COURIER',
  })
  const order = await act('checkout.cart.complete', { ...cart, payment: { provider: 'manual' } }, 'furnish')
  const [payment] = await desk.rows<{ id: string }>('select id from payment')
  await act('payments.payment.capture', { id: payment!.id, reference: 'SCB 1' })
  await act('identity.member.invite', { email: 'somchai@maison-atelier.example', role: 'supervisor' })
  const key = await act('identity.api_key.create', { name: 'Scales', scopes: ['catalog.read'] })
  const role = await act('identity.role.create', {
    key: 'night_shift',
    name: 'Night shift',
    permissions: ['manufacturing.*', 'catalog.read', 'inventory.read', 'inventory.stock.count'],
  })
  const [member] = await desk.rows<{ id: string }>('select id from member limit 1')
  const [waiting] = await desk.rows<{ human: string }>('select human from serial order by seq desc limit 1')
  const recall = await act(
    'ownership.recall.start',
    {
      criteria: { by: 'serials', serials: [waiting!.human] },
      reason: 'The thread of this roll is weak',
      text: 'Please bring the piece back; we sew it again at no cost.',
      textTh: 'โปรดนำชิ้นงานกลับมา เราจะเย็บใหม่ให้โดยไม่คิดค่าใช้จ่าย',
    },
    'recall',
  )
  await act('ownership.recall.lift', { id: recall.id, reason: 'Only the label was wrong' })
  const roll = { line: 'HAT', prefix: 'MA-', digits: 5, first: 1, last: 5_000 }
  const range = await act('serials.range.register', { name: 'Roll 7', ...roll })
  await act('serials.range.void', { id: range.id, first: 12, last: 14, reason: 'Torn from the roll' })
  await desk.workshop.drain()
  const [lot] = await desk.rows<{ id: string }>('select id from lot limit 1')
  const [entry] = await desk.rows<{ id: string }>(
    "select id from journal_entry where source_entity = 'work_token' limit 1",
  )
  await tryNumbers(desk, waiting!.human)
  const [piece] = await desk.rows<{ id: string }>('select id from serial order by seq limit 1')
  const [alert] = await desk.rows<{ id: string }>('select id from scan_alert')
  return {
    productId: product.id,
    ticketId: ticket.id as string,
    tokenCode: second!.code,
    pieceId: piece!.id,
    recallId: recall.id as string,
    lotId: lot!.id,
    entryId: entry!.id,
    alertId: alert!.id,
    orderId: order.id as string,
    customerId: customer.id as string,
    memberId: member!.id,
    roleId: role.id as string,
    keyId: key.id as string,
  }
}
