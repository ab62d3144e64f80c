import { newId } from '../../../shared/ids.ts'
import type { TenantContext } from '../../kernel/command/context.ts'
import { Scope } from '../../kernel/command/execute.ts'
import { system } from '../../kernel/command/principal.ts'
import {
  openWorkshop,
  type TestTenant,
  type Workshop,
  type WorkshopOptions,
} from '../../kernel/testing/workshop.ts'
import { accountingModule } from '../accounting/index.ts'
import { catalogModule } from '../catalog/index.ts'
import { flagsModule } from '../flags/index.ts'
import { inventoryModule, move } from '../inventory/index.ts'
import { changeState, serialsModule } from './index.ts'

/** For tests: a program with what serials need, on the day of the contract's example. */
export const openSerials = async (options: WorkshopOptions = {}): Promise<Workshop> =>
  await openWorkshop({
    modules: [flagsModule, catalogModule, accountingModule, inventoryModule, serialsModule],
    at: '2025-11-09T02:00:00Z',
    ...options,
  })

/** Makes a serialised product and gives its id. */
export async function makeProduct(
  tenant: TestTenant,
  changes: Record<string, unknown> & { sku: string },
): Promise<string> {
  const reply = await tenant.as('owner').post('products', {
    name: `Product ${changes.sku}`,
    kind: 'finished',
    unit: 'pc',
    serialised: true,
    serialCode: changes.sku,
    line: 'HAT',
    price: '12900',
    currency: 'THB',
    ...changes,
  })
  if (reply.status !== 201) throw new Error(reply.text)
  return reply.body.id
}

export interface IssuedReply {
  id: string
  serial: string
  compact: string
  seq: number
}

/** Issues over HTTP, as the planner does. */
export async function issueSome(
  tenant: TestTenant,
  productId: string,
  quantity = 1,
  changes: Record<string, unknown> = {},
): Promise<IssuedReply[]> {
  const reply = await tenant
    .as('planner')
    .post('serials/issue', { line: 'HAT', productId, quantity, ...changes }, { 'idempotency-key': newId() })
  if (reply.status !== 201) throw new Error(reply.text)
  return reply.body.serials
}

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

/** Cuts the program off from its registry, or joins them again. */
export const registryIs = async (workshop: Workshop, state: 'away' | 'there'): Promise<void> => {
  const role = `${workshop.config.databaseRolePrefix}_registry`
  await workshop.asOwner(
    state === 'away'
      ? `revoke usage on schema registry from ${role}`
      : `grant usage on schema registry to ${role}`,
  )
}

/** Puts pieces into the warehouse as finished ones are, worth 100.00 each. */
export async function putInStock(
  workshop: Workshop,
  tenant: TestTenant,
  productId: string,
  pieces: readonly { id: string }[],
): Promise<void> {
  await inTenant(workshop, tenant, async (ctx) => {
    await move(
      ctx,
      pieces.map(({ id }) => ({
        productId,
        serialId: id,
        from: 'OPENING',
        to: 'WH',
        quantity: '1',
        valueMinor: 10_000n,
        kind: 'opening',
      })),
    )
    await changeState(ctx, {
      ids: pieces.map(({ id }) => id),
      from: ['issued', 'in_production'],
      to: 'in_stock',
    })
  })
}
