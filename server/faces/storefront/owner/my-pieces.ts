import type { FastifyReply } from 'fastify'
import {
  type AskForLinkView,
  askForLinkPage,
  dayMoment,
  type MyPiece,
  type MyPieceState,
  type MyPiecesNotice,
  type MyPieceView,
  myPiecePage,
  myPiecesPage,
  routes,
} from '../../../../storefront/index.ts'
import { dayIn } from '../../../kernel/clock/clock.ts'
import { fail } from '../../../kernel/errors/kernel-errors.ts'
import { Problem } from '../../../kernel/errors/problem.ts'
import { fileUrl, readFile } from '../../../modules/documents/index.ts'
import { dropCookie, writeCookie } from '../cookies.ts'
import { readForm } from '../form.ts'
import type { AnswerOf } from '../operations.ts'
import type { ShopVisit } from '../shop/shop-visit.ts'
import { countForm } from './claim.ts'
import { passportOf } from './my-passport.ts'
import { idOf, isOver, sendElsewhere, tokenOf } from './owners-visit.ts'

type Mine = AnswerOf<'ownership.piece.get_mine'>
type ListedMine = AnswerOf<'ownership.piece.list_mine'>['pieces'][number]

const NOTICES: readonly string[] = [
  'claimed',
  'offered',
  'cancelled',
  'stolen',
  'found',
] satisfies MyPiecesNotice[]
const isNotice = (text: string): text is MyPiecesNotice => NOTICES.includes(text)

const noticeOf = (visit: ShopVisit): MyPiecesNotice | null => {
  const text = readForm(visit.request.query).text('notice')
  return isNotice(text) ? text : null
}

const dateOf = (visit: ShopVisit, moment: string) =>
  dayMoment(dayIn(visit.tenant.timeZone, new Date(moment)), visit.locale)

function pieceOf(visit: ShopVisit, piece: ListedMine): MyPiece {
  const { product, pictureId } = piece
  const name = (visit.locale === 'th' ? product.nameTh : null) ?? product.name
  return {
    id: piece.id,
    product: name,
    serial: piece.serial,
    picture: pictureId === null ? null : { url: fileUrl(pictureId), alt: name },
    state: piece.transfer !== null && piece.state === 'claimed' ? 'offered' : (piece.state as MyPieceState),
    since: dateOf(visit, piece.since),
  }
}

/** The mailed link, the list, or the form to ask for the link. */
export async function showMyPieces(visit: ShopVisit): Promise<FastifyReply> {
  const { config } = visit.kernel
  const mailed = readForm(visit.request.query).text('token')
  if (mailed !== '') {
    // The address is cleared of its secret at once.
    writeCookie(config, visit.reply, 'owner', mailed)
    return visit.go(routes.myPieces())
  }
  const token = tokenOf(visit)
  if (token === undefined) {
    const erased = readForm(visit.request.query).text('notice') === 'erased'
    return await sendForm(visit, { email: '', error: undefined, sent: false, erased })
  }
  try {
    const mine = await visit.run('ownership.piece.list_mine', { token })
    const view = {
      owner: mine.owner,
      pieces: mine.pieces.map((piece) => pieceOf(visit, piece)),
      notice: noticeOf(visit),
    }
    return visit.send(myPiecesPage(view, visit.page(await visit.cart())), { keep: 'never' })
  } catch (error) {
    if (!isOver(error)) throw error
    dropCookie(config, visit.reply, 'owner')
    return await sendForm(visit)
  }
}

async function sendForm(
  visit: ShopVisit,
  view: AskForLinkView = {
    email: '',
    error: undefined,
    sent: false,
  },
  status = 200,
): Promise<FastifyReply> {
  const page = visit.page(await visit.cart(), routes.myPieces())
  return visit.send(askForLinkPage(view, page), { status, keep: 'never' })
}

/** Asks for the link. The answer is the same whatever the address. */
export async function askForLink(visit: ShopVisit): Promise<FastifyReply> {
  const email = readForm(visit.request.body).text('email')
  try {
    await countForm(visit, 'ownership.link.ask')
    await visit.run('ownership.link.ask', { email })
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== 'request.malformed') throw error
    const { t } = visit.central()
    return await sendForm(visit, { email, error: t('own.email.wrong'), sent: false }, 422)
  }
  return await sendForm(visit, { email, error: undefined, sent: true }, 202)
}

/** Forgets the link, here and at the workshop. */
export async function leave(visit: ShopVisit): Promise<FastifyReply> {
  const token = tokenOf(visit)
  try {
    await visit.run('ownership.link.end', { token: token ?? '' })
  } catch (error) {
    if (!isOver(error)) throw error
  }
  dropCookie(visit.kernel.config, visit.reply, 'owner')
  return visit.go(routes.myPieces())
}

/** Has everything erased by which the owner is known here; the page then says so. */
export async function eraseMe(visit: ShopVisit): Promise<FastifyReply> {
  try {
    await countForm(visit, 'ownership.owner.erase_me')
    await visit.run('ownership.owner.erase_me', { token: tokenOf(visit) ?? '' })
  } catch (error) {
    return await sendElsewhere(visit, error)
  }
  dropCookie(visit.kernel.config, visit.reply, 'owner')
  return visit.go(routes.myPieces({ notice: 'erased' }))
}

/** One piece, for whoever has its owner's link. */
export async function showMyPiece(visit: ShopVisit): Promise<FastifyReply> {
  return await sendPiece(visit, { notice: noticeOf(visit) })
}

