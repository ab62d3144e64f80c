import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openWorkshop, type TestTenant, type Workshop } from '../../kernel/testing/workshop.ts'
import { auditModule } from '../audit/index.ts'
import { catalogModule } from '../catalog/index.ts'
import { pricingModule } from '../pricing/index.ts'
import { documentsModule } from './index.ts'

let workshop: Workshop
let a: TestTenant
let b: TestTenant
beforeAll(async () => {
  workshop = await openWorkshop({ modules: [auditModule, documentsModule, catalogModule, pricingModule] })
  a = await workshop.tenant('AA01')
  b = await workshop.tenant('BB01')
})
afterAll(() => workshop.close())

const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
const base64 = (text: string) => Buffer.from(text).toString('base64')

describe('a file', () => {
  it('comes back as it was sent, and what is in it can neither run nor load anything', async () => {
    const kept = await a
      .as('planner')
      .post('files', { name: 'tote.svg', content: base64(svg), visibility: 'public' })
    expect(kept.status).toBe(201)
    const read = await a.anonymous.get(kept.body.url)
    expect(read.text).toBe(svg)
    expect(read.headers['content-type']).toBe('image/svg+xml')
    expect(read.headers['content-security-policy']).toContain('sandbox')
    expect(read.headers['x-content-type-options']).toBe('nosniff')
  })

  it('of members is 404 for everybody else, as is any file on another workshop’s host', async () => {
    const kept = await a.as('planner').post('files', { name: 'note.pdf', content: base64('%PDF-1.7 x') })
    expect((await a.as('planner').get(kept.body.url)).status).toBe(200)
    expect((await a.anonymous.get(kept.body.url)).status).toBe(404)
    expect((await b.as('owner').get(kept.body.url)).status).toBe(404)
    expect((await workshop.central.get(kept.body.url)).status).toBe(404)
    expect((await a.anonymous.get('/files/nonsense')).status).toBe(404)
  })

  it('of an unknown kind is refused whatever its name says, and nothing is kept', async () => {
    const before = await a.rows('select count(*) from stored_file')
    const reply = await a
      .as('planner')
      .post('files', { name: 'photo.png', content: base64('MZ this is a program') })
    expect(reply.status).toBe(422)
    expect(reply.body.code).toBe('documents.media_type')
    expect(await a.rows('select count(*) from stored_file')).toEqual(before)
  })
})

describe('the pictures of a product', () => {
  it('are public files of the same workshop, in order', async () => {
    const made = await a
      .as('planner')
      .post('products', { sku: 'P1', name: 'P', kind: 'finished', unit: 'pc', currency: 'THB' })
    const mine = (
      await a.as('planner').post('files', { name: 'a.svg', content: base64(svg), visibility: 'public' })
    ).body.id
    const secret = (await a.as('planner').post('files', { name: 'b.svg', content: base64(svg) })).body.id
    const theirs = (
      await b.as('planner').post('files', { name: 'c.svg', content: base64(svg), visibility: 'public' })
    ).body.id
    const url = `products/${made.body.id}/images`
    expect((await a.as('planner').put(url, { images: [{ fileId: mine, alt: 'Front' }] })).body).toEqual({
      images: 1,
    })
    for (const wrong of [secret, theirs]) {
      expect((await a.as('planner').put(url, { images: [{ fileId: wrong }] })).body.code).toBe(
        'reference.missing',
      )
    }
    expect(await a.rows('select position, alt from product_image')).toEqual([{ position: 1, alt: 'Front' }])
  })
})

describe('the audit log', () => {
  it('is read newest first, by record, by those who may', async () => {
    const page = await a.as('accountant').get('audit-records?entity=file&limit=1')
    expect(page.body.items[0]).toMatchObject({
      operation: 'documents.file.upload',
      actorName: 'planner',
      label: 'b.svg',
    })
    const next = await a.as('accountant').get(`audit-records?entity=file&limit=1&after=${page.body.next}`)
    expect(next.body.items[0].label).toBe('a.svg')
    expect((await a.as('operator').get('audit-records')).status).toBe(403)
  })
})
