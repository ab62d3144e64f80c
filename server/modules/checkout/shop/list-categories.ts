import { z } from 'zod'
import { query } from '../../../kernel/command/operation.ts'
import { sql } from '../../../kernel/db/sql.ts'
import { sellableSql } from './sellable.ts'

export const listCategories = query({
  name: 'checkout.category.list',
  summary: 'List the categories of what the shop sells',
  route: 'GET /shop/categories',
  public: 'the shop window',
  shared: 'the shop window is the same for everybody',
  input: z.object({}),
  output: z.object({ items: z.array(z.object({ name: z.string(), products: z.number().int() })) }),
  async run(ctx) {
    const items = await ctx.tx.rows<{ name: string; products: number }>(sql`
      select p.category as name, count(*)::int as products from product p
      where p.tenant_id = ${ctx.tenant.id}::uuid and p.category is not null and ${sellableSql(ctx, 'p')}
      group by p.category order by p.category`)
    return { items }
  },
})