async function sendPiece(
  visit: ShopVisit,
  more: Partial<Pick<MyPieceView, 'notice' | 'refused' | 'offered' | 'transferError'>>,
  status = 200,
): Promise<FastifyReply> {
  const id = idOf(visit)
  try {
    const mine = await visit.run('ownership.piece.get_mine', { id, token: tokenOf(visit) ?? '' })
    const passportUrl = (await passportOf(visit)) ? routes.myPassport(id) : null
    const page = visit.page(await visit.cart(), routes.myPiece(id))
    const view = { ...viewOf(visit, mine), passportUrl, ...more }
    return visit.send(myPiecePage(view, page), { status, keep: 'never' })
  } catch (error) {
    return await sendElsewhere(visit, error)
  }
}

function viewOf(visit: ShopVisit, mine: Mine): Omit<MyPieceView, 'passportUrl'> {
  const { locale } = visit
  const day = (date: string) => dayMoment(date, locale)
  const { recall, transfer, warrantyUntil } = mine
  const today = dayIn(visit.tenant.timeZone, visit.kernel.clock.now())
  return {
    ...pieceOf(visit, mine),
    notice: null,
    refused: false,
    madeOn: mine.madeOn === null ? null : day(mine.madeOn),
    warranty: warrantyUntil === null ? null : { until: day(warrantyUntil), isOver: warrantyUntil < today },
    publicUrl: routes.verifySerial(visit.tenant.code, mine.compact),
    recall: recall === null ? null : ((locale === 'th' ? recall.textTh : null) ?? recall.text).split(/\n+/),
    service: mine.service.map((entry) => ({
      kind: entry.kind,
      on: day(entry.on),
      doneBy: entry.doneBy,
      description: entry.description,
      parts: entry.parts.map((part) => `${part.quantity} × ${part.name}`),
      photoIds: entry.photoIds,
      underWarranty: entry.underWarranty,
    })),
    transfer:
      transfer === null ? null : { toEmail: transfer.toEmail, until: dateOf(visit, transfer.expiresAt) },
    offered: null,
    transferError: undefined,
    can: {
      transfer: mine.actions.transfer.allowed,
      cancelTransfer: mine.actions.cancelTransfer.allowed,
      reportStolen: mine.actions.reportStolen.allowed,
      reportFound: mine.actions.reportFound.allowed,
    },
  }
}

/** Runs what an owner's form asks for; what cannot be done any more shows the piece as it is now. */
async function act(
  visit: ShopVisit,
  name: 'ownership.transfer.cancel' | 'ownership.piece.report_stolen' | 'ownership.piece.report_found',
  notice: MyPiecesNotice,
  more: { note?: string } = {},
): Promise<FastifyReply> {
  const id = idOf(visit)
  try {
    await countForm(visit, name)
    await visit.run(name, { id, token: tokenOf(visit) ?? '', ...more })
    return visit.go(routes.myPiece(id, { notice }))
  } catch (error) {
    if (error instanceof Problem && error.status === 409)
      return await sendPiece(visit, { refused: true }, 409)
    return await sendElsewhere(visit, error)
  }
}

export const cancelTransfer = (visit: ShopVisit): Promise<FastifyReply> =>
  act(visit, 'ownership.transfer.cancel', 'cancelled')

export const reportFound = (visit: ShopVisit): Promise<FastifyReply> =>
  act(visit, 'ownership.piece.report_found', 'found')

export const reportStolen = (visit: ShopVisit): Promise<FastifyReply> => {
  const note = readForm(visit.request.body).text('note').slice(0, 1_000)
  return act(visit, 'ownership.piece.report_stolen', 'stolen', note === '' ? {} : { note })
}

/** Offers a piece. A code is shown in the answer itself: it is nowhere to be read again. */
export async function offerTransfer(visit: ShopVisit): Promise<FastifyReply> {
  const id = idOf(visit)
  const email = readForm(visit.request.body).text('email')
  const { t } = visit.central()
  try {
    await countForm(visit, 'ownership.transfer.offer')
    const offer = await visit.run('ownership.transfer.offer', {
      id,
      token: tokenOf(visit) ?? '',
      ...(email === '' ? {} : { email }),
    })
    if (offer.code === null || offer.link === null) return visit.go(routes.myPiece(id, { notice: 'offered' }))
    const offered = { code: offer.code, link: offer.link, until: dateOf(visit, offer.expiresAt) }
    return await sendPiece(visit, { offered })
  } catch (error) {
    if (error instanceof Problem && error.code === 'ownership.own_piece')
      return await sendPiece(visit, { transferError: t('own.transfer.own') }, 422)
    if (error instanceof Problem && error.errors?.some(({ field }) => field === 'email'))
      return await sendPiece(visit, { transferError: t('own.email.wrong') }, 422)
    if (error instanceof Problem && error.status === 409)
      return await sendPiece(visit, { refused: true }, 409)
    return await sendElsewhere(visit, error)
  }
}

/** A photo of the service history, for the owner of the piece alone. */
export async function showPhoto(visit: ShopVisit): Promise<FastifyReply> {
  const { id, photoId } = visit.request.params as { id: string; photoId: string }
  try {
    await visit.run('ownership.service.photo', { id, photoId, token: tokenOf(visit) ?? '' })
  } catch (error) {
    if (error instanceof Problem && error.status < 500) throw fail('not_found')
    throw error
  }
  const file = await visit.kernel.database.read(visit.tenant.id, (tx) =>
    readFile(visit.kernel, tx, visit.tenant.id, photoId),
  )
  if (!file) throw fail('not_found')
  return visit.reply
    .type(file.mediaType)
    .header('cache-control', 'private, no-store')
    .header('content-security-policy', "default-src 'none'; sandbox")
    .send(file.bytes)
}
