import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Reply, TestTenant, Workshop } from '../../../kernel/testing/workshop.ts'
import { modules } from '../../../modules.ts'
import { checkStores } from '../registry/check.ts'
import { type IssuedReply, issueSome, makeProduct, openSerials } from '../serials.build.ts'

let workshop: Workshop
let t: TestTenant
let bag: string
let piece: IssuedReply
let files: string[]
beforeAll(async () => {
  workshop = await openSerials({ modules })
  t = await workshop.tenant('MA01', { name: 'Maison Atelier' })
  bag = await makeProduct(t, { sku: 'BAG', name: 'Bag', nameTh: 'กระเป๋า' })
  piece = (await issueSome(t, bag))[0]!
  files = []
  for (const colour of ['tan', 'black']) {
    const content = Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" fill="${colour}"/>`).toString(
      'base64',
    )
    const { body } = await t.as('owner').post('files', { name: 'bag.svg', content, visibility: 'public' })
    files.push(body.id)
  }
  await workshop.drain()
})
afterAll(() => workshop.close())

const put = async (images: object[]) => {
  expect((await t.as('owner').put(`products/${bag}/images`, { images })).status).toBe(200)
  await workshop.drain()
}
const scan = (query = ''): Promise<Reply> =>
  workshop.central.get(`/v/MA01/${piece.compact}${query}`, { accept: 'text/html' })
const known = () =>
  workshop.asOwner('select maker_folded, sku, file_id::text, alt, alt_th from registry.product_picture')
const policyOf = (page: Reply) => String(page.headers['content-security-policy'])

describe('the page that verifies a piece', () => {
  it('says nothing of a picture while its product has none', async () => {
    const page = await scan()
    expect(page.status).toBe(200)
    expect(page.text).not.toMatch(/<img|class="picture/)
    expect(page.text).toContain('See that the mark on the piece agrees with it')
    expect(policyOf(page)).toContain("img-src 'self' data:;")
  })

  it('shows the first picture of its product, on the host of its maker, and asks only the registry', async () => {
    await put([{ fileId: files[0], alt: 'The bag', altTh: 'รูปกระเป๋า' }, { fileId: files[1] }])
    workshop.takeStatements()
    const page = await scan()
    expect(workshop.takeStatements()).toEqual([])
    const src = `http://ma01.localhost:3000/files/${files[0]}`
    expect(page.text).toContain(`<img src="${src}" alt="The bag"`)
    expect(page.text).toContain('and the picture agree with it')
    expect(policyOf(page)).toContain("img-src 'self' data: http://ma01.localhost:3000;")
    expect((await scan('?lang=th')).text).toContain(`<img src="${src}" alt="รูปกระเป๋า"`)
    // A page of the central host may show it.
    const file = await t.anonymous.get(`/files/${files[0]}`)
    expect(file.headers['cross-origin-resource-policy']).toBe('cross-origin')
  })

  it('follows when another one is the first; without words of its own a picture is called like the product', async () => {
    await put([{ fileId: files[1] }, { fileId: files[0] }])
    expect((await scan()).text).toContain(`/files/${files[1]}" alt="Bag"`)
    expect((await scan('?lang=th')).text).toContain(`/files/${files[1]}" alt="กระเป๋า"`)
  })

  it('shows the right one again when the registry was damaged; a dry run only tells', async () => {
    const right = await known()
    expect(right).toEqual([{ maker_folded: 'MA01', sku: 'BAG', file_id: files[1], alt: null, alt_th: null }])
    for (const damage of [
      'delete from registry.product_picture',
      `update registry.product_picture set alt = 'Another bag'`,
      `update registry.product_picture set file_id = '${files[0]}'`,
    ]) {
      await workshop.asOwner(damage)
      const damaged = await known()
      expect((await checkStores(workshop.kernel, { dryRun: true })).causes).toEqual({ picture: 1 })
      expect(await known()).toEqual(damaged)
      expect((await checkStores(workshop.kernel)).causes).toEqual({ picture: 1 })
      expect(await known()).toEqual(right)
    }
    expect((await checkStores(workshop.kernel)).repaired).toBe(0)
  })

  it('shows none any more when the product has none', async () => {
    await put([])
    expect((await scan()).text).not.toContain('<img')
    expect(await known()).toEqual([])
    expect((await checkStores(workshop.kernel)).repaired).toBe(0)
  })
})
