import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { parse } from 'csv-parse/sync'
import { newId } from '../../shared/ids.ts'
import type { Tenant } from '../kernel/command/context.ts'
import { execute } from '../kernel/command/execute.ts'
import type { Operation } from '../kernel/command/operation.ts'
import { system } from '../kernel/command/principal.ts'
import { tenantOrigin } from '../kernel/config.ts'
import { sql } from '../kernel/db/sql.ts'
import { Problem } from '../kernel/errors/problem.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { createWorkshop } from '../modules/tenancy/index.ts'
import { tellMainStory } from './main-story.ts'
import { isSeeded, SEEDED_FILE } from './seeded.ts'
import { DEMO_FOLDERS, type DemoFolder, demoFile, type WorkshopFile, workshopFile } from './workshop-file.ts'

/** Of every person of the demo. The demo comes only into an installation on this machine, and is told at the start. */
export const DEMO_PASSWORD = 'made-by-hand-2026'

/** Refusals that mean "an earlier, interrupted seed did this already". */
const DONE_ALREADY = new Set([
  'conflict.unique',
  'tenancy.slug_taken',
  'tenancy.code_taken',
  'identity.already_member',
])

/** Runs a command as the workshop itself would; undefined when an earlier run did it already. */
export type Act = <T = unknown>(operation: string, input: unknown, key?: string) => Promise<T | undefined>

const actor =
  (kernel: Kernel, tenant: Tenant): Act =>
  async <T>(operation: string, input: unknown, key?: string) => {
    try {
      const caller = {
        principal: system,
        tenant,
        locale: tenant.locale,
        requestId: newId(),
        ...(key ? { idempotencyKey: key } : {}),
      }
      const declared = kernel.operation(operation)
      const answer = await execute(kernel, declared, onlyKnown(declared, input), caller)
      return (answer.body === '' ? undefined : JSON.parse(answer.body)) as T
    } catch (error) {
      if (error instanceof Problem && DONE_ALREADY.has(error.code)) return undefined
      if (error instanceof Problem) {
        const told = JSON.stringify(error.toDocument('en', ''))
        throw new Error(`the demo could not be seeded: ${operation} answered ${told}`, { cause: error })
      }
      throw error
    }
  }

/** Drops what the operation does not take: the answer of one step is often more than the next one needs. */
const onlyKnown = (operation: Operation, input: unknown): unknown =>
  Object.fromEntries(Object.entries(input as object).filter(([name]) => name in operation.input.shape))

/**
 * Fills an empty installation with the two demo workshops, through the same commands and imports that a user has. An
 * interrupted seed is finished by the next start; an installation that has other workshops is left alone.
 */
export async function seedDemo(kernel: Kernel, say: (line: string) => void): Promise<void> {
  if (await isSeeded(kernel.config.dataDir)) return
  const files = await Promise.all(DEMO_FOLDERS.map(workshopFile))
  const known = await kernel.database.query<{ code: string }>(sql`select code from tenant`)
  if (known.some(({ code }) => !files.some((file) => file.code === code))) return
  for (const [i, folder] of DEMO_FOLDERS.entries()) await seedWorkshop(kernel, folder, files[i]!, say)
  await writeFile(
    path.join(kernel.config.dataDir, SEEDED_FILE),
    `${JSON.stringify({ seededAt: kernel.clock.now() })}\n`,
  )
}

async function seedWorkshop(
  kernel: Kernel,
  folder: DemoFolder,
  file: WorkshopFile,
  say: (line: string) => void,
): Promise<void> {
  say(`Seeding the demo: ${file.name}`)
  const tenant = await openDemoWorkshop(kernel, file)
  const act = actor(kernel, tenant)
  await addPeople(act, file)
  await addPlaces(act, file)
  for (const [operation, name] of [
    ['catalog.product.import', 'products.csv'],
    ['catalog.bill_of_materials.import', 'bills-of-materials.csv'],
    ['catalog.routing.import', 'routings.csv'],
    ['crm.customer.import', 'customers.csv'],
    ['inventory.opening_stock.import', 'opening-stock.csv'],
    ['accounting.opening_balances.import', 'opening-balances.csv'],
  ] as const) {
    await act(operation, { csv: (await demoFile(folder, name)).toString('utf8') })
  }
  await addPictures(act, folder)
  if (folder === 'maison-atelier') await tellMainStory(act, await demoFile(folder, 'images/SADDLE-TOTE.svg'))
}

