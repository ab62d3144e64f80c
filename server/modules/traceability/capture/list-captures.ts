import { z } from 'zod'
import { query } from '../../../kernel/command/operation.ts'
import { sql } from '../../../kernel/db/sql.ts'
import { fail as kernelFail } from '../../../kernel/errors/kernel-errors.ts'
import { decodeCursor, encodeCursor } from '../../../kernel/resource/cursor.ts'
import { EXAMPLE_ID } from '../../../kernel/resource/resource.ts'
import { id, pageOf, paging } from '../../../kernel/wire.ts'
import { type CaptureRow, captureJob, presentCapture } from './present-capture.ts'

const COLUMNS = sql.trusted(
  'id, created_at, finished_at, success, error_behaviour, captured, duplicates, refused, errors, actor_name',
)

export const listCaptures = query({
  name: 'traceability.capture.list',
  permission: 'traceability.read',
  summary: 'List capture jobs, newest first',
  route: 'GET /epcis/capture',
  input: z.object(paging),
  output: pageOf(captureJob),
  async run(ctx, input) {
    const after = input.after === undefined ? null : decodeCursor(input.after, 'id').id
    const rows = await ctx.tx.rows<CaptureRow>(
      sql`select ${COLUMNS} from epcis_capture
        where tenant_id = ${ctx.tenant.id}::uuid and (${after}::uuid is null or id < ${after}::uuid)
        order by id desc limit ${input.limit + 1}::int`,
    )
    const page = rows.slice(0, input.limit)
    return {
      items: page.map(presentCapture),
      next: rows.length > input.limit ? encodeCursor({ sort: 'id', id: page.at(-1)!.id }) : null,
    }
  },
})

export const getCapture = query({
  name: 'traceability.capture.get',
  permission: 'traceability.read',
  summary: 'Read what became of a capture',
  route: 'GET /epcis/capture/:id',
  input: z.object({ id }),
  output: captureJob,
  example: { id: EXAMPLE_ID },
  async run(ctx, input) {
    const row = await ctx.tx.first<CaptureRow>(
      sql`select ${COLUMNS} from epcis_capture where tenant_id = ${ctx.tenant.id}::uuid and id = ${input.id}::uuid`,
    )
    if (!row) throw kernelFail('not_found')
    return presentCapture(row)
  },
})
