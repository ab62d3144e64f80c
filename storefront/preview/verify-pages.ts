import { dayMoment, timeMoment } from '../dates.ts'
import { type VerifiedPiece, verifyPage } from '../views/verify.ts'
import type { PreviewPage, Setting } from './setting.ts'

/** Every answer to "is this piece real". */
export function verifyPages({ locale, samples, pick, central, at }: Setting): readonly PreviewPage[] {
  const piece: VerifiedPiece = {
    serial: 'MA01-HAT-TOTE-20251109-00001-7K2M-C',
    product: pick('Saddle Tote, cognac', 'กระเป๋า Saddle Tote สีคอนยัค'),
    picture: samples.tote,
    maker: {
      name: pick('Maison Atelier', 'เมซง อาเตลิเยร์'),
      code: 'MA01',
      place: pick('Bangkok', 'กรุงเทพฯ'),
      url: 'https://maison-atelier.example/shop',
      email: 'hello@maison-atelier.example',
    },
    madeOn: dayMoment('2025-11-09', locale),
    line: { code: 'HAT', name: null },
    materials: pick('Vegetable-tanned leather, linen, brass', 'หนังฟอกฝาด ด้ายลินิน ทองเหลือง'),
    stage: 'sold',
    scans: 3,
    manyScans: false,
    passportUrl: '/passport/1',
    claimUrl: '/claim/1',
    claimedOn: null,
    notice: null,
  }
  const checkedAt = timeMoment(new Date('2026-02-01T08:05:00Z'), locale, 'Asia/Bangkok')
  const path = '/v/MA01/MA01-HAT-TOTE-20251109-00001-7K2M-C'
  const verify: PreviewPage[] = [
    {
      name: 'verify',
      page: verifyPage({ result: 'ask', entered: '', needsMaker: false }, { ...central, path: '/v' }),
    },
    {
      name: 'verify-short',
      page: verifyPage(
        { result: 'ask', entered: '122V00001221NN1027B', needsMaker: true },
        { ...central, path: '/v' },
      ),
    },
    { name: 'verify-genuine', page: verifyPage({ result: 'genuine', piece, checkedAt }, at(path, 0)) },
    {
      name: 'verify-genuine-compact',
      page: verifyPage(
        {
          result: 'genuine',
          piece: {
            ...piece,
            serial: '122V00001221NN1027B',
            picture: null,
            maker: { ...piece.maker, place: null, url: null, email: null },
            madeOn: null,
            materials: null,
            line: { code: 'OEM', name: null },
            stage: 'in-making',
            scans: 1,
            manyScans: true,
            passportUrl: null,
            claimUrl: null,
          },
          checkedAt,
        },
        { ...central, path },
      ),
    },
    {
      name: 'verify-recalled',
      page: verifyPage(
        {
          result: 'recalled',
          piece: {
            ...piece,
            stage: 'claimed',
            claimUrl: null,
            claimedOn: dayMoment('2025-12-24', locale),
            notice: {
              text: pick(
                'The dye of this lot may stain light clothes.\nPlease bring the piece back; we dye it again at no cost.',
                'สีของหนังล็อตนี้อาจเปื้อนเสื้อผ้าสีอ่อน\nโปรดนำชิ้นงานกลับมา เราจะย้อมใหม่ให้โดยไม่คิดค่าใช้จ่าย',
              ),
              since: dayMoment('2026-01-20', locale),
            },
            line: { code: 'SAD', name: 'Saddlery' },
          },
          checkedAt,
        },
        { ...central, path },
      ),
    },
    {
      name: 'verify-stolen',
      page: verifyPage({ result: 'stolen', piece: { ...piece, claimUrl: null }, checkedAt }, at(path, 0)),
    },
    {
      name: 'verify-withdrawn',
      page: verifyPage(
        {
          result: 'withdrawn',
          piece: { ...piece, stage: 'made', claimUrl: null, passportUrl: null },
          checkedAt,
        },
        at(path, 0),
      ),
    },
    {
      name: 'verify-not-found',
      page: verifyPage(
        { result: 'not-found', entered: 'MA01-HAT-TOTE-20251109-00001-7K2N-C' },
        { ...central, path },
      ),
    },
    {
      name: 'verify-unavailable',
      page: verifyPage({ result: 'unavailable', entered: piece.serial, retryAfterSeconds: 20 }, at(path, 0)),
    },
    {
      name: 'verify-too-many',
      page: verifyPage({ result: 'too-many', entered: piece.serial, retryAfterSeconds: 1 }, at(path, 0)),
    },
  ]

  return verify
}
