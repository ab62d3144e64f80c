import { z } from 'zod'
import { currencyExponent, Decimal, roundHalfEven } from '../../../../shared/money.ts'
import { query } from '../../../kernel/command/operation.ts'
import { sql } from '../../../kernel/db/sql.ts'
import { fail } from '../../../kernel/errors/kernel-errors.ts'
import { trimDecimal } from '../../../kernel/resource/field.ts'
import { EXAMPLE_ID } from '../../../kernel/resource/resource.ts'
import { decimal, id } from '../../../kernel/wire.ts'
import { PRODUCT_KINDS } from '../product/product.ts'

/** Products are made of products this deep at the most, and a tree has no more nodes: a real one has some dozens. */
const MAX_LEVELS = 20
const MAX_NODES = 2_000

interface Row {
  path: string[]
  product_id: string
  sku: string
  name: string
  name_th: string | null
  kind: (typeof PRODUCT_KINDS)[number]
  unit: string
  version: number | null
  quantity: string
  scrap_percent: string
  /** Null where nobody said what it costs and nothing is in stock. */
  own_cost: string | null
  standard_cost: string | null
  labour: string
  minutes: string
}

interface Node extends Row {
  children: Node[]
}

const cost = decimal
  .nullable()
  .meta({ description: "In the workshop's currency; null where a cost is missing" })

const treeNode = z.object({
  path: z.array(z.string()).meta({ description: 'SKUs from the first level down to this one' }),
  level: z.number().int().meta({ description: 'From 1' }),
  productId: id,
  sku: z.string(),
  name: z.string(),
  nameTh: z.string().nullable(),
  kind: z.enum(PRODUCT_KINDS),
  unit: z.string(),
  version: z.number().int().nullable().meta({ description: 'Of its own bill of materials' }),
  quantity: decimal.meta({ description: 'For one of what it goes into' }),
  scrapPercent: decimal,
  perPiece: decimal.meta({
    description: 'For one piece of the product, scrap of every level included',
  }),
  unitCost: cost,
  cost: cost.meta({ description: 'perPiece × unitCost' }),
})

export const bomTree = query({
  name: 'catalog.bill_of_materials.tree',
  permission: 'catalog.read',
  summary: 'What a product is made of, through all levels, with what it comes to',
  description:
    'Nodes in the order of the tree, each after what it goes into. What is bought costs its standard cost, or else the average of what is ' +
    'in stock; what is made costs what goes into it, scrap included, and the labour of its routing (standard minutes at the rate of the work centre, ' +
    'without set-up).',
  route: 'GET /products/:productId/bill-of-materials/tree',
  input: z.object({ productId: id }),
  output: z.object({
    productId: id,
    currency: z.string(),
    unitCost: cost.meta({ description: 'Material and labour of one piece' }),
    materialCost: cost,
    labourCost: decimal.meta({ description: 'Of this product and of every component that is made' }),
    standardCost: cost.meta({ description: 'What the product itself says' }),
    minutes: decimal.meta({ description: 'Standard minutes of one piece, components included' }),
    complete: z
      .boolean()
      .meta({ description: `false: it has more than ${MAX_LEVELS} levels or ${MAX_NODES} nodes` }),
    nodes: z.array(treeNode),
  }),
  example: { productId: EXAMPLE_ID },
  async run(ctx, input) {
    const tenant = sql`${ctx.tenant.id}::uuid`
    const rows = await ctx.tx.rows<Row>(sql`
      with recursive tree as (
        select array[]::text[] as path, array[]::int[] as place, p.id as product_id, 1::numeric as quantity, 0::numeric as scrap_percent
        from product p where p.tenant_id = ${tenant} and p.id = ${input.productId}::uuid
        union all
        select t.path || c.sku, t.place || l.line_no, l.component_id, l.quantity, l.scrap_percent
        from tree t
          cross join lateral (
            select b.id from bill_of_materials b
            where b.tenant_id = ${tenant} and b.product_id = t.product_id and b.state = 'active' order by b.bom_version desc limit 1
          ) b
          join bom_line l on l.tenant_id = ${tenant} and l.bom_id = b.id
          join product c on c.tenant_id = ${tenant} and c.id = l.component_id
        where cardinality(t.path) < ${MAX_LEVELS}::int
      ), kept as (
        select * from tree order by place limit ${MAX_NODES + 1}::int
      ), part as (
        select distinct product_id from kept
      ), known as (
        select p.id, p.sku, p.name, p.name_th, p.kind, p.unit, b.version,
          coalesce(p.standard_cost, round(v.value_minor / nullif(v.quantity, 0) / ${10 ** currencyExponent(ctx.tenant.currency)}::numeric, 6)) as own_cost,
          p.standard_cost, coalesce(r.labour, 0) as labour, coalesce(r.minutes, 0) as minutes
        from part x
          join product p on p.tenant_id = ${tenant} and p.id = x.product_id
          left join lateral (
            select max(b.bom_version) as version from bill_of_materials b
            where b.tenant_id = ${tenant} and b.product_id = p.id and b.state = 'active'
          ) b on true
          left join stock_value v on v.tenant_id = ${tenant} and v.product_id = p.id
          left join lateral (
            select sum(o.standard_minutes) as minutes, round(sum(o.standard_minutes * w.rate_per_hour) / 60, 6) as labour
            from (
              select g.id from routing g where g.tenant_id = ${tenant} and g.product_id = p.id and g.state = 'active'
              order by g.routing_version desc limit 1
            ) g
              join routing_operation o on o.tenant_id = ${tenant} and o.routing_id = g.id
              join work_centre w on w.tenant_id = ${tenant} and w.id = o.work_centre_id
          ) r on true
      )
      select k.path, k.product_id, k.quantity, k.scrap_percent, n.sku, n.name, n.name_th, n.kind, n.unit, n.version, n.own_cost, n.standard_cost, n.labour,
        n.minutes
      from kept k join known n on n.id = k.product_id order by k.place`)
    const root = treeOf(rows.slice(0, MAX_NODES))
    if (!root) throw fail('not_found')
    const rolled = rollUp(root)
    return {
      productId: input.productId,
      currency: ctx.tenant.currency,
      unitCost: rolled.total === null ? null : text(rolled.total),
      materialCost: rolled.total === null ? null : text(rolled.total.minus(rolled.labour)),
      labourCost: text(rolled.labour),
      standardCost: root.standard_cost === null ? null : trimDecimal(root.standard_cost),
      minutes: text(rolled.minutes),
      complete: rows.length <= MAX_NODES && rows.every(({ path }) => path.length < MAX_LEVELS),
      nodes: flatten(root, new Decimal(1), 0),
    }
  },
})

