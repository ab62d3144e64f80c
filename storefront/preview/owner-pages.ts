import { dayMoment } from '../dates.ts'
import { claimPage, claimSentPage, confirmPage, linkOverPage } from '../views/claim.ts'
import { askForLinkPage, type MyPieceView, myPiecePage, myPiecesPage } from '../views/my-pieces.ts'
import type { PreviewPage, Setting } from './setting.ts'

/** A piece as its owner sees it. */
export function pieceSample({
  locale,
  samples,
  pick,
}: Pick<Setting, 'locale' | 'samples' | 'pick'>): MyPieceView {
  const day = (iso: string) => dayMoment(iso, locale)
  const serial = 'MA01-HAT-TOTE-20251109-00001-7K2M-C'
  return {
    id: '1',
    product: pick('Saddle Tote, cognac', 'กระเป๋า Saddle Tote สีคอนยัค'),
    serial,
    picture: samples.tote,
    state: 'claimed',
    since: day('2025-12-24'),
    notice: 'claimed',
    refused: false,
    madeOn: day('2025-11-09'),
    warranty: { until: day('2027-12-24'), isOver: false },
    publicUrl: '/v/MA01/122V00001221NN1027B',
    passportUrl: '/my-pieces/1/passport',
    recall: null,
    service: [
      {
        kind: 'repair',
        on: day('2026-01-20'),
        doneBy: pick('Somsak', 'สมศักดิ์'),
        description: pick('Strap sewn on again.', 'เย็บสายใหม่'),
        parts: [pick('1.5 × linen thread', '1.5 × ด้ายลินิน')],
        photoIds: [],
        underWarranty: true,
      },
    ],
    transfer: null,
    offered: null,
    transferError: undefined,
    can: { transfer: true, cancelTransfer: false, reportStolen: true, reportFound: false },
  }
}

/** Owning a piece: from the card inside it to the next owner. */
export function ownerPages({ locale, samples, pick, central, at, plain }: Setting): readonly PreviewPage[] {
  const email = 'mali@example.com'
  const day = (iso: string) => dayMoment(iso, locale)
  const piece = pieceSample({ locale, samples, pick })
  const { serial } = piece
  const values = { code: '7K2M-94QX-B1ZT-301Y', name: 'Mali Srisai', email }
  return [
    {
      name: 'claim',
      page: claimPage(
        { values: { code: '', name: '', email: '' }, errors: {}, problem: null, order: null },
        at('/claim', 0),
      ),
    },
    {
      name: 'claim-errors',
      page: claimPage(
        {
          values,
          errors: {
            code: central.t('own.claim.code.wrong'),
            name: central.t('own.name.wrong'),
            email: central.t('own.email.wrong'),
          },
          problem: null,
          order: null,
        },
        plain,
      ),
    },
    {
      name: 'claim-order',
      page: claimPage(
        { values, errors: {}, problem: null, order: { id: '1', token: 't', pieceId: '1', serial } },
        at('/claim', 0),
      ),
    },
    { name: 'claim-sent', page: claimSentPage({ email, byOrder: false }, at('/claim', 0)) },
    {
      name: 'claim-confirm',
      page: confirmPage(
        { token: 't', product: piece.product, serial, email, isTransfer: false, name: null },
        at('/claim/confirm', 0),
      ),
    },
    {
      name: 'claim-accept',
      page: confirmPage(
        {
          token: 't',
          product: piece.product,
          serial,
          email,
          isTransfer: true,
          name: { value: '', error: undefined },
        },
        at('/claim/confirm', 0),
      ),
    },
    { name: 'claim-over', page: linkOverPage({ detail: null }, at('/claim/confirm', 0)) },
    {
      name: 'my-pieces',
      page: myPiecesPage(
        {
          owner: { name: 'Mali Srisai', email },
          pieces: [piece, { ...piece, id: '2', state: 'stolen', picture: null }],
          notice: null,
        },
        at('/my-pieces', 0),
      ),
    },
    {
      name: 'my-pieces-ask',
      page: askForLinkPage({ email: '', error: undefined, sent: false }, at('/my-pieces', 0)),
    },
    {
      name: 'my-pieces-erased',
      page: askForLinkPage({ email: '', error: undefined, sent: false, erased: true }, plain),
    },
    { name: 'my-pieces-asked', page: askForLinkPage({ email, error: undefined, sent: true }, plain) },
    { name: 'my-piece', page: myPiecePage(piece, at('/my-pieces/1', 0)) },
    {
      name: 'my-piece-offered',
      page: myPiecePage(
        {
          ...piece,
          notice: null,
          state: 'offered',
          transfer: { toEmail: null, until: day('2026-02-15') },
          offered: {
            code: values.code,
            link: 'http://maison-atelier.localhost:3000/claim?code=7K2M-94QX-B1ZT-301Y',
            until: day('2026-02-15'),
          },
          can: { ...piece.can, transfer: false, cancelTransfer: true },
        },
        at('/my-pieces/1', 0),
      ),
    },
    {
      name: 'my-piece-recalled',
      page: myPiecePage(
        {
          ...piece,
          notice: null,
          state: 'recalled',
          picture: null,
          warranty: { until: day('2025-12-31'), isOver: true },
          recall: [pick('The dye may stain. Please bring it back.', 'สีอาจเปื้อน โปรดนำกลับมา')],
          service: [],
          can: { transfer: false, cancelTransfer: false, reportStolen: false, reportFound: false },
        },
        at('/my-pieces/1', 0),
      ),
    },
    {
      name: 'my-piece-stolen',
      page: myPiecePage(
        {
          ...piece,
          notice: 'stolen',
          state: 'stolen',
          can: { transfer: false, cancelTransfer: false, reportStolen: false, reportFound: true },
        },
        at('/my-pieces/1', 0),
      ),
    },
  ]
}
