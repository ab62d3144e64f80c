import { newId } from '../../../shared/ids.ts'
import type { Client, Reply, TestTenant, Workshop } from '../../kernel/testing/workshop.ts'

/** An operation of a product that a test makes. */
export interface OperationBuild {
  code: string
  minutes: string
  after?: string[]
  /** What an hour at its work centre costs; 0 unless told. */
  rate?: string
  evidence?: ('photo' | 'measurement' | 'check')[]
}

export interface ProductBuild {
  sku: string
  line?: 'HAT' | 'OEM'
  serialised?: boolean
  unit?: string
  kind?: 'finished' | 'component'
  operations: OperationBuild[]
  /** Material by its SKU: what one piece takes, and percent of scrap. */
  materials?: Record<string, [quantity: string, scrapPercent?: string]>
}

/** A lot of a material as it came in; null where it has none. */
export type LotBuild = [lot: string | null, quantity: string, unitCost: string]

const ok = (reply: Reply): Reply['body'] => {
  if (reply.status >= 300) throw new Error(reply.text)
  return reply.body
}

/** A workshop as a test sets it up, by the commands that people use. */
export class Atelier {
  readonly workshop: Workshop
  readonly t: TestTenant
  readonly owner: Client
  readonly #products = new Map<string, string>()

  constructor(workshop: Workshop, t: TestTenant) {
    this.workshop = workshop
    this.t = t
    this.owner = t.as('owner')
  }

  productId(sku: string): string {
    return this.#products.get(sku)!
  }

  /** Makes a material and receives its lots, the oldest first. Gives the ids of the lots. */
  async material(sku: string, lots: readonly LotBuild[]): Promise<(string | null)[]> {
    const product = ok(
      await this.owner.post('products', {
        sku,
        name: sku,
        kind: 'material',
        unit: 'pc',
        currency: this.t.currency,
      }),
    )
    this.#products.set(sku, product.id)
    return await this.receive(sku, lots)
  }

  async receive(sku: string, lots: readonly LotBuild[]): Promise<(string | null)[]> {
    const ids: (string | null)[] = []
    for (const [lot, quantity, unitCost] of lots) {
      const line = { productId: this.productId(sku), quantity, unitCost, ...(lot ? { lot } : {}) }
      const receipt = ok(await this.owner.post('stock/receipts', { lines: [line] }))
      ids.push(receipt.moves[0].lotId)
    }
    return ids
  }

  /** Makes a product with its routing and bill of materials. */
  async product(build: ProductBuild): Promise<string> {
    const serialised = build.serialised ?? true
    const product = ok(
      await this.owner.post('products', {
        sku: build.sku,
        name: build.sku,
        kind: build.kind ?? 'finished',
        unit: build.unit ?? 'pc',
        currency: this.t.currency,
        serialised,
        line: build.line ?? 'HAT',
        ...(serialised ? { serialCode: build.sku.replaceAll(/[^A-Z0-9]/g, '').slice(0, 8) } : {}),
      }),
    )
    this.#products.set(build.sku, product.id)
    await this.routing(build.sku, build.operations)
    const materials = Object.entries(build.materials ?? {})
    if (materials.length > 0)
      ok(
        await this.owner.post(`products/${product.id}/bills-of-materials`, {
          lines: materials.map(([sku, [quantity, scrapPercent = '0']]) => ({
            componentId: this.productId(sku),
            quantity,
            scrapPercent,
          })),
        }),
      )
    return product.id
  }

  async routing(sku: string, operations: readonly OperationBuild[]): Promise<void> {
    const centres = await Promise.all(
      operations.map(async (operation) => {
        const code = `${sku}-${operation.code}-${newId().slice(-6)}`.toUpperCase()
        const rate = operation.rate ?? '0'
        return ok(await this.owner.post('work-centres', { code, name: operation.code, ratePerHour: rate })).id
      }),
    )
    ok(
      await this.owner.post(`products/${this.productId(sku)}/routings`, {
        operations: operations.map((operation, i) => ({
          code: operation.code,
          name: operation.code,
          workCentreId: centres[i],
          predecessors: operation.after ?? [],
          standardMinutes: operation.minutes,
          evidence: operation.evidence ?? [],
        })),
      }),
    )
  }

