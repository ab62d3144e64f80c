import { command } from '../../../kernel/command/operation.ts'
import { EXAMPLE_ID } from '../../../kernel/resource/resource.ts'
import { STOP_ERRORS, stopInput, stopOutput, stopPiece } from './stop-piece.ts'

export const voidSerial = command({
  name: 'serials.serial.void',
  permission: 'serials.update',
  summary: 'Void a number that no piece carries',
  description: 'For a number that was given and is not used. It is never given again.',
  route: 'POST /serials/:id/void',
  bulk: 'serials.serial',
  errors: STOP_ERRORS,
  input: stopInput,
  output: stopOutput,
  example: { id: EXAMPLE_ID, reason: 'The label was printed twice' },
  run: async (ctx, input) => await stopPiece(ctx, input, 'void'),
})
