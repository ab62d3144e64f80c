import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { pricingModule } from '../../modules/pricing/index.ts'
import { openWorkshop, type TestTenant, type Workshop } from '../testing/workshop.ts'

let workshop: Workshop
let t: TestTenant
const lines: Record<string, unknown>[] = []
beforeAll(async () => {
  const log = pino({ level: 'info' }, { write: (line: string) => lines.push(JSON.parse(line)) })
  workshop = await openWorkshop({ modules: [pricingModule], env: { RATE_LIMIT_PER_MINUTE: '30' }, log })
  t = await workshop.tenant('MA01')
})
afterAll(() => workshop.close())

describe('the log', () => {
  it('has a line for each request: which, whose, what was asked and how it ended, and nothing that was said', async () => {
    const from = lines.length
    await t
      .as('owner')
      .get('tax-codes?limit=1', { 'x-request-id': 'my-request-0', 'user-agent': 'Somebody/1.0' })
    await workshop.central.get('/health', { 'x-request-id': 'my-request-9' })
    expect(lines.slice(from).filter(({ msg }) => msg === 'request')).toEqual([
      {
        ...{ level: 30, time: expect.any(Number), pid: expect.any(Number), hostname: expect.any(String) },
        ...{ msg: 'request', requestId: 'my-request-0', tenant: 'MA01', method: 'GET' },
        ...{ route: '/api/v1/tax-codes', status: 200, ms: expect.any(Number) },
      },
      expect.not.objectContaining({ tenant: expect.anything() }),
    ])
  })
})

describe('an error', () => {
  it('is a problem document with the request id, in the language asked for', async () => {
    const reply = await t.anonymous.get('nowhere', {
      'accept-language': 'th-TH,en;q=0.5',
      'x-request-id': 'my-request-1',
    })
    expect(reply.status).toBe(404)
    expect(reply.headers['content-type']).toBe('application/problem+json; charset=utf-8')
    expect(reply.headers['x-request-id']).toBe('my-request-1')
    expect(reply.body).toEqual({
      type: '/errors/not_found',
      title: 'ไม่พบข้อมูล',
      status: 404,
      detail: expect.stringContaining('ไม่มีข้อมูล'),
      code: 'not_found',
      requestId: 'my-request-1',
    })
  })

  it('says what is wrong with a body that is not JSON, not an object, too large or of another type', async () => {
    const owner = t.as('owner')
    expect((await owner.post('tax-codes', '{"code":')).body.errors).toEqual([
      { field: '', code: 'json', message: 'not valid JSON' },
    ])
    expect((await owner.post('tax-codes', '[]')).body.errors[0].message).toBe('a JSON object is expected')
    expect((await owner.post('tax-codes', { code: 'x'.repeat(1_100_000) })).status).toBe(413)
    const form = await workshop.app.inject({
      method: 'POST',
      url: '/api/v1/tax-codes',
      headers: {
        host: 'ma01.localhost',
        'content-type': 'application/x-www-form-urlencoded',
        ...t.credentials('owner'),
      },
      payload: 'code=x',
    })
    expect(form.statusCode).toBe(415)
    expect(form.json().code).toBe('request.media_type')
    expect((await owner.get('tax-codes')).body.items).toEqual([expect.anything(), expect.anything()])
  })

  it('of our own says nothing of the inside', async () => {
    const reply = await workshop.app.inject({ method: 'GET', url: '/%', headers: { host: 'ma01.localhost' } })
    expect(reply.statusCode).toBeLessThan(500)
    expect(reply.body).not.toMatch(/node_modules|at Object|\.ts:/)
  })
})

describe('the limit of requests', () => {
  it('is told with each answer, and refuses with the time to wait', async () => {
    const viewer = t.as('viewer')
    const first = await viewer.get('tax-codes')
    expect(first.headers['ratelimit-policy']).toBe('"api";q=30;w=60')
    expect(first.headers.ratelimit).toBe('"api";r=29;t=60')
    for (let i = 2; i <= 30; i++) await viewer.get('tax-codes')
    const refused = await viewer.get('tax-codes')
    expect(refused.status).toBe(429)
    expect(refused.headers['retry-after']).toBe('60')
    expect(refused.body).toMatchObject({ code: 'rate_limited', params: { retryAfterS: 60 } })
    expect((await t.as('sales').get('tax-codes')).status).toBe(200)
    workshop.clock.advance({ seconds: 60 })
    expect((await viewer.get('tax-codes')).status).toBe(200)
  })
})

describe('health and metrics', () => {
  it('say that requests are served, and whether each part answers', async () => {
    for (const prefix of ['/health', '/api/health']) {
      expect((await workshop.central.get(prefix)).body).toMatchObject({ ok: true })
      for (const part of ['db', 'registry', 'queue']) {
        expect((await workshop.central.get(`${prefix}/${part}`)).body).toMatchObject({ name: part, ok: true })
      }
    }
    const metrics = await workshop.central.get('/metrics')
    expect(metrics.text).toMatch(
      /touchmark_operation_seconds_count\{operation="pricing\.tax_code\.list",outcome="ok"\} \d+/,
    )
    expect(metrics.text).toContain('touchmark_rate_limited_total{policy="api"} 1')
  })

  it('keep metrics to this machine', async () => {
    const reply = await workshop.app.inject({
      method: 'GET',
      url: '/metrics',
      headers: { host: 'localhost' },
      remoteAddress: '203.0.113.9',
    })
    expect(reply.statusCode).toBe(404)
  })
})
