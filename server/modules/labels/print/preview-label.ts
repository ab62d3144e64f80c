import { z } from 'zod'
import { LABEL_FORMATS } from '../../../../shared/labels/formats.ts'
import { query } from '../../../kernel/command/operation.ts'
import { EXAMPLE_ID } from '../../../kernel/resource/resource.ts'
import { id } from '../../../kernel/wire.ts'
import { contentsFor, labelInput } from './print-labels.ts'

export const previewLabel = query({
  name: 'labels.label.preview',
  permission: 'labels.print',
  summary: 'See a label before it is printed',
  route: 'GET /labels/preview/:id',
  errors: ['labels.nothing_to_print'],
  input: z.object({ id, ...labelInput }),
  output: z.object({
    svg: z.string().meta({ description: 'The label as SVG, words as outlines' }),
    widthMm: z.number(),
    heightMm: z.number(),
    title: z.string(),
    number: z.string(),
  }),
  example: { id: EXAMPLE_ID, kind: 'piece' },
  async run(ctx, input) {
    const { layOut, toSvg } = await import('../drawing/index.ts')
    const [content] = await contentsFor(ctx, { ...input, ids: [input.id] })
    const format = LABEL_FORMATS[input.format]
    return {
      svg: toSvg(await layOut(content!, format)),
      widthMm: format.width,
      heightMm: format.height,
      title: content!.title,
      number: content!.number,
    }
  },
})
