import { z } from 'zod'
import {
  LABEL_FORMAT_KEYS,
  LABEL_FORMATS,
  labelsPerPage,
  placeOf,
} from '../../../../shared/labels/formats.ts'
import type { TenantContext } from '../../../kernel/command/context.ts'
import { command } from '../../../kernel/command/operation.ts'
import { fail as kernelFail } from '../../../kernel/errors/kernel-errors.ts'
import { EXAMPLE_ID } from '../../../kernel/resource/resource.ts'
import { id } from '../../../kernel/wire.ts'
import { fileUrl, storeFile } from '../../documents/index.ts'
import { LABEL_KINDS, type LabelContent, type LabelKind } from '../content/label-content.ts'
import { READ_PERMISSIONS, readContents } from '../content/read-contents.ts'
import { fail } from '../errors.ts'

/** Labels of one file: beyond, nobody waits for it. */
const MOST_LABELS = 1_000

/** What a label is of and how it looks: shared by printing and its preview. */
export const labelInput = {
  kind: z.enum(LABEL_KINDS).meta({ description: 'What the labels are of' }),
  format: z.enum(LABEL_FORMAT_KEYS).default('roll-50x30'),
  symbol: z.enum(['qr', 'datamatrix']).default('qr').meta({
    description:
      'qr: a link for phones; datamatrix: for scanners, GS1 data where the product has a GTIN (AI 01 with 21 or 10)',
  }),
}

/** Reads what is to be printed, if the caller may see it; all of it must be there. */
export async function contentsFor(
  ctx: TenantContext,
  input: { kind: LabelKind; ids: readonly string[]; symbol: 'qr' | 'datamatrix' },
): Promise<LabelContent[]> {
  const permission = READ_PERMISSIONS[input.kind]
  if (!ctx.principal.permissions.has(permission)) throw kernelFail('auth.forbidden', { permission })
  const ids = [...new Set(input.ids)]
  const contents = await readContents(ctx, input.kind, ids, input.symbol)
  if (contents.length < ids.length)
    throw fail('labels.nothing_to_print', { missing: ids.length - contents.length })
  return contents
}

export const printLabels = command({
  name: 'labels.label.print',
  permission: 'labels.print',
  summary: 'Print labels',
  description:
    'Makes a file of labels for pieces, lots, work tokens, job tickets or locations, in the language of who asks. PDF: sheets of A4 or the pages of a roll; PNG: one label, one pixel for each dot of a printer with 203 dots to the inch.',
  route: 'POST /labels',
  status: 201,
  errors: [
    'labels.nothing_to_print',
    'labels.too_many',
    'labels.start_beyond_sheet',
    'labels.png_is_one_label',
  ],
  input: z.object({
    ...labelInput,
    ids: z.array(id).min(1).max(MOST_LABELS),
    copies: z.number().int().min(1).max(100).default(1),
    start: z
      .number()
      .int()
      .min(1)
      .max(100)
      .default(1)
      .meta({ description: 'Position of the first label on a sheet that was begun' }),
    output: z.enum(['pdf', 'png']).default('pdf'),
  }),
  output: z.object({
    id,
    url: z.string().meta({ description: 'Where the file is, for members' }),
    mediaType: z.string(),
    labels: z.number().int(),
    pages: z.number().int(),
  }),
  auditInput: ({ ids, ...rest }) => ({ ...rest, ids: ids.length }),
  example: { kind: 'piece', ids: [EXAMPLE_ID], format: 'a4-3x8', start: 4 },
  async run(ctx, input) {
    const format = LABEL_FORMATS[input.format]
    const perPage = labelsPerPage(format)
    if (format.sheet && input.start > perPage) throw fail('labels.start_beyond_sheet', { last: perPage })
    const contents = await contentsFor(ctx, input)
    const labels = contents.length * input.copies
    if (labels > MOST_LABELS) throw fail('labels.too_many', { limit: MOST_LABELS })
    if (input.output === 'png' && labels > 1) throw fail('labels.png_is_one_label')
    const { layOut, toPdf, toPng } = await import('../drawing/index.ts')
    const laidOut = await Promise.all(contents.map((content) => layOut(content, format)))
    const drawings = laidOut.flatMap((drawing) => Array.from({ length: input.copies }, () => drawing))
    const title =
      contents.length === 1 ? contents[0]!.number : `${contents[0]!.number} … ${contents.at(-1)!.number}`
    const bytes =
      input.output === 'png'
        ? await toPng(drawings[0]!)
        : await toPdf(drawings, { format, start: input.start, title, now: ctx.now })
    const stored = await storeFile(ctx, {
      name: `labels-${ctx.today}.${input.output}`,
      bytes,
      visibility: 'members',
      entity: 'label',
    })
    ctx.audit({ entity: 'label', id: stored.id, label: title, changes: { kind: input.kind, labels } })
    const pages = input.output === 'png' ? 1 : placeOf(format, labels - 1, input.start).page + 1
    return { ...stored, url: fileUrl(stored.id), labels, pages }
  },
})
