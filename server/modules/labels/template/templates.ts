import { z } from 'zod'
import { DEFAULT_TEMPLATE, PIECE_FIELDS, type PieceTemplate } from '../../../../shared/labels/piece-fields.ts'
import type { TenantContext } from '../../../kernel/command/context.ts'
import { command, query } from '../../../kernel/command/operation.ts'
import { sql } from '../../../kernel/db/sql.ts'
import { fail as kernelFail } from '../../../kernel/errors/kernel-errors.ts'
import { changedFields } from '../../../kernel/resource/resource.ts'
import { action, allowed, line, refused } from '../../../kernel/wire.ts'

/** A line that finds room on the smallest label. */
const text = line(60).nullable()
export const templateFields = {
  logo: z.boolean().meta({ description: 'The logo of the workshop, where it has one' }),
  name: z.boolean().meta({ description: 'The name of the product' }),
  fields: z
    .array(z.enum(PIECE_FIELDS))
    .max(PIECE_FIELDS.length)
    .refine((fields) => new Set(fields).size === fields.length, 'each at most once')
    .meta({ description: 'In this order; what finds no room is left out from the end' }),
  text: text.meta({ description: 'A line of the workshop’s own' }),
  textTh: text,
}

const output = z.object({
  ...templateFields,
  version: z.int().meta({ description: '0 as long as nothing was decided' }),
  actions: z.object({ save: action }),
})

interface Row {
  content: PieceTemplate
  version: bigint
}

const readRow = (ctx: TenantContext): Promise<Row | undefined> =>
  ctx.tx.first<Row>(sql`select content, version from label_template where tenant_id = ${ctx.tenant.id}::uuid`)

/** How labels of pieces look, as the workshop decided or as long as it did not. */
export const readTemplate = async (ctx: TenantContext): Promise<PieceTemplate> =>
  (await readRow(ctx))?.content ?? DEFAULT_TEMPLATE

async function read(ctx: TenantContext): Promise<z.input<typeof output>> {
  const row = await readRow(ctx)
  const { fields, ...rest } = row?.content ?? DEFAULT_TEMPLATE
  return {
    ...rest,
    fields: [...fields],
    version: Number(row?.version ?? 0n),
    actions: {
      save: ctx.principal.permissions.has('labels.template.save') ? allowed : refused('auth.forbidden'),
    },
  }
}

export const getTemplate = query({
  name: 'labels.template.get',
  permission: 'labels.print',
  summary: 'How the labels of pieces look',
  route: 'GET /labels/template',
  input: z.object({}),
  output,
  example: {},
  run: read,
})

export const saveTemplate = command({
  name: 'labels.template.save',
  summary: 'Decide how the labels of pieces look',
  description:
    'For every paper. The symbol and the number are never left out. `version` is the one that was read.',
  route: 'PUT /labels/template',
  errors: ['conflict.version'],
  input: z.object({ version: z.int().min(0), ...templateFields }),
  output,
  example: {
    ...{ version: 0, logo: true, name: true, fields: ['sku', 'madeOn'] },
    ...{ text: 'Made by hand in Chiang Mai', textTh: 'ทำด้วยมือที่เชียงใหม่' },
  },
  async run(ctx, { version, ...content }) {
    const before = await readTemplate(ctx)
    const saved = await ctx.tx.run(
      sql`insert into label_template as l (tenant_id, id, content, version, updated_at)
        select ${ctx.tenant.id}::uuid, ${ctx.tenant.id}::uuid, ${JSON.stringify(content)}::jsonb, 1, ${ctx.now}::timestamptz
        where ${version}::bigint = 0 or exists (select from label_template where tenant_id = ${ctx.tenant.id}::uuid)
        on conflict (tenant_id) do update set content = excluded.content, version = l.version + 1, updated_at = excluded.updated_at
        where l.version = ${version}::bigint`,
    )
    if (saved === 0) throw kernelFail('conflict.version')
    ctx.audit({
      entity: 'label_template',
      label: ctx.tenant.name,
      changes: changedFields({ ...before }, content),
    })
    return await read(ctx)
  },
})
