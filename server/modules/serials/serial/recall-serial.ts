import { command } from '../../../kernel/command/operation.ts'
import { EXAMPLE_ID } from '../../../kernel/resource/resource.ts'
import { STOP_ERRORS, stopInput, stopOutput, stopPiece } from './stop-piece.ts'

export const recallSerial = command({
  name: 'serials.serial.recall',
  permission: 'serials.serial.recall',
  summary: 'Recall a piece',
  description: 'Verification says so to whoever asks.',
  route: 'POST /serials/:id/recall',
  bulk: 'serials.serial',
  errors: STOP_ERRORS,
  input: stopInput,
  output: stopOutput,
  example: { id: EXAMPLE_ID, reason: 'The clasp of this batch breaks' },
  run: async (ctx, input) => await stopPiece(ctx, input, 'recalled'),
})
