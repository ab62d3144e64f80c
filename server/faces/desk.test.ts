import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { brotliCompressSync, brotliDecompressSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openWorkshop, type TestTenant, type Workshop } from '../kernel/testing/workshop.ts'
import { catalogModule } from '../modules/catalog/index.ts'
import { documentsModule } from '../modules/documents/index.ts'
import { deskOf } from './desk.ts'

const PAGE =
  '<!doctype html><title>The desk</title><script type="module" src="/desk/assets/index-A1b2.js"></script>'
const SCRIPT = 'export const desk = true;'.repeat(100)

let folder: string
let workshop: Workshop
let t: TestTenant
beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'touchmark-desk-'))
  mkdirSync(path.join(folder, 'assets'))
  writeFileSync(path.join(folder, 'index.html'), PAGE)
  writeFileSync(path.join(folder, 'icon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>')
  writeFileSync(path.join(folder, 'assets/index-A1b2.js'), SCRIPT)
  writeFileSync(path.join(folder, 'assets/index-A1b2.js.br'), brotliCompressSync(SCRIPT))
  workshop = await openWorkshop({ modules: [documentsModule, catalogModule, deskOf(folder)] })
  t = await workshop.tenant('MA01')
})
afterAll(async () => {
  await workshop.close()
  rmSync(folder, { recursive: true, force: true })
})

const get = (url: string, headers: Record<string, string> = {}) =>
  workshop.app.inject({ url, headers: { host: 'ma01.localhost', ...headers } })

describe('the pages of the desk', () => {
  it('are one page, whatever the address, under a policy that lets in nothing from elsewhere', async () => {
    for (const url of [
      '/desk/',
      '/desk/orders/0198c0de-0000-7000-8000-000000000001?q=x',
      '/desk/no/such/place',
    ]) {
      const reply = await get(url)
      expect([url, reply.statusCode, reply.body]).toEqual([url, 200, PAGE])
      expect(reply.headers['content-type']).toMatch(/^text\/html/)
      const policy = String(reply.headers['content-security-policy'])
      expect(policy).toContain("default-src 'self'")
      expect(policy).toContain("frame-ancestors 'none'")
      expect(policy).not.toMatch(/script-src|unsafe-eval/)
    }
  })

  it('are found from the address without its last stroke, with what was asked', async () => {
    const reply = await get('/desk?lang=th')
    expect([reply.statusCode, reply.headers.location]).toEqual([302, '/desk/?lang=th'])
    expect((await get('/desk')).headers.location).toBe('/desk/')
  })

  it('are asked for every time, but not sent again while they stay the same', async () => {
    const first = await get('/desk/')
    expect(first.headers['cache-control']).toContain('max-age=0')
    const again = await get('/desk/', { 'if-none-match': String(first.headers.etag) })
    expect(again.statusCode).toBe(304)
  })

  it('are not on the central host', async () => {
    const reply = await get('/desk/', { host: 'localhost' })
    expect([reply.statusCode, reply.json().code]).toEqual([404, 'not_found'])
  })
})

describe('the files of the desk', () => {
  it('are kept for a year where their name changes with their content, and compressed beforehand', async () => {
    const reply = await get('/desk/assets/index-A1b2.js', { 'accept-encoding': 'br, gzip' })
    expect(reply.statusCode).toBe(200)
    expect(reply.headers['cache-control']).toBe('public, max-age=31536000, immutable')
    expect(reply.headers['content-encoding']).toBe('br')
    expect(reply.headers['content-type']).toMatch(/javascript/)
    expect(String(reply.headers.vary)).toMatch(/accept-encoding/i)
    expect(brotliDecompressSync(reply.rawPayload).toString()).toBe(SCRIPT)
    expect((await get('/desk/assets/index-A1b2.js', { 'accept-encoding': 'identity' })).body).toBe(SCRIPT)
  })

  it('of an older build are gone, and never the page in their place', async () => {
    const reply = await get('/desk/assets/index-0000.js')
    expect([reply.statusCode, reply.json().code]).toEqual([404, 'not_found'])
  })

  it('are only those of the build', async () => {
    for (const url of [
      '/desk/assets/../../package.json',
      '/desk/assets/..%2f..%2fpackage.json',
      '/desk/assets/%2e%2e/%2e%2e/package.json',
    ]) {
      const reply = await get(url)
      expect([url, reply.body.includes('touchmark')]).toEqual([url, false])
    }
  })

  it('keep their kind for an hour where their name stays', async () => {
    const reply = await get('/desk/icon.svg')
    expect([reply.statusCode, reply.headers['content-type']]).toEqual([200, 'image/svg+xml'])
    expect(reply.headers['cache-control']).toContain('max-age=3600')
  })
})

describe('a desk that nobody built', () => {
  it('says so, in both languages, and to come back', async () => {
    const bare = await openWorkshop({ modules: [deskOf('/nowhere/at/all')] })
    await bare.tenant('MA01')
    const reply = await bare.app.inject({ url: '/desk/', headers: { host: 'ma01.localhost' } })
    expect([reply.statusCode, reply.headers['retry-after']]).toEqual([503, '30'])
    expect(reply.body).toContain('The desk is not built yet')
    expect(reply.body).toContain('ยังไม่ได้สร้างหน้าทำงาน')
    await bare.close()
  })
})

describe('the pictures of products', () => {
  const picture = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>').toString('base64')
  const product = (sku: string) => ({ sku, name: sku, kind: 'finished', unit: 'pc', currency: 'THB' })

  it('are listed in order, and the first of them has an address of its own', async () => {
    const owner = t.as('owner')
    const made = (await owner.post('products', product('TOTE'))).body
    const ids: string[] = []
    for (const name of ['front.svg', 'back.svg'])
      ids.push((await owner.post('files', { name, content: picture, visibility: 'public' })).body.id)
    await owner.put(`products/${made.id}/images`, {
      images: [{ fileId: ids[1], alt: 'From behind' }, { fileId: ids[0] }],
    })
    const listed = await t.as('viewer').get(`products/${made.id}/images`)
    expect(listed.body.items).toEqual([
      { fileId: ids[1], url: `/files/${ids[1]}`, alt: 'From behind', altTh: null },
      { fileId: ids[0], url: `/files/${ids[0]}`, alt: null, altTh: null },
    ])
    const thumbnail = await get(`/desk/pictures/${made.id}`, t.credentials('operator'))
    expect([thumbnail.statusCode, thumbnail.headers.location]).toEqual([302, `/files/${ids[1]}`])
  })

  it('answer nothing at all for a product without one', async () => {
    const made = (await t.as('owner').post('products', product('BARE'))).body
    expect((await get(`/desk/pictures/${made.id}`, t.credentials('owner'))).statusCode).toBe(204)
    expect((await t.as('owner').get(`products/${made.id}/images`)).body.items).toEqual([])
  })

  it('are for members of this workshop only', async () => {
    const made = (await t.as('owner').post('products', product('OURS'))).body
    const other = await workshop.tenant('SIAM')
    expect((await get(`/desk/pictures/${made.id}`)).statusCode).toBe(404)
    expect(
      (await get(`/desk/pictures/${made.id}`, { ...other.credentials('owner'), host: 'siam.localhost' }))
        .statusCode,
    ).toBe(204)
    expect((await other.as('owner').get(`products/${made.id}/images`)).status).toBe(404)
    expect((await t.as('owner').get('products/0198c0de-0000-7000-8000-00000000dead/images')).status).toBe(404)
    expect((await get('/desk/pictures/tote', t.credentials('owner'))).statusCode).toBe(404)
  })
})
