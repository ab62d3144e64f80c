import { deflateSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { LABEL_FORMAT_KEYS } from '../../../../shared/labels/formats.ts'
import { openWorkshop, type TestTenant, type Workshop } from '../../../kernel/testing/workshop.ts'
import { type IssuedReply, issueSome, makeProduct } from '../../serials/serials.build.ts'
import { pagesOf, scan } from '../labels.build.ts'

let workshop: Workshop
let t: TestTenant
let piece: IssuedReply
beforeAll(async () => {
  workshop = await openWorkshop()
  t = await workshop.tenant('MA01', { name: 'Maison Atelier' })
  const tote = await makeProduct(t, {
    sku: 'TOTE',
    name: 'Saddle Tote',
    nameTh: 'กระเป๋าอานม้า',
    gtin: '4006381333931',
  })
  piece = (await issueSome(t, tote, 1))[0]!
})
afterAll(() => workshop.close())

type Body = Record<string, unknown>
const CHOSEN = {
  ...{ logo: true, name: true, fields: ['gtin', 'line'] },
  ...{ text: 'Made by hand', textTh: 'ทำด้วยมือ' },
}
const template = async () => (await t.as('operator').get('labels/template')).body
const save = (body: Body, as: 'planner' | 'operator' = 'planner') => t.as(as).put('labels/template', body)
async function printed(body: Body): Promise<Buffer> {
  const reply = await t.as('planner').post('labels', { kind: 'piece', ids: [piece.id], ...body })
  expect([reply.status, reply.body.code]).toEqual([201, undefined])
  const file = await workshop.app.inject({
    method: 'GET',
    url: reply.body.url,
    headers: { host: 'ma01.localhost', ...t.credentials('planner') },
  })
  return file.rawPayload
}
const wordsOf = async (body: Body) =>
  (await pagesOf(await printed(body), 203))[0]!.text.replaceAll(/\s+/g, ' ')

/** A square of one colour as PNG, made here so that nothing of ours has drawn it. */
function png(red: number, green: number, blue: number): Buffer {
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
    let crc = 0xffffffff
    for (const byte of body) {
      crc ^= byte
      for (let k = 0; k < 8; k++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1
    }
    const ends = Buffer.alloc(8)
    ends.writeUInt32BE(data.length)
    ends.writeUInt32BE((crc ^ 0xffffffff) >>> 0, 4)
    return Buffer.concat([ends.subarray(0, 4), body, ends.subarray(4)])
  }
  const header = Buffer.from([0, 0, 0, 16, 0, 0, 0, 16, 8, 2, 0, 0, 0])
  const row = Buffer.from([0, ...Array.from({ length: 16 }, () => [red, green, blue]).flat()])
  const pixels = deflateSync(Buffer.concat(Array.from({ length: 16 }, () => row)))
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    ...[chunk('IHDR', header), chunk('IDAT', pixels), chunk('IEND', Buffer.alloc(0))],
  ])
}
async function wear(logo: Buffer): Promise<void> {
  const file = await t.as('owner').post('files', {
    ...{ name: 'logo', content: logo.toString('base64'), visibility: 'public' },
  })
  const { version } = (await t.as('owner').get('brand')).body
  const reply = await t.as('owner').put('brand', { version, logoFileId: file.body.id, accentColour: null })
  expect(reply.status).toBe(200)
}

