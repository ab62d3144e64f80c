import { command } from '../../../kernel/command/operation.ts'
import { EXAMPLE_ID } from '../../../kernel/resource/resource.ts'
import { STOP_ERRORS, stopInput, stopOutput, stopPiece } from './stop-piece.ts'

export const reportStolenSerial = command({
  name: 'serials.serial.report_stolen',
  permission: 'serials.update',
  summary: 'Report a piece stolen',
  description: 'Verification says so to whoever asks.',
  route: 'POST /serials/:id/report-stolen',
  errors: STOP_ERRORS,
  input: stopInput,
  output: stopOutput,
  example: { id: EXAMPLE_ID, reason: 'Taken from the fair' },
  run: async (ctx, input) => await stopPiece(ctx, input, 'stolen'),
})
