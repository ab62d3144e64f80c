import { z } from 'zod'
import { LABEL_FORMATS } from '../../../../shared/labels/formats.ts'
import { query } from '../../../kernel/command/operation.ts'
import { sql } from '../../../kernel/db/sql.ts'
import { pieceContents, SAMPLE_PIECE } from '../content/piece-contents.ts'
import { labelInput } from '../print/print-labels.ts'
import { templateFields } from './templates.ts'

export const previewTemplate = query({
  name: 'labels.template.preview',
  permission: 'labels.print',
  summary: 'See a label as it would look, before that is decided',
  description: 'Of the latest piece, or of one that is made up while the workshop has none.',
  route: 'POST /labels/template/preview',
  input: z.object({ ...templateFields, format: labelInput.format, symbol: labelInput.symbol }),
  output: z.object({
    svg: z.string().meta({ description: 'The label as SVG, words as outlines' }),
    widthMm: z.number(),
    heightMm: z.number(),
    number: z.string(),
  }),
  example: { logo: false, name: true, fields: ['sku'], text: null, textTh: null },
  async run(ctx, { format: key, symbol, ...template }) {
    // A piece says no more than its label would; who may not read pieces sees the made-up one.
    const mayRead = ctx.principal.permissions.has('serials.read')
    const latest = mayRead
      ? await ctx.tx.first<{ id: string }>(
          sql`select id from serial where tenant_id = ${ctx.tenant.id}::uuid order by id desc limit 1`,
        )
      : undefined
    const [content] = await pieceContents(
      { ctx, ids: latest ? [latest.id] : [], symbol },
      template,
      latest ? [] : [SAMPLE_PIECE(ctx)],
    )
    const format = LABEL_FORMATS[key]
    const { layOut, toSvg } = await import('../drawing/index.ts')
    return {
      svg: toSvg(await layOut(content!, format)),
      widthMm: format.width,
      heightMm: format.height,
      number: content!.number,
    }
  },
})