describe('how labels of pieces look', () => {
  it('is as everybody’s until the workshop decides', async () => {
    expect(await template()).toEqual({
      ...{ logo: false, name: true, fields: ['sku', 'maker'], text: null, textTh: null, version: 0 },
      actions: { save: { allowed: false, reason: 'auth.forbidden' } },
    })
    const words = await wordsOf({ format: 'roll-100x50' })
    expect(words).toContain('Saddle Tote')
    expect(words).toContain('Maison Atelier')
  })

  it('is refused for what there is not, twice the same, to who may not, and under another’s hands', async () => {
    for (const wrong of [{ fields: ['price'] }, { fields: ['sku', 'sku'] }, { text: 'x'.repeat(61) }])
      expect((await save({ ...CHOSEN, version: 0, ...wrong })).status).toBe(400)
    expect((await save({ ...CHOSEN, version: 0 }, 'operator')).status).toBe(403)
    const ahead = await save({ ...CHOSEN, version: 3 })
    expect([ahead.status, ahead.body.code]).toEqual([409, 'conflict.version'])
    expect((await template()).version).toBe(0)
  })

  it('is seen before it is decided, in the reader’s language', async () => {
    const preview = (language: string, more: Body = {}) =>
      t
        .as('operator')
        .post('labels/template/preview', { ...CHOSEN, ...more }, { 'accept-language': language })
    const [thai, english] = [(await preview('th')).body, (await preview('en')).body]
    expect(thai.svg).not.toBe(english.svg)
    expect([english.number, english.widthMm]).toEqual([piece.serial, 50])
    expect((await preview('en', { fields: [], text: null })).body.svg).not.toBe(english.svg)
    expect(english.svg).not.toMatch(/<(script|text|image|style)/)
    const none = await workshop.tenant('NONE')
    const sample = await none.as('planner').post('labels/template/preview', CHOSEN)
    expect(sample.body.number).toMatch(/^NONE-HAT-SAMPLE-/)
    expect((await template()).version).toBe(0)
  })

  it('holds for what is printed: chosen fields in their order, own words, no name where none is wanted', async () => {
    expect((await save({ ...CHOSEN, version: 0 })).body).toMatchObject({ ...CHOSEN, version: 1 })
    const words = await wordsOf({ format: 'roll-100x50' })
    expect(words).toMatch(/Saddle Tote.*4006381333931.*HAT.*Made by hand/)
    expect(words).not.toMatch(/TOTE (?!-)|Maison Atelier/)
    expect((await save({ ...CHOSEN, name: false, fields: [], version: 1 })).body.version).toBe(2)
    expect(await wordsOf({ format: 'roll-100x50' })).not.toContain('Saddle Tote')
    const log = await t.rows(
      `select changes from audit_record where operation = 'labels.template.save' order by id desc limit 1`,
    )
    expect(log).toEqual([
      { changes: { name: { from: true, to: false }, fields: { from: CHOSEN.fields, to: [] } } },
    ])
    const twice = await save({ ...CHOSEN, version: 1 })
    expect([twice.status, (await template()).version]).toEqual([409, 2])
  })
})

describe('a label with a logo', () => {
  it.each(LABEL_FORMAT_KEYS)(
    'on %s is read back from PNG and PDF, and never loses its number',
    async (format) => {
      await wear(png(0x8a, 0x4b, 0x2d))
      await save({ ...CHOSEN, version: (await template()).version })
      for (const symbol of ['qr', 'datamatrix'] as const) {
        const body = { format, symbol }
        const picture = await printed({ ...body, output: 'png' })
        const document = await printed({ ...body, output: 'pdf' })
        const [page] = await pagesOf(document, 300)
        for (const results of [await scan(picture), await scan(page!)]) {
          expect(results.map(({ error }) => error)).toEqual([''])
          expect(results[0]!.text).toContain(piece.compact)
        }
        expect(page!.text.replaceAll(/\s/g, '')).toContain(piece.serial)
        // The logo is in it: a picture in the document.
        expect(document.toString('latin1')).toContain('/Subtype /Image')
      }
    },
  )

  it('of a whole sheet keeps the logo once', async () => {
    const document = await printed({ format: 'a4-3x8', copies: 24 })
    expect(document.toString('latin1').match(/\/Subtype \/Image/g)).toHaveLength(1)
    const [page] = await pagesOf(document, 300)
    expect(await scan(page!)).toHaveLength(24)
  })

  it('that is white on nothing has no logo, and is a label all the same', async () => {
    await wear(png(255, 255, 255))
    const document = await printed({ format: 'roll-50x30' })
    expect(document.toString('latin1')).not.toContain('/Subtype /Image')
    expect((await scan((await pagesOf(document, 300))[0]!))[0]!.text).toContain(piece.compact)
  })
})
