import { once } from 'node:events'
import { Argument, Command } from 'commander'
import { stringify } from 'csv-stringify'
import { examples } from './examples.ts'

/** What can be exported, and the list it comes from. */
const KINDS = {
  products: 'catalog.product.list',
  customers: 'crm.customer.list',
  'tax-codes': 'pricing.tax_code.list',
  'work-centres': 'catalog.work_centre.list',
  'audit-records': 'audit.record.list',
} as const
type Kind = keyof typeof KINDS

export function exportCommand(): Command {
  return new Command('export')
    .description('write all records of a kind as CSV to the standard output')
    .addArgument(new Argument('<kind>', 'what to write').choices(Object.keys(KINDS)))
    .requiredOption('--tenant <code>', 'the workshop, by code or subdomain')
    .addHelpText(
      'after',
      examples([
        ['touchmark export customers --tenant MA01 > customers.csv', 'every customer that is not deleted'],
      ]),
    )
    .action(async (kind: Kind, options: { tenant: string }) => {
      const [{ atTerminal, tenantOf, withKernel }, { execute }] = await Promise.all([
        import('./with-kernel.ts'),
        import('../kernel/command/execute.ts'),
      ])
      await withKernel(async (kernel) => {
        const tenant = await tenantOf(kernel, options.tenant)
        const operation = kernel.operation(KINDS[kind])
        const out = stringify({
          header: true,
          cast: { boolean: String, object: (value) => (value === null ? '' : JSON.stringify(value)) },
        })
        out.pipe(process.stdout)
        for (let after: string | null = ''; after !== null; ) {
          const answer = await execute(
            kernel,
            operation,
            { limit: 200, ...(after ? { after } : {}) },
            atTerminal(tenant),
          )
          const page = JSON.parse(answer.body) as { items: Record<string, unknown>[]; next: string | null }
          for (const item of page.items) if (!out.write(item)) await once(out, 'drain')
          after = page.next
        }
        out.end()
        await once(out, 'end')
      })
    })
}