async function openDemoWorkshop(kernel: Kernel, file: WorkshopFile): Promise<Tenant> {
  const owner = file.users.find((user) => user.role === 'owner')!
  if (!(await kernel.tenants.bySlug(file.slug))) {
    await createWorkshop(kernel, {
      name: file.name,
      slug: file.slug,
      code: file.code,
      currency: file.currency,
      timeZone: file.timeZone,
      locale: file.locale,
      ownerName: owner.name,
      email: owner.email,
      password: DEMO_PASSWORD,
    })
  }
  kernel.tenants.forget()
  const tenant = (await kernel.tenants.bySlug(file.slug))!
  const act = actor(kernel, tenant)
  const { version } = (await act<{ version: string }>('tenancy.workshop.get', {}))!
  const { legalName, taxId, address, pricesIncludeTax } = file
  await act('tenancy.workshop.update', { version, legalName, taxId, address, pricesIncludeTax })
  return tenant
}

async function addPeople(act: Act, file: WorkshopFile): Promise<void> {
  for (const { name, email, role } of file.users.filter((user) => user.role !== 'owner')) {
    const invitation = await act<{ link: string }>('identity.member.invite', { email, role })
    if (!invitation) continue
    const token = invitation.link.split('#token=')[1]!
    await act('identity.invitation.accept', { token, name, password: DEMO_PASSWORD })
  }
}

async function addPlaces(act: Act, file: WorkshopFile): Promise<void> {
  const known = await act<{ items: { id: string; code: string }[] }>('inventory.location.list', {
    limit: 200,
  })
  const places = new Map((known?.items ?? []).map((place) => [place.code, place.id]))
  for (const { code, name, nameTh, kind, parent } of file.locations) {
    if (places.has(code)) continue
    const made = await act<{ id: string }>('inventory.location.create', {
      code,
      name,
      kind,
      ...(nameTh ? { nameTh } : {}),
      ...(parent ? { parentId: places.get(parent) } : {}),
    })
    if (made) places.set(code, made.id)
  }
  for (const { ratePerHourMajor, ...centre } of file.workCentres)
    await act('catalog.work_centre.create', { ...centre, ratePerHour: ratePerHourMajor })
  for (const [position, { priceMajor, ...method }] of file.shippingMethods.entries()) {
    await act('checkout.shipping_method.create', { ...method, price: priceMajor, taxCode: 'VAT7', position })
  }
}

/** Pictures come from files, each kept once however many products show it. */
async function addPictures(act: Act, folder: DemoFolder): Promise<void> {
  const rows = parse(await demoFile(folder, 'products.csv'), { columns: true, bom: true }) as Record<
    string,
    string
  >[]
  const products = new Map<string, string>()
  let after: string | null = ''
  while (after !== null) {
    const page: { items: { id: string; sku: string }[]; next: string | null } = (await act(
      'catalog.product.list',
      {
        limit: 200,
        ...(after ? { after } : {}),
      },
    ))!
    for (const { id, sku } of page.items) products.set(sku, id)
    after = page.next
  }
  const files = new Map<string, string>()
  for (const { sku, image, name, name_th: nameTh } of rows) {
    if (!image) continue
    if (!files.has(image)) {
      const content = (await demoFile(folder, image)).toString('base64')
      const file = await act<{ id: string }>('documents.file.upload', {
        name: path.basename(image),
        content,
        visibility: 'public',
      })
      files.set(image, file!.id)
    }
    const pictures = [{ fileId: files.get(image), alt: name, ...(nameTh ? { altTh: nameTh } : {}) }]
    await act('catalog.product.set_images', { id: products.get(sku!), images: pictures })
  }
}

/** What a person is told at the end of a start with the demo: where to go and with what to sign in. */
export async function demoNotice(kernel: Kernel): Promise<string | undefined> {
  if (!(await isSeeded(kernel.config.dataDir))) return undefined
  const lines = ['The demo:']
  for (const folder of DEMO_FOLDERS) {
    const file = await workshopFile(folder)
    const origin = tenantOrigin(kernel.config, file.slug)
    lines.push(`  ${file.name}`, `    shop  ${origin}/shop`, `    desk  ${origin}/desk/`)
    lines.push(
      `    sign in as ${file.users.map((user) => user.email.split('@')[0]).join(', ')} @${file.slug}.example`,
    )
  }
  lines.push(`  password of everybody: ${DEMO_PASSWORD}`)
  return lines.join('\n')
}
