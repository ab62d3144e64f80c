import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { GS, parseElementString } from '../../../shared/gs1/element-string.ts'
import {
  LABEL_FORMAT_KEYS,
  LABEL_FORMATS,
  type LabelFormatKey,
  labelsPerPage,
} from '../../../shared/labels/formats.ts'
import { openWorkshop, type TestTenant, type Workshop } from '../../kernel/testing/workshop.ts'
import { Atelier } from '../manufacturing/atelier.build.ts'
import { type IssuedReply, issueSome, makeProduct } from '../serials/serials.build.ts'
import { pagesOf, scan } from './labels.build.ts'

let workshop: Workshop
let t: TestTenant
let other: TestTenant
let pieces: IssuedReply[]
let plain: IssuedReply
beforeAll(async () => {
  workshop = await openWorkshop()
  t = await workshop.tenant('MA01', { name: 'Maison Atelier' })
  other = await workshop.tenant('SIAM')
  const tote = await makeProduct(t, {
    sku: 'TOTE',
    name: 'Saddle Tote, chestnut',
    nameTh: 'กระเป๋าอานม้าสีน้ำตาลเกาลัด',
    gtin: '4006381333931',
  })
  pieces = await issueSome(t, tote, 30)
  plain = (await issueSome(t, await makeProduct(t, { sku: 'BELT', name: 'Belt' })))[0]!
})
afterAll(() => workshop.close())

type Body = Record<string, unknown>
const print = (body: Body, as: Parameters<TestTenant['as']>[0] = 'planner') =>
  t.as(as).post('labels', { kind: 'piece', ...body })
/** The file that was made. */
async function printed(body: Body): Promise<Buffer> {
  const reply = await print(body)
  expect([reply.status, reply.body.code]).toEqual([201, undefined])
  const file = await workshop.app.inject({
    method: 'GET',
    url: reply.body.url,
    headers: { host: 'ma01.localhost', ...t.credentials('planner') },
  })
  expect([file.statusCode, file.headers['content-type']]).toEqual([200, reply.body.mediaType])
  return file.rawPayload
}
const linkOf = (piece: IssuedReply) => `http://localhost:3000/01/04006381333931/21/${piece.compact}`
const filesKept = async () =>
  Number((await workshop.asOwner<{ n: string }>('select count(*) as n from stored_file'))[0]!.n)

describe('a label of a piece', () => {
  it.each(LABEL_FORMAT_KEYS)('on %s is read back from PNG and PDF', async (format) => {
    const [piece] = pieces
    for (const symbol of ['qr', 'datamatrix'] as const) {
      const body = { ids: [piece!.id], format, symbol }
      const picture = await printed({ ...body, output: 'png' })
      const document = await printed({ ...body, output: 'pdf' })
      const [page, ...more] = await pagesOf(document, 300)
      expect(more).toEqual([])
      for (const results of [await scan(picture), await scan(page!)]) {
        expect(results.map(({ error }) => error)).toEqual([''])
        const [read] = results
        if (symbol === 'qr') {
          expect([read!.format, read!.text]).toEqual(['QRCode', linkOf(piece!)])
        } else {
          // FNC1 first makes it GS1 data: scanners say so before they say what they read.
          expect([read!.format, read!.symbologyIdentifier]).toEqual(['DataMatrix', ']d2'])
          expect(parseElementString(read!.symbologyIdentifier + read!.text)).toEqual({
            ok: true,
            elements: [
              { ai: '01', value: '04006381333931' },
              { ai: '21', value: piece!.compact },
            ],
          })
        }
      }
      // Words are text: they can be searched, and read aloud.
      expect(page!.text.replaceAll(/\s/g, '')).toContain(piece!.serial)
      const { width, height } = LABEL_FORMATS[format]
      // One bit a pixel, 8 pixels a millimetre.
      expect([picture.readUInt32BE(16), picture.readUInt32BE(20), picture[24]]).toEqual([
        Math.floor(width * 8),
        Math.floor(height * 8),
        1,
      ])
    }
  })

  it('of a product without GTIN carries the link of its maker in both symbols', async () => {
    for (const symbol of ['qr', 'datamatrix']) {
      const [read] = await scan(await printed({ ids: [plain.id], symbol, output: 'png' }))
      expect(read!.text).toBe(`http://localhost:3000/v/MA01/${plain.compact}`)
      expect(read!.symbologyIdentifier).not.toBe(']d2')
    }
  })

  it('speaks the language of who prints, with every mark in its place', async () => {
    const ask = (language: string) =>
      t.as('planner').get(`labels/preview/${pieces[0]!.id}?kind=piece`, { 'accept-language': language })
    const [thai, english] = [(await ask('th')).body, (await ask('en')).body]
    expect([thai.title, english.title]).toEqual(['กระเป๋าอานม้าสีน้ำตาลเกาลัด', 'Saddle Tote, chestnut'])
    expect([thai.number, thai.widthMm, thai.heightMm]).toEqual([pieces[0]!.serial, 50, 30])
    expect(thai.svg).not.toBe(english.svg)
    expect(thai.svg).toMatch(/^<svg [^>]*width="50mm" height="30mm"/)
    expect(thai.svg).not.toContain('NaN')
    // No script, no text that needs a font of the reader.
    expect(thai.svg).not.toMatch(/<(script|text|image|style)/)
  })
})

