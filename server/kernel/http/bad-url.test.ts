import { afterAll, beforeAll, expect, it } from 'vitest'
import { defineModule } from '../module.ts'
import { openWorkshop, type Workshop } from '../testing/workshop.ts'

const pages = defineModule({
  name: 'sample',
  pages: [
    {
      reason: 'a sample',
      register(app) {
        app.get('/sample/:name', async () => 'hello')
      },
      onBadUrl(request, reply) {
        if (!request.url.startsWith('/own/')) return false
        reply.code(404).send('not a name')
        return true
      },
    },
  ],
})

let workshop: Workshop
beforeAll(async () => {
  workshop = await openWorkshop({ modules: [pages] })
})
afterAll(() => workshop.close())

it('answers an address that cannot be decoded, or is too long, with a problem like any other', async () => {
  for (const url of ['/sample/%zz', `/sample/${'x'.repeat(501)}`, '/%']) {
    const reply = await workshop.central.get(url)
    expect([reply.status, reply.body.code]).toEqual([400, 'request.malformed'])
    expect(reply.headers['content-type']).toBe('application/problem+json; charset=utf-8')
    expect(reply.body.requestId).toBe(reply.headers['x-request-id'])
  }
})

it('lets pages answer addresses of their own that cannot be decoded', async () => {
  const reply = await workshop.central.get('/own/%zz')
  expect([reply.status, reply.text]).toEqual([404, 'not a name'])
})