  /** Opens a ticket and releases it at once. */
  async ticket(sku: string, quantity: string, extra: Record<string, unknown> = {}): Promise<Reply['body']> {
    const body = { productId: this.productId(sku), quantity, release: true, ...extra }
    return ok(await this.owner.post('job-tickets', body))
  }

  /** Sends a log as the owner for an operator, at the clock's time unless told. */
  async send(log: Record<string, unknown> & { by?: string }): Promise<Reply> {
    const { by = 'mali', ...rest } = log
    return await this.owner.post('wip-logs', {
      operatorId: by,
      operatorName: by,
      deviceEventId: newId(),
      deviceAt: this.workshop.clock.now().toISOString(),
      ...rest,
    })
  }

  /** The same, which must be taken. */
  async log(tokenCode: string, taskCode: string, event: string, extra: Record<string, unknown> = {}) {
    return ok(await this.send({ tokenCode, taskCode, event, ...extra }))
  }

  /** Starts an operation, lets the minutes pass and completes it. */
  async work(tokenCode: string, taskCode: string, minutes: number, extra: Record<string, unknown> = {}) {
    const { by } = extra as { by?: string }
    await this.log(tokenCode, taskCode, 'start', by ? { by } : {})
    this.workshop.clock.advance({ minutes })
    return await this.log(tokenCode, taskCode, 'complete', extra)
  }

  /** Balance of an account in the books, minor units. */
  async balance(purpose: string): Promise<bigint> {
    const [row] = await this.t.rows<{ balance: string }>(
      `select coalesce(sum(l.amount_minor), 0) as balance from account a
       left join journal_line l on l.tenant_id = a.tenant_id and l.account_id = a.id
       where a.tenant_id = $1 and a.purpose = $2`,
      this.t.id,
      purpose,
    )
    return BigInt(row!.balance)
  }

  /** The lines of the entries posted for a kind of document, as `account amount`, in the order they were posted. */
  async posted(sourceEntity: string): Promise<{ memo: string; lines: Record<string, string>[] }[]> {
    return await this.t.rows(
      `select e.memo, json_agg(json_build_object(a.purpose, l.amount_minor::text) order by l.line_no) as lines
       from journal_entry e
         join journal_line l on l.tenant_id = e.tenant_id and l.entry_id = e.id
         join account a on a.tenant_id = l.tenant_id and a.id = l.account_id
       where e.tenant_id = $1 and e.source_entity = $2 group by e.id, e.memo order by e.id`,
      this.t.id,
      sourceEntity,
    )
  }

  /** Everything that a log or a step of a ticket may write, as one value: to see that nothing changed. */
  async everything(): Promise<string> {
    const tables = [
      ['job_ticket', 'ticket_task', 'ticket_material', 'work_token', 'token_task', 'token_material'],
      [
        'wip_log',
        'wip_device_event',
        'running_log',
        'stock_level',
        'stock_move',
        'stock_reservation',
        'stock_value',
      ],
      ['serial', 'serial_event', 'serial_counter', 'number_series', 'journal_entry', 'journal_line'],
    ].flat()
    const [row] = await this.t.rows<{ all: string }>(
      `select concat(${tables
        .map(
          (table) =>
            `'${table} ', (select md5(coalesce(string_agg(x::text, '' order by x::text), '')) from ${table} x where x.tenant_id = $1)`,
        )
        .join(', ')}) as all`,
      this.t.id,
    )
    return row!.all
  }

  /** Sends a log that must be refused with a code and change nothing. Gives the problem. */
  async refused(code: string, log: Record<string, unknown>): Promise<Reply['body']> {
    const before = await this.everything()
    const reply = await this.send(log)
    if (reply.body.code !== code) throw new Error(`expected ${code}, not ${reply.status} ${reply.text}`)
    if ((await this.everything()) !== before) throw new Error(`${code} changed something`)
    return reply.body
  }

  /** A photo that was uploaded. */
  async photo(): Promise<string> {
    const id = newId()
    await this.t.rows(
      `insert into stored_file (tenant_id, id, key, name, media_type, bytes, sha256, visibility, created_at)
       values ($1, $2, $3, 'photo.jpg', 'image/jpeg', 1, $3, 'members', now())`,
      this.t.id,
      id,
      id,
    )
    return id
  }
}