describe('sheets', () => {
  it.each([
    ['a4-3x8', 5],
    ['a4-5x13', 60],
  ] as const)('of %s begin where the last ones left off, and every label is read', async (format, start) => {
    const document = await printed({ ids: pieces.map(({ id }) => id), format, start })
    const pages = await pagesOf(document, 300)
    expect(pages).toHaveLength(Math.ceil((pieces.length + start - 1) / labelsPerPage(LABEL_FORMATS[format])))
    const read = (await Promise.all(pages.map((page) => scan(page)))).map((results) =>
      results.map(({ text }) => text),
    )
    expect(read.flat().sort()).toEqual(pieces.map(linkOf).sort())
    expect(read[0]).toHaveLength(Math.min(pieces.length, labelsPerPage(LABEL_FORMATS[format]) - start + 1))
  })

  it('hold as many copies as are asked for', async () => {
    const reply = await print({ ids: [pieces[0]!.id, pieces[1]!.id], copies: 13, format: 'a4-3x8' })
    expect(reply.body).toMatchObject({ labels: 26, pages: 2, mediaType: 'application/pdf' })
  })
})

describe('labels of the workshop itself', () => {
  it('say what their scanners look for', async () => {
    const a = new Atelier(workshop, t)
    const [lot] = await a.material('LEATHER', [['HIDE 7/ขวา', '20', '185']])
    await a.product({
      sku: 'CASE',
      operations: [{ code: 'cut', minutes: '5' }],
      materials: { LEATHER: ['1'] },
    })
    const ticket = await a.ticket('CASE', '1')
    const { tokens } = (await t.as('planner').get(`job-tickets/${ticket.id}`)).body
    const warehouse = (await t.as('planner').get('locations')).body.items.find(
      (place: { code: string }) => place.code === 'WH',
    )
    const desk = 'http://ma01.localhost:3000/desk'
    for (const [kind, id, text] of [
      ['lot', lot, `${desk}/stock/lots?q=HIDE%207%2F%E0%B8%82%E0%B8%A7%E0%B8%B2`],
      ['token', tokens[0].id, tokens[0].code],
      ['ticket', ticket.id, `${desk}/tickets/${ticket.id}`],
      ['location', warehouse.id, `${desk}/stock?locationId=${warehouse.id}`],
    ]) {
      for (const symbol of ['qr', 'datamatrix']) {
        const [read] = await scan(await printed({ kind, ids: [id], symbol, output: 'png' }))
        expect([kind, read?.text]).toEqual([kind, text])
      }
    }
  })

  it('are GS1 data with lot for a material that has a GTIN', async () => {
    const owner = t.as('owner')
    const product = { sku: 'OIL', name: 'Oil', kind: 'material', unit: 'l', currency: 'THB' }
    const { id } = (await owner.post('products', { ...product, gtin: '8850000000003' })).body
    const receipt = await owner.post('stock/receipts', {
      lines: [{ productId: id, quantity: '1', unitCost: '9', lot: 'L-2025/7' }],
    })
    const ids = [receipt.body.moves[0].lotId]
    const [read] = await scan(await printed({ kind: 'lot', ids, symbol: 'datamatrix', output: 'png' }))
    expect([read!.symbologyIdentifier, read!.text]).toEqual([']d2', `010885000000000310L-2025/7`])
    expect(read!.text).not.toContain(GS)
  })
})

describe('printing is refused', () => {
  const refused = async (body: Body, status: number, code: string, as?: Parameters<TestTenant['as']>[0]) => {
    const before = await filesKept()
    const reply = await print(body, as)
    expect([reply.status, reply.body.code]).toEqual([status, code])
    expect(await filesKept()).toBe(before)
    return reply
  }
  const ids = () => [pieces[0]!.id]

  it('for what is not there, or another workshop’s', async () => {
    const [theirs] = await issueSome(other, await makeProduct(other, { sku: 'PEN' }))
    const reply = await refused({ ids: [...ids(), theirs!.id] }, 422, 'labels.nothing_to_print')
    expect(reply.body.params).toEqual({ missing: 1 })
    await refused({ ids: [] }, 400, 'request.malformed')
  })

  it('for a position that the sheet does not have', async () => {
    await refused({ ids: ids(), format: 'a4-3x8', start: 25 }, 422, 'labels.start_beyond_sheet')
  })

  it('for more than one label in a picture, and for more than a file should have', async () => {
    await refused({ ids: ids(), copies: 2, output: 'png' }, 422, 'labels.png_is_one_label')
    await refused({ ids: pieces.map(({ id }) => id), copies: 34 }, 422, 'labels.too_many')
  })

  it('to who may not see what would be printed', async () => {
    await refused({ ids: ids() }, 403, 'auth.forbidden', 'accountant')
    const reply = await refused({ kind: 'token', ids: ids() }, 403, 'auth.forbidden', 'warehouse')
    expect(reply.body.params).toEqual({ permission: 'manufacturing.read' })
  })
})

it('a long name in Thai is broken between words and never pushes the number off the label', async () => {
  const name = 'กระเป๋าสะพายหนังวัวฟอกฝาดเย็บมือทั้งใบรุ่นพิเศษฉลองครบรอบยี่สิบปีของเวิร์กช็อปแห่งนี้'
  const id = await makeProduct(t, { sku: 'LONG', name, nameTh: name })
  const [piece] = await issueSome(t, id)
  for (const format of LABEL_FORMAT_KEYS satisfies readonly LabelFormatKey[]) {
    const [page] = await pagesOf(await printed({ ids: [piece!.id], format }), 203)
    expect(page!.text.replaceAll(/\s/g, '')).toContain(piece!.serial)
  }
})
