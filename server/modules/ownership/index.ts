import { defineModule } from '../../kernel/module.ts'
import { checkBeside } from '../serials/index.ts'
import { askByOrder } from './claim/ask-by-order.ts'
import { askToClaim } from './claim/ask-to-claim.ts'
import { confirmClaim, previewClaim } from './claim/confirm-claim.ts'
import { lookUpCode } from './claim/look-up-code.ts'
import { makeClaimCodes } from './claim/make-claim-codes.ts'
import { withdrawClaim } from './claim/withdraw-claim.ts'
import { askForLink, leave, mailLink } from './owner/ask-for-link.ts'
import { checkNotes } from './owner/check-notes.ts'
import { eraseMyself, eraseOwner } from './owner/erase-owner.ts'
import { forgetOwnership } from './owner/forget.ts'
import { getOwnership } from './owner/get-ownership.ts'
import { getMyPiece, getServicePhoto, listMyPieces } from './owner/my-pieces.ts'
import { noteJob } from './owner/note-job.ts'
import { reportFound, reportStolen } from './owner/report-stolen.ts'
import { extendRecall } from './recall/extend-recall.ts'
import { liftRecall } from './recall/lift-recall.ts'
import { previewRecall } from './recall/preview-recall.ts'
import { getRecall, listRecalledPieces, recalls } from './recall/read-recalls.ts'
import { startRecall } from './recall/start-recall.ts'
import { tellRecall } from './recall/tell-recall.ts'
import { recordService } from './service/record-service.ts'
import { cancelTransfer } from './transfer/cancel-transfer.ts'
import { offerTransfer } from './transfer/offer-transfer.ts'

export { readCode } from './claim/code.ts'
export {
  claimWithdrawn,
  pieceClaimed,
  pieceRecovered,
  pieceStolen,
  pieceTransferred,
  recallLifted,
  recallStarted,
} from './events.ts'
export { assertOwner } from './owner/owned-piece.ts'
export { EXAMPLE_TOKEN, OWNER_TOKEN_HEADER, token as ownerToken } from './owner/owner-link.ts'

checkBeside(checkNotes)

/** Whose a piece is once it was sold: claims, transfers, theft, service, and the maker's recalls. */
export const ownershipModule = defineModule({
  name: 'ownership',
  operations: [
    makeClaimCodes,
    askToClaim,
    askByOrder,
    previewClaim,
    confirmClaim,
    askForLink,
    leave,
    listMyPieces,
    getMyPiece,
    getServicePhoto,
    offerTransfer,
    cancelTransfer,
    reportStolen,
    reportFound,
    withdrawClaim,
    eraseOwner,
    eraseMyself,
    getOwnership,
    recordService,
    previewRecall,
    startRecall,
    extendRecall,
    liftRecall,
    ...recalls.operations,
    getRecall,
    listRecalledPieces,
  ],
  jobs: [lookUpCode, mailLink, noteJob, tellRecall],
  schedules: [forgetOwnership],
  permissions: ['ownership.read', 'ownership.recall'],
  // Who asked for what is between them and their mail; what happens to a piece is told as the serial's.
  records: { owner: 'nobody', piece: 'nobody' },
  invariants: new URL('./invariants/', import.meta.url),
})
