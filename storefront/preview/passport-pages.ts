import { dayMoment } from '../dates.ts'
import { type PassportPiece, passportFormPage, passportPage } from '../views/passport.ts'
import type { PreviewPage, Setting } from './setting.ts'

/** A passport with all that one can say, with little, revoked, and none. */
export function passportPages({ locale, pick, central, at }: Setting): readonly PreviewPage[] {
  const day = (text: string) => dayMoment(text, locale)
  const piece: PassportPiece = {
    serial: 'MA01-HAT-TOTE-20251109-00001-7K2M-C',
    compact: '122V00001221NN1027',
    product: pick('Saddle Tote, cognac', 'กระเป๋า Saddle Tote สีคอนยัค'),
    maker: {
      name: pick('Maison Atelier', 'เมซง อาเตลิเยร์'),
      code: 'MA01',
      url: 'https://maison-atelier.example/shop',
    },
    shownTo: { audience: 'public' },
    revoked: false,
    description: pick(
      'A roomy tote of vegetable-tanned shoulder with a saddle flap.\nSaddle-stitched by hand by one maker.',
      'กระเป๋าหนังไหล่ฟอกฝาดพร้อมฝาทรงอานม้า\nเย็บมือทั้งใบโดยช่างคนเดียว',
    ),
    madeOn: day('2025-11-09'),
    place: pick('Chiang Mai, Thailand', 'เชียงใหม่ ประเทศไทย'),
    people: [pick('Mali S.', 'มะลิ ส.'), pick('Somchai K.', 'สมชาย ก.')],
    operations: [
      { name: pick('Cutting', 'ตัด'), completedOn: day('2025-11-07') },
      { name: pick('Stitching', 'เย็บ'), completedOn: day('2025-11-08') },
      { name: pick('Inspection', 'ตรวจ'), completedOn: null },
    ],
    materials: [
      { name: pick('Vegetable-tanned shoulder', 'หนังไหล่ฟอกฝาด'), quantity: '6.5 sqft', lot: 'HIDE-2026-014' },
      { name: pick('Brass turn lock', 'ตัวล็อกทองเหลือง'), quantity: '1 pc', lot: null },
    ],
    certificates: [
      { name: 'LWG Gold', issuer: 'Leather Working Group', url: 'https://www.leatherworkinggroup.com' },
      { name: pick('REACH test report', 'รายงานทดสอบ REACH'), issuer: null, url: null },
    ],
    care: pick('Wipe with a dry cloth; feed the leather once a year.', 'เช็ดด้วยผ้าแห้ง ทาครีมบำรุงหนังปีละครั้ง'),
    repair: pick('We re-stitch it for thirty years.', 'เราเย็บซ่อมให้สามสิบปี'),
    carbonKg: '6.4',
    recycledPercent: '12.5',
    credentialUrl: '/p/MA01/122V00001221NN1027?as=credential',
    jsonLdUrl: '/p/MA01/122V00001221NN1027?as=jsonld',
  }
  const path = '/p/MA01/122V00001221NN1027'
  const little: PassportPiece = {
    ...piece,
    revoked: true,
    maker: { ...piece.maker, url: null },
    ...{ description: null, madeOn: null, place: null, people: [], operations: [], materials: [] },
    ...{ certificates: [], care: null, repair: null, carbonKg: null, recycledPercent: null },
  }
  return [
    { name: 'passport', page: passportPage({ result: 'found', piece }, at(path, 0)) },
    {
      name: 'passport-owner',
      page: passportPage(
        { result: 'found', piece: { ...piece, shownTo: { audience: 'owner' } } },
        at(path, 0),
      ),
    },
    {
      name: 'passport-authority',
      page: passportPage(
        {
          result: 'found',
          piece: {
            ...piece,
            shownTo: {
              audience: 'authority',
              name: pick('Customs, Laem Chabang', 'ศุลกากรแหลมฉบัง'),
              until: day('2025-12-09'),
            },
          },
        },
        { ...central, path },
      ),
    },
    {
      name: 'passport-key-over',
      page: passportPage(
        { result: 'found', piece: { ...piece, shownTo: { audience: 'public', keyIsOver: true } } },
        { ...central, path },
      ),
    },
    {
      name: 'passport-form-empty',
      page: passportFormPage(
        { maker: '', serial: '122V', hasKey: false, refused: true },
        { ...central, path: '/p' },
      ),
    },
    {
      name: 'passport-form',
      page: passportFormPage(
        { maker: 'MA01', serial: '', hasKey: true, refused: false },
        { ...central, path: '/p?maker=MA01' },
      ),
    },
    {
      name: 'passport-revoked',
      page: passportPage({ result: 'found', piece: little }, { ...central, path }),
    },
    { name: 'passport-not-found', page: passportPage({ result: 'not-found' }, { ...central, path }) },
    { name: 'passport-unavailable', page: passportPage({ result: 'unavailable' }, { ...central, path }) },
  ]
}
