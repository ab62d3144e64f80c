import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openWorkshop, type TestTenant, type Workshop } from '../../kernel/testing/workshop.ts'
import { checkStores } from '../serials/index.ts'
import { issueSome, makeProduct } from '../serials/serials.build.ts'

let workshop: Workshop
let t: TestTenant
let other: TestTenant
beforeAll(async () => {
  workshop = await openWorkshop()
  t = await workshop.tenant('MA01', { name: 'Maison Atelier' })
  other = await workshop.tenant('SIAM')
})
afterAll(() => workshop.close())

const SVG =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20"><rect width="40" height="20" fill="#8a4b2d"/></svg>'
const upload = async (content: string | Buffer, visibility = 'public', by = t) => {
  const bytes = Buffer.from(content as string).toString('base64')
  const reply = await by.as('owner').post('files', { name: 'logo', content: bytes, visibility })
  return reply.body.id as string
}
const brand = async (by = t) => (await by.as('viewer').get('brand')).body
const save = (body: object, as: 'owner' | 'sales' = 'owner', by = t) => by.as(as).put('brand', body)

describe('the brand of a workshop', () => {
  it('is nothing until somebody decides it', async () => {
    expect(await brand()).toEqual({
      ...{ logoFileId: null, logoUrl: null, accentColour: null, version: 0 },
      actions: { save: { allowed: false, reason: 'auth.forbidden' } },
    })
    expect((await t.anonymous.get('brand')).status).toBe(401)
  })

  it('is refused where it is no picture, too large, another workshop’s or for members only; nothing is changed', async () => {
    const pdf = await upload('%PDF-1.4 x')
    const members = await upload(`${SVG}<!-- -->`, 'members')
    const huge = await upload(`${SVG}<!--${'x'.repeat(500_000)}-->`)
    const theirs = await upload(SVG, 'public', other)
    for (const [logoFileId, code] of [
      [pdf, 'branding.logo_not_picture'],
      [members, 'branding.logo_not_picture'],
      [theirs, 'branding.logo_not_picture'],
      [huge, 'branding.logo_too_large'],
    ]) {
      const reply = await save({ version: 0, logoFileId, accentColour: null })
      expect([reply.status, reply.body.code]).toEqual([422, code])
    }
    for (const accentColour of ['red', '#12345', '#12345g'])
      expect((await save({ version: 0, logoFileId: null, accentColour })).status).toBe(400)
    expect((await save({ version: 0, logoFileId: null, accentColour: null }, 'sales')).status).toBe(403)
    const ahead = await save({ version: 7, logoFileId: null, accentColour: '#112233' })
    expect([ahead.status, ahead.body.code]).toEqual([409, 'conflict.version'])
    expect((await brand()).version).toBe(0)
  })

  it('of two who save at once is the one’s', async () => {
    const replies = await Promise.all(
      ['#111111', '#222222'].map((accentColour) =>
        save({ version: 0, logoFileId: null, accentColour }, 'owner', other),
      ),
    )
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 409])
  })
})

describe('pages', () => {
  const pageOf = (url: string, host = 'localhost') =>
    workshop.app.inject({ method: 'GET', url, headers: { host, accept: 'text/html' } })

  it('of a piece look like its maker on every host, and its shop does; the logo comes from the registry', async () => {
    const [piece] = await issueSome(t, await makeProduct(t, { sku: 'TOTE' }))
    const [plain] = await issueSome(other, await makeProduct(other, { sku: 'PEN' }))
    const logoFileId = await upload(SVG)
    expect((await save({ version: 0, logoFileId, accentColour: '#8A4B2D' })).body).toMatchObject({
      ...{ logoFileId, logoUrl: `/files/${logoFileId}`, accentColour: '#8a4b2d', version: 1 },
    })
    await workshop.drain()
    const [kept] = await workshop.asOwner<{ hash: string; same: boolean }>(
      `select l.hash, l.hash = m.logo_hash and l.hash = encode(sha256(l.bytes), 'hex') as same
       from registry.maker_logo l join registry.maker m on m.folded = l.maker_folded where m.code = 'MA01'`,
    )
    expect(kept!.same).toBe(true)
    const address = `/makers/MA01/logo/${kept!.hash}`
    for (const host of ['localhost', 'ma01.localhost']) {
      const page = (await pageOf(`/v/MA01/${piece!.compact}`, host)).payload
      expect(page).toContain(`<img class="logo" src="${address}"`)
      expect(page).toContain('/shop-assets/accent-8a4b2d.css')
      const logo = await pageOf(address, host)
      expect([logo.statusCode, logo.headers['content-type'], logo.payload]).toEqual([
        200,
        'image/svg+xml',
        SVG,
      ])
      expect(logo.headers['content-security-policy']).toContain('sandbox')
    }
    const shop = (await pageOf('/shop', 'ma01.localhost')).payload
    expect(shop).toContain(`<img class="logo" src="/files/${logoFileId}"`)
    expect(shop).toContain('/shop-assets/accent-8a4b2d.css')
    const anothers = (await pageOf(`/v/SIAM/${plain!.compact}`)).payload
    expect(anothers).not.toContain('class="logo"')
    expect(anothers).toContain('Workshop SIAM')
    expect((await pageOf(`/makers/SIAM/logo/${kept!.hash}`)).statusCode).toBe(404)
    expect((await pageOf('/makers/MA01/logo/other')).statusCode).toBe(404)
  })

  it('look as they should again when the registry was damaged; a dry run only tells', async () => {
    const look = async () =>
      await workshop.asOwner(
        `select m.accent_colour, m.logo_hash, l.media_type, encode(l.bytes, 'hex') as bytes
         from registry.maker m left join registry.maker_logo l on l.maker_folded = m.folded where m.code = 'MA01'`,
      )
    const right = await look()
    for (const damage of [
      `update registry.maker set accent_colour = '#000000' where code = 'MA01'`,
      `update registry.maker_logo set bytes = 'x'`,
      `delete from registry.maker_logo`,
    ]) {
      await workshop.asOwner(damage)
      const damaged = await look()
      expect((await checkStores(workshop.kernel, { dryRun: true })).causes).toEqual({ brand: 1 })
      expect(await look()).toEqual(damaged)
      expect((await checkStores(workshop.kernel)).causes).toEqual({ brand: 1 })
      expect(await look()).toEqual(right)
    }
    expect((await checkStores(workshop.kernel)).repaired).toBe(0)
  })

  it('lose the logo when the workshop does', async () => {
    const { version } = await brand()
    expect((await save({ version, logoFileId: null, accentColour: null })).status).toBe(200)
    await workshop.drain()
    const rows = await workshop.asOwner<{ accent_colour: string | null; logos: string }>(
      `select m.accent_colour, (select count(*) from registry.maker_logo l where l.maker_folded = m.folded) as logos
       from registry.maker m where m.code = 'MA01'`,
    )
    expect(rows).toEqual([{ accent_colour: null, logos: '0' }])
  })
})
