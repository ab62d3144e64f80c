import { z } from 'zod'
import { command } from '../../../kernel/command/operation.ts'
import { EXAMPLE_ID } from '../../../kernel/resource/resource.ts'
import { id, line } from '../../../kernel/wire.ts'
import { ISSUE_ERRORS, issue } from './issue.ts'

/** Serials of one call. */
const MOST = 10_000

export const issueSerials = command({
  name: 'serials.serial.issue',
  summary: 'Issue serials, up to 10,000 at once',
  description:
    'Standard serials, or, where the flag of the line is off, numbers of its legacy pattern, the ones given in `numbers`, or the next ones of a pre-printed range.',
  route: 'POST /serials/issue',
  status: 201,
  idempotency: 'required',
  beginsWithKey: true,
  errors: [...ISSUE_ERRORS],
  input: z
    .object({
      line: z.string().regex(/^[A-Z]{2,4}$/, '2 to 4 capital letters, such as HAT'),
      productId: id,
      quantity: z.number().int().min(1).max(MOST),
      state: z.enum(['reserved', 'issued', 'in_production']).default('issued').meta({
        description:
          '`reserved`: numbers set aside for pieces that nobody began; issue them later with `POST /serials/issue-reserved`',
      }),
      numbers: z.array(line(60)).max(MOST).optional().meta({
        description:
          'Old numbers as typed or scanned, one for each piece; those of a pre-printed range count as used there',
      }),
      rangeId: id
        .optional()
        .meta({ description: 'Instead of them: the next numbers of this pre-printed range' }),
    })
    .refine(({ numbers, rangeId }) => numbers === undefined || rangeId === undefined, {
      path: ['rangeId'],
      message: 'either the numbers or their range',
    }),
  output: z.object({
    line: z.string(),
    productId: id,
    quantity: z.number().int(),
    serials: z.array(
      z.object({
        id,
        serial: z.string().meta({ description: 'As printed' }),
        compact: z.string().meta({ description: 'What a QR code carries' }),
        seq: z.number().int(),
      }),
    ),
  }),
  example: { line: 'HAT', productId: EXAMPLE_ID, quantity: 5, state: 'issued' },
  // Thousands of numbers are in the history of the pieces already.
  auditInput: ({ numbers, ...input }) => ({ ...input, ...(numbers ? { numbers: numbers.length } : {}) }),
  async run(ctx, input) {
    const { numbers, ...request } = input
    // Numbers that were typed or printed before are entered in their range once the pieces are there; nothing else here needs them.
    const writeLast = numbers === undefined && input.rangeId === undefined
    const serials = await issue(ctx, { ...request, legacyNumbers: numbers, writeLast })
    const first = serials[0]!
    const last = serials.at(-1)!
    ctx.audit({
      entity: 'serial',
      id: first.id,
      label: first === last ? first.human : `${first.human} … ${last.human}`,
      changes: { quantity: input.quantity, firstSeq: first.seq, lastSeq: last.seq },
    })
    return {
      line: input.line,
      productId: input.productId,
      quantity: input.quantity,
      serials: serials.map((serial) => ({
        id: serial.id,
        serial: serial.human,
        compact: serial.compact,
        seq: serial.seq,
      })),
    }
  },
})
