import { gtin14, shortGtin } from '../../../../shared/gs1/gtin.ts'
import { newId } from '../../../../shared/ids.ts'
import { fold } from '../../../../shared/serial/fold.ts'
import type { Tenant, TenantContext } from '../../../kernel/command/context.ts'
import { Scope } from '../../../kernel/command/execute.ts'
import type { Principal } from '../../../kernel/command/principal.ts'
import type { Tx } from '../../../kernel/db/database.ts'
import { sql } from '../../../kernel/db/sql.ts'
import { fromDatabase } from '../../../kernel/errors/from-database.ts'
import type { Kernel } from '../../../kernel/kernel.ts'
import { fail } from '../errors.ts'
import { gtinsChanged } from '../events.ts'

export interface GtinGift {
  /** Of any length. */
  readonly gtin: string
  readonly toCode: string
  readonly toSku: string
  readonly reason: string
}

export interface GivenGtin {
  readonly gtin: string
  readonly from: { readonly code: string; readonly sku: string }
  readonly to: { readonly code: string; readonly sku: string }
}

interface Claim {
  tenant_id: string
  product_id: string | null
}

/**
 * Takes a GTIN from the product of the workshop that has it, and gives it to a product of another one: for the platform's staff, who have
 * seen whose the company prefix is. One transaction, audited in both workshops. Pieces that carry the GTIN are found by it as before.
 *
 * @throws Problem `catalog.gtin_not_held`, `catalog.gtin_receiver`, and what writing a product's GTIN is refused for
 */
export async function giveGtin(kernel: Kernel, staff: Principal, gift: GtinGift): Promise<GivenGtin> {
  const gtin = gtin14(gift.gtin)
  const to = await kernel.tenants.byCode(gift.toCode)
  if (!to) throw fail('catalog.gtin_receiver', { code: gift.toCode, sku: gift.toSku })
  const after: (() => void)[] = []
  try {
    const given = await kernel.database.write(null, async (tx) => {
      const claim = await tx.first<Claim>(
        sql`select tenant_id, product_id from gtin_claim where gtin = ${gtin} and product_id is not null`,
      )
      const from = claim && (await kernel.tenants.byId(claim.tenant_id, tx))
      if (!claim || !from || from.id === to.id) throw fail('catalog.gtin_not_held', { gtin: gift.gtin })
      const side = (tenant: Tenant) => new Side(kernel, tx, staff, tenant, after)
      const loser = side(from)
      const sku = await take(loser, gtin, claim.product_id!)
      if (sku === undefined) throw fail('catalog.gtin_not_held', { gtin: gift.gtin })
      await loser.finish({ gtin: { from: gtin, to: null }, reason: gift.reason, sku, id: claim.product_id! })
      const winner = side(to)
      const id = await receive(winner, gtin, gift)
      if (id === undefined) throw fail('catalog.gtin_receiver', { code: gift.toCode, sku: gift.toSku })
      await tx.run(
        sql`update gtin_claim set former = former || ${JSON.stringify([{ maker: fold(from.code), sku }])}::jsonb where gtin = ${gtin}`,
      )
      await winner.finish({ gtin: { from: null, to: gtin }, reason: gift.reason, sku: gift.toSku, id })
      return { gtin, from: { code: from.code, sku }, to: { code: to.code, sku: gift.toSku } }
    })
    for (const work of after) work()
    return given
  } catch (error) {
    throw fromDatabase(error)
  }
}

/** One of the two workshops within the transaction. */
class Side {
  readonly tx: Tx
  readonly tenant: Tenant
  readonly #scope: Scope
  readonly ctx: TenantContext

  constructor(kernel: Kernel, tx: Tx, principal: Principal, tenant: Tenant, after: (() => void)[]) {
    this.tx = tx
    this.tenant = tenant
    const caller = { principal, tenant, locale: tenant.locale, requestId: newId() }
    this.#scope = new Scope(kernel, tx, 'catalog.gtin.give', caller, after)
    this.ctx = this.#scope.context() as TenantContext
  }

  async finish(changes: { id: string; sku: string; reason: string; gtin: object }): Promise<void> {
    const { id, sku, ...rest } = changes
    this.ctx.audit({ entity: 'product', id, label: sku, changes: rest })
    this.ctx.publish(gtinsChanged, {})
    await this.#scope.finish()
  }
}

/** Gives the SKU of the product that had it; undefined where another was faster. */
async function take({ tx, tenant, ctx }: Side, gtin: string, productId: string): Promise<string | undefined> {
  await tx.setTenant(tenant.id)
  const product = await tx.first<{ sku: string; gtin: string | null }>(
    sql`select sku, gtin from product where tenant_id = ${tenant.id}::uuid and id = ${productId}::uuid for update`,
  )
  if (!product?.gtin || gtin14(product.gtin) !== gtin) return undefined
  await tx.run(sql`select set_config('app.gtin_given', ${gtin}, true)`)
  await tx.run(
    sql`update product set gtin = null, version = version + 1, updated_at = ${ctx.now}::timestamptz
      where tenant_id = ${tenant.id}::uuid and id = ${productId}::uuid`,
  )
  // For this product alone.
  await tx.run(sql`select set_config('app.gtin_given', '', true)`)
  return product.sku
}

/** Gives the id of the product that has it now; undefined where there is no such product. */
async function receive({ tx, tenant, ctx }: Side, gtin: string, gift: GtinGift): Promise<string | undefined> {
  await tx.setTenant(tenant.id)
  const product = await tx.first<{ id: string }>(
    sql`update product set gtin = ${shortGtin(gtin)}, version = version + 1, updated_at = ${ctx.now}::timestamptz
      where tenant_id = ${tenant.id}::uuid and sku = ${gift.toSku} and deleted_at is null returning id`,
  )
  return product?.id
}
