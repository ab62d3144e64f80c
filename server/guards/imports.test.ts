import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '../../shared/ids.ts'
import type { Tenant } from '../kernel/command/context.ts'
import { execute } from '../kernel/command/execute.ts'
import { system } from '../kernel/command/principal.ts'
import { Problem } from '../kernel/errors/problem.ts'
import { openWorkshop, type Workshop } from '../kernel/testing/workshop.ts'
import { modules } from '../modules.ts'

const imports = modules
  .flatMap((module) => module.operations ?? [])
  .flatMap(({ name, example, importColumns }) => {
    const { csv } = (example ?? {}) as { csv?: string }
    if (csv === undefined) return []
    return [{ name, columns: importColumns?.map((column) => column.name) ?? csv.split('\n')[0]!.split(',') }]
  })
/** Cells that no column takes, whatever it is for: empty, too long, the wrong kind of number, the wrong shape. */
const WRONG = ['', 'x'.repeat(5_000), '-1.1234567', 'no such thing!']

let workshop: Workshop
let tenant: Tenant
beforeAll(async () => {
  workshop = await openWorkshop()
  tenant = (await workshop.kernel.tenants.byId((await workshop.tenant('MA01')).id))!
})
afterAll(() => workshop.close())

async function messagesOf(operation: string, csv: string, locale: 'en' | 'th'): Promise<string[]> {
  try {
    const { body } = await execute(
      workshop.kernel,
      workshop.kernel.operation(operation),
      { csv, dryRun: true },
      { principal: system, tenant, locale, requestId: newId(), idempotencyKey: undefined },
    )
    return JSON.parse(body).errors.map(({ message }: { message: string }) => message)
  } catch (error) {
    if (error instanceof Problem && error.errors) return error.errors.map(({ message }) => message)
    throw error
  }
}

describe('what an import says of wrong rows', () => {
  it.each(imports)('is in the language of the reader: $name', async ({ name, columns }) => {
    const header = columns.join(',')
    const rows = WRONG.map((cell) => columns.map(() => cell).join(','))
    const csv = `${header}\n${rows.join('\n').replace(/^,*$/m, columns.map(() => ' ').join(','))}\n`
    const thai = await messagesOf(name, csv, 'th')
    expect(thai.length).toBeGreaterThan(0)
    expect(thai.filter((message) => !/[\u0e00-\u0e7f]/.test(message))).toEqual([])
    const english = await messagesOf(name, csv, 'en')
    expect(english.filter((message) => /[\u0e00-\u0e7f]|^(Invalid|Too)/.test(message))).toEqual([])
    expect(english).toHaveLength(thai.length)
  })
})
