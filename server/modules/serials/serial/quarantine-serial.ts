import { command } from '../../../kernel/command/operation.ts'
import { EXAMPLE_ID } from '../../../kernel/resource/resource.ts'
import { STOP_ERRORS, stopInput, stopOutput, stopPiece } from './stop-piece.ts'

export const quarantineSerial = command({
  name: 'serials.serial.quarantine',
  permission: 'serials.update',
  summary: 'Quarantine a piece',
  description: 'Verification does not know the piece until it is reinstated.',
  route: 'POST /serials/:id/quarantine',
  bulk: 'serials.serial',
  errors: STOP_ERRORS,
  input: stopInput,
  output: stopOutput,
  example: { id: EXAMPLE_ID, reason: 'The seam has to be looked at' },
  run: async (ctx, input) => await stopPiece(ctx, input, 'quarantined'),
})
