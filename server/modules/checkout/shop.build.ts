import { newId } from '../../../shared/ids.ts'
import type { TenantContext } from '../../kernel/command/context.ts'
import { Scope } from '../../kernel/command/execute.ts'
import { system } from '../../kernel/command/principal.ts'
import {
  openWorkshop,
  type Reply,
  type TestTenant,
  type Workshop,
  type WorkshopOptions,
} from '../../kernel/testing/workshop.ts'
import { accountingModule, post } from '../accounting/index.ts'
import { catalogModule } from '../catalog/index.ts'
import { crmModule } from '../crm/index.ts'
import { flagsModule } from '../flags/index.ts'
import { inventoryModule, move } from '../inventory/index.ts'
import { notificationsModule } from '../notifications/index.ts'
import { paymentsModule } from '../payments/index.ts'
import { pricingModule } from '../pricing/index.ts'
import { salesModule } from '../sales/index.ts'
import { changeState, issue, serialsModule } from '../serials/index.ts'
import { checkoutModule } from './index.ts'

/** For tests: a program with all that selling needs. */
export const openShop = async (options: WorkshopOptions = {}): Promise<Workshop> =>
  await openWorkshop({
    modules: [
      flagsModule,
      notificationsModule,
      catalogModule,
      pricingModule,
      accountingModule,
      inventoryModule,
      serialsModule,
      crmModule,
      paymentsModule,
      salesModule,
      checkoutModule,
    ],
    ...options,
  })

/** Does what another module's command would do, in a transaction of the tenant. */
export async function inTenant<T>(
  workshop: Workshop,
  tenant: TestTenant,
  work: (ctx: TenantContext) => Promise<T>,
): Promise<T> {
  const { kernel } = workshop
  return await kernel.database.write(tenant.id, async (tx) => {
    const caller = { principal: system, tenant, locale: tenant.locale, requestId: newId() }
    const scope = new Scope(kernel, tx, 'test', caller, [])
    const result = await work(scope.context() as TenantContext)
    await scope.finish()
    return result
  })
}

/** Gives the body of an answer of the expected status, or says what came instead. */
export function expectStatus(reply: Reply, status: number): Reply['body'] {
  if (reply.status !== status) throw new Error(`${reply.status} instead of ${status}: ${reply.text}`)
  return reply.body
}

/** Makes a product that the shop sells. */
export async function sellProduct(
  tenant: TestTenant,
  changes: Record<string, unknown> & { sku: string },
): Promise<string> {
  const reply = await tenant.as('owner').post('products', {
    name: `Product ${changes.sku}`,
    kind: 'finished',
    unit: 'pc',
    price: '100',
    currency: tenant.currency,
    taxCode: 'VAT7',
    published: true,
    ...changes,
  })
  return expectStatus(reply, 201).id
}

/**
 * Puts stock into the warehouse, in the books too: Dr finished goods / Cr opening balance. Pieces with serials are made where the
 * product has them.
 */
export async function stock(
  workshop: Workshop,
  tenant: TestTenant,
  productId: string,
  quantity: number,
  options: { valueEachMinor?: bigint; serialised?: boolean } = {},
): Promise<string[]> {
  const { valueEachMinor = 10_000n, serialised = false } = options
  return await inTenant(workshop, tenant, async (ctx) => {
    const pieces = serialised ? await issue(ctx, { line: 'HAT', productId, quantity, state: 'issued' }) : []
    const common = { productId, from: 'OPENING', to: 'WH', kind: 'opening' }
    await move(
      ctx,
      serialised
        ? pieces.map((piece) => ({
            ...common,
            serialId: piece.id,
            quantity: '1',
            valueMinor: valueEachMinor,
          }))
        : [{ ...common, quantity: String(quantity), valueMinor: valueEachMinor * BigInt(quantity) }],
    )
    if (serialised)
      await changeState(ctx, { ids: pieces.map((piece) => piece.id), from: ['issued'], to: 'in_stock' })
    const valueMinor = valueEachMinor * BigInt(quantity)
    await post(ctx, {
      journal: 'opening',
      memo: 'Opening stock',
      lines: [
        { purpose: 'finished_goods', amountMinor: valueMinor },
        { purpose: 'opening', amountMinor: -valueMinor },
      ],
    })
    return pieces.map((piece) => piece.human)
  })
}

export const BUYER = { email: 'mali@example.com', name: 'Mali Srisai', phone: '+66812345678' } as const
export const ADDRESS = {
  line1: '9 Nimman 5',
  city: 'Chiang Mai',
  postalCode: '50200',
  country: 'TH',
} as const

/** Adds a shipping method with tax. */
export async function offerShipping(tenant: TestTenant, code = 'TH-EMS', price = '80'): Promise<void> {
  expectStatus(
    await tenant.as('owner').post('shipping-methods', {
      code,
      name: `Shipping ${code}`,
      nameTh: `จัดส่ง ${code}`,
      price,
      taxCode: 'VAT7',
    }),
    201,
  )
}

export interface CartHandle {
  id: string
  token: string
  headers: Record<string, string>
  body: Reply['body']
}

/** A cart that has all that an order needs. */
export async function fillCart(
  tenant: TestTenant,
  lines: { productId: string; quantity: string }[],
  changes: Record<string, unknown> = {},
): Promise<CartHandle> {
  const reply = await tenant.anonymous.post('shop/carts', {
    lines,
    contact: BUYER,
    address: ADDRESS,
    shippingMethod: 'TH-EMS',
    ...changes,
  })
  const body = expectStatus(reply, 201)
  return { id: body.id, token: body.token, headers: { 'x-cart-token': body.token }, body }
}

/** Orders a cart. */
export const complete = async (
  tenant: TestTenant,
  cart: CartHandle,
  changes: Record<string, unknown> = {},
  key: string = newId(),
): Promise<Reply> =>
  await tenant.anonymous.post(
    `shop/carts/${cart.id}/complete`,
    { payment: { provider: 'manual' }, ...changes },
    { ...cart.headers, 'idempotency-key': key },
  )

/** From nothing to an order; gives it and the token that opens it. */
export async function buy(
  tenant: TestTenant,
  lines: { productId: string; quantity: string }[],
  changes: Record<string, unknown> = {},
) {
  const cart = await fillCart(tenant, lines, changes)
  const order = expectStatus(await complete(tenant, cart), 201)
  return { order, cart }
}

/** Balances of the accounts that are not zero, by code: debit positive, major units. */
export async function balances(tenant: TestTenant): Promise<Record<string, string>> {
  const rows = await tenant.rows<{ code: string; balance: string }>(
    `select a.code, (sum(l.amount_minor) / 100.0)::numeric(20, 2)::text as balance from journal_line l
     join account a on a.tenant_id = l.tenant_id and a.id = l.account_id
     where l.tenant_id = $1 group by a.code having sum(l.amount_minor) <> 0 order by a.code`,
    tenant.id,
  )
  return Object.fromEntries(rows.map((row) => [row.code, row.balance]))
}
