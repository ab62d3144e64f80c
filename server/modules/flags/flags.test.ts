import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { query } from '../../kernel/command/operation.ts'
import { defineModule } from '../../kernel/module.ts'
import { openWorkshop, type TestTenant, type Workshop } from '../../kernel/testing/workshop.ts'
import { declareFlag, flagsModule, isOn } from './index.ts'

declareFlag({ name: 'FF_QUIET', byDefault: false, description: { en: 'No bells', th: 'ไม่มีเสียงเตือน' } })
declareFlag({ name: 'FF_LIGHTS', byDefault: true, description: { en: 'Lights', th: 'ไฟ' } })

/** Something that asks for a flag. */
const lamp = defineModule({
  name: 'lamp',
  operations: [
    query({
      name: 'lamp.read',
      summary: 'Read',
      route: 'GET /lamp/:flag',
      input: z.object({ flag: z.string() }),
      output: z.object({ on: z.boolean() }),
      run: async (ctx, { flag }) => ({ on: await isOn(ctx, flag) }),
    }),
  ],
})

let workshop: Workshop
let a: TestTenant
let b: TestTenant
beforeAll(async () => {
  workshop = await openWorkshop({ modules: [flagsModule, lamp] })
  a = await workshop.tenant('AAA1')
  b = await workshop.tenant('BBB1')
})
afterAll(() => workshop.close())

const lit = async (tenant: TestTenant, flag: string) =>
  ((await tenant.run('lamp.read', { flag })) as { on: boolean }).on

describe('a flag', () => {
  it('has its default until it is set, then counts at once, in its own workshop only', async () => {
    expect(await lit(a, 'FF_LIGHTS')).toBe(true)
    expect(await lit(a, 'FF_QUIET')).toBe(false)
    const reply = await a.as('owner').post('flags/FF_LIGHTS', { enabled: false, why: 'We save power' })
    expect(reply.status).toBe(200)
    expect(reply.body).toMatchObject({ flag: 'FF_LIGHTS', enabled: false, byDefault: true, setBy: 'owner' })
    expect(await lit(a, 'FF_LIGHTS')).toBe(false)
    expect(await lit(b, 'FF_LIGHTS')).toBe(true)
  })

  it('keeps who changed it, when and why', async () => {
    workshop.clock.advance({ minutes: 5 })
    await a.as('admin').post('flags/FF_LIGHTS', { enabled: true, why: 'It got dark' })
    const { items } = (await a.as('owner').get('flags', { 'accept-language': 'th' })).body
    // Those of other modules that are loaded come after them.
    expect(items.slice(0, 2).map((item: { flag: string }) => item.flag)).toEqual(['FF_LIGHTS', 'FF_QUIET'])
    expect(items[0]).toMatchObject({
      description: 'ไฟ',
      enabled: true,
      setBy: 'admin',
      setAt: '2026-03-02T03:05:00.000Z',
      why: 'It got dark',
      history: [
        { enabled: true, setBy: 'admin', why: 'It got dark' },
        { enabled: false, setBy: 'owner', setAt: '2026-03-02T03:00:00.000Z', why: 'We save power' },
      ],
    })
    expect(items[1]).toMatchObject({ enabled: false, setBy: null, history: [] })
    expect(await a.rows('select label, changes from audit_record order by id')).toEqual([
      { label: 'FF_LIGHTS', changes: { enabled: { from: true, to: false }, why: 'We save power' } },
      { label: 'FF_LIGHTS', changes: { enabled: { from: false, to: true }, why: 'It got dark' } },
    ])
    await expect(a.rows("update feature_flag_change set why = 'x'")).rejects.toThrow(/permission denied/)
    expect(await workshop.offences()).toEqual([])
  })

  it('is not set without a reason, when nobody declared it, or by whoever may not', async () => {
    const owner = b.as('owner')
    const silent = await owner.post('flags/FF_QUIET', { enabled: true, why: '  ' })
    expect([silent.status, silent.body.errors[0].field]).toEqual([400, 'why'])
    expect((await owner.post('flags/FF_QUIET', { enabled: true })).status).toBe(400)
    const unknown = await owner.post('flags/FF_NOISE', { enabled: true, why: 'x' })
    expect([unknown.status, unknown.body.code]).toEqual([404, 'flags.unknown'])
    expect((await b.as('planner').post('flags/FF_QUIET', { enabled: true, why: 'x' })).status).toBe(403)
    expect((await b.as('viewer').get('flags')).status).toBe(403)
    expect(await b.rows('select flag from tenant_feature_flag')).toEqual([])
    expect(await b.rows('select flag from feature_flag_change')).toEqual([])
    await expect(b.run('lamp.read', { flag: 'FF_NOISE' })).rejects.toThrow(/no flag is called FF_NOISE/)
  })
})
