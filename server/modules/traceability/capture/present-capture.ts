import { z } from 'zod'
import { id, moment } from '../../../kernel/wire.ts'

export const captureJob = z.object({
  captureID: id,
  createdAt: moment,
  finishedAt: moment,
  running: z.boolean(),
  success: z.boolean(),
  captureErrorBehaviour: z.enum(['rollback', 'proceed']),
  captured: z.number().int().meta({ description: 'Events that are new' }),
  duplicates: z
    .number()
    .int()
    .meta({ description: 'Events that were there already, or twice in the document' }),
  refused: z.number().int().meta({ description: 'Events that were wrong' }),
  errors: z.array(z.object({ field: z.string(), code: z.string(), message: z.string() })),
  by: z.string(),
})

export const captureOutput = captureJob.extend({
  lots: z
    .array(z.object({ id, code: z.string(), sku: z.string(), epcClass: z.string() }))
    .meta({ description: 'Lots of the workshop that the new events name' }),
})

export interface CaptureRow {
  id: string
  created_at: Date
  finished_at: Date
  success: boolean
  error_behaviour: 'rollback' | 'proceed'
  captured: number
  duplicates: number
  refused: number
  errors: { field: string; code: string; message: string }[]
  actor_name: string
}

export const presentCapture = (row: CaptureRow): z.output<typeof captureJob> => ({
  captureID: row.id,
  createdAt: row.created_at.toISOString(),
  finishedAt: row.finished_at.toISOString(),
  running: false,
  success: row.success,
  captureErrorBehaviour: row.error_behaviour,
  captured: row.captured,
  duplicates: row.duplicates,
  refused: row.refused,
  errors: row.errors,
  by: row.actor_name,
})
