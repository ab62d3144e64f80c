import { command } from '../../../kernel/command/operation.ts'
import { EXAMPLE_ID } from '../../../kernel/resource/resource.ts'
import { STOP_ERRORS, stopInput, stopOutput, stopPiece } from './stop-piece.ts'

export const scrapSerial = command({
  name: 'serials.serial.scrap',
  permission: 'serials.update',
  summary: 'Scrap a piece',
  description: 'The piece is destroyed; its number is never given again.',
  route: 'POST /serials/:id/scrap',
  bulk: 'serials.serial',
  errors: STOP_ERRORS,
  input: stopInput,
  output: stopOutput,
  example: { id: EXAMPLE_ID, reason: 'Cut too deep' },
  run: async (ctx, input) => await stopPiece(ctx, input, 'scrapped'),
})