const text = (value: Decimal): string => trimDecimal(roundHalfEven(value, 6))

/** The rows come in the order of the tree: each after its parent. */
function treeOf(rows: readonly Row[]): Node | undefined {
  const open: Node[] = []
  for (const row of rows) {
    const node = { ...row, children: [] }
    open.length = row.path.length
    open.at(-1)?.children.push(node)
    open.push(node)
  }
  return open[0]
}

/** What one of what the node goes into takes of it, scrap included. */
const withScrap = (node: Node): Decimal =>
  new Decimal(node.quantity).times(new Decimal(node.scrap_percent).plus(100)).dividedBy(100)

/** What one of the node costs, the labour in it, and its minutes. */
function rollUp(node: Node): { total: Decimal | null; labour: Decimal; minutes: Decimal } {
  const isMade = node.children.length > 0 || !new Decimal(node.labour).isZero()
  const isBought = node.children.length === 0 && node.path.length > 0 && node.own_cost !== null
  if (!isMade || isBought) {
    return {
      total: node.own_cost === null ? null : new Decimal(node.own_cost),
      labour: new Decimal(0),
      minutes: new Decimal(node.minutes),
    }
  }
  let total: Decimal | null = new Decimal(node.labour)
  let labour = new Decimal(node.labour)
  let minutes = new Decimal(node.minutes)
  for (const child of node.children) {
    const quantity = withScrap(child)
    const of = rollUp(child)
    total = total === null || of.total === null ? null : total.plus(of.total.times(quantity))
    labour = labour.plus(of.labour.times(quantity))
    minutes = minutes.plus(of.minutes.times(quantity))
  }
  return { total, labour, minutes }
}

function flatten(node: Node, perPiece: Decimal, level: number): z.input<typeof treeNode>[] {
  const below = node.children.flatMap((child) => flatten(child, perPiece.times(withScrap(child)), level + 1))
  if (level === 0) return below
  const { total } = rollUp(node)
  return [
    {
      path: node.path,
      level,
      productId: node.product_id,
      sku: node.sku,
      name: node.name,
      nameTh: node.name_th,
      kind: node.kind,
      unit: node.unit,
      version: node.version,
      quantity: trimDecimal(node.quantity),
      scrapPercent: trimDecimal(node.scrap_percent),
      perPiece: text(perPiece),
      unitCost: total === null ? null : text(total),
      cost: total === null ? null : text(total.times(perPiece)),
    },
    ...below,
  ]
}
