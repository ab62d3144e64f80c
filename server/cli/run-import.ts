import { createReadStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import type { Tenant, TenantContext } from '../kernel/command/context.ts'
import { execute, Scope } from '../kernel/command/execute.ts'
import type { ImportReport } from '../kernel/import/import-csv.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { importProducts } from '../modules/catalog/index.ts'
import { KINDS, type Kind, type ImportOptions as Options } from './import-kinds.ts'
import { atTerminal, tenantOf, withKernel } from './with-kernel.ts'

/** Imports a file into a workshop and gives the report. */
export const runImport = (kind: Kind, file: string, options: Options): Promise<ImportReport> =>
  withKernel(async (kernel) => {
    const tenant = await tenantOf(kernel, options.tenant)
    return kind === 'products'
      ? await streamProducts(kernel, tenant, file, options)
      : await wholeFile(kernel, tenant, kind, file, options)
  })

const modeOf = (options: Options) => (options.skipErrors ? 'skip_errors' : 'all_or_nothing')

async function wholeFile(
  kernel: Kernel,
  tenant: Tenant,
  kind: Kind,
  file: string,
  options: Options,
): Promise<ImportReport> {
  const input = { csv: await readFile(file, 'utf8'), mode: modeOf(options), dryRun: options.dryRun ?? false }
  const answer = await execute(kernel, kernel.operation(KINDS[kind]), input, atTerminal(tenant))
  return JSON.parse(answer.body) as ImportReport
}

/** Products may be many: they are read row by row, in one transaction with its audit record. */
async function streamProducts(
  kernel: Kernel,
  tenant: Tenant,
  file: string,
  options: Options,
): Promise<ImportReport> {
  let told = 0
  return await kernel.database.write(tenant.id, async (tx) => {
    const scope = new Scope(kernel, tx, KINDS.products, atTerminal(tenant), [])
    scope.input = { file }
    const ctx = scope.context() as TenantContext
    const work = () =>
      importProducts(ctx, createReadStream(file), {
        mode: modeOf(options),
        dryRun: options.dryRun ?? false,
        onProgress: (rows) => {
          if (rows - told < 10_000) return
          told = rows
          console.error(`${rows} rows`)
        },
      })
    const report = options.dryRun ? await tx.undone(work) : await work()
    ctx.audit({
      entity: 'product',
      label: `${report.rows} rows`,
      changes: { created: report.created, updated: report.updated },
    })
    await scope.finish()
    return report
  })
}
