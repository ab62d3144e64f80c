import type { PieceField, PieceTemplate } from '../../../../shared/labels/piece-fields.ts'
import type { TenantContext } from '../../../kernel/command/context.ts'
import { sql } from '../../../kernel/db/sql.ts'
import { readBrand } from '../../branding/index.ts'
import { readFile } from '../../documents/index.ts'
import { serialLink } from '../../serials/index.ts'
import type { LogoPicture } from '../drawing/logo.ts'
import type { LabelContent } from './label-content.ts'
import { content, gs1Of, type Named, type Reading, rowsOf, symbolOf } from './label-content.ts'

export interface LabelledPiece extends Named {
  human: string
  compact: string
  kind: 'standard' | 'legacy'
  gtin: string | null
  made_on: string | null
  line: string
}

/** A piece for whoever has none yet. */
export const SAMPLE_PIECE = (ctx: TenantContext): LabelledPiece => ({
  id: '00000000-0000-0000-0000-000000000000',
  human: `${ctx.tenant.code}-HAT-SAMPLE-${ctx.today.replaceAll('-', '')}-00001-7K2M-C`,
  compact: '00000000000000000',
  kind: 'standard',
  gtin: null,
  made_on: ctx.today,
  line: 'HAT',
  sku: 'SAMPLE',
  name: 'Saddle Tote',
  name_th: 'กระเป๋าอานม้า',
})

/** What labels of pieces say, by the workshop's own template; `samples` come after those of the ids. */
export async function pieceContents(
  reading: Reading,
  template: PieceTemplate,
  samples: readonly LabelledPiece[] = [],
): Promise<LabelContent[]> {
  const { ctx, ids } = reading
  const [found, logo] = await Promise.all([
    rowsOf<LabelledPiece>(
      ctx,
      sql`select s.id, s.human, s.compact, s.kind, s.made_on, s.line, p.gtin, p.sku, p.name, p.name_th from serial s
        join product p on p.tenant_id = s.tenant_id and p.id = s.product_id`,
      ids,
      sql`s`,
    ),
    template.logo ? logoOf(ctx) : undefined,
  ])
  return [...found, ...samples].map((row) => {
    const link = serialLink(ctx.kernel.config, { makerCode: ctx.tenant.code, ...row })
    const gs1 = row.gtin !== null && row.kind === 'standard' ? gs1Of(row.gtin, '21', row.compact) : undefined
    const own = (ctx.locale === 'th' ? template.textTh : null) ?? template.text
    const said = content(ctx, row, {
      number: row.human,
      lines: [...template.fields.flatMap((field) => FIELDS[field](ctx, row) ?? []), ...(own ? [own] : [])],
      symbol: symbolOf(reading.symbol, link, gs1),
    })
    return { ...said, title: template.name ? said.title : '', ...(logo ? { logo } : {}) }
  })
}

const FIELDS: Readonly<Record<PieceField, (ctx: TenantContext, piece: LabelledPiece) => string | null>> = {
  sku: (_ctx, { sku }) => sku,
  maker: (ctx) => ctx.tenant.name,
  madeOn: (_ctx, { made_on }) => made_on,
  gtin: (_ctx, { gtin }) => gtin,
  line: (_ctx, { line }) => line,
}

/** The bytes of the workshop's logo; undefined where it has none. */
async function logoOf(ctx: TenantContext): Promise<LogoPicture | undefined> {
  const { logoFileId } = await readBrand(ctx.tx, ctx.tenant.id)
  return logoFileId === null ? undefined : await readFile(ctx.kernel, ctx.tx, ctx.tenant.id, logoFileId)
}
