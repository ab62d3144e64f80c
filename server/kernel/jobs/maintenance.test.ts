import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openWorkshop, type Workshop } from '../testing/workshop.ts'
import { runSchedule } from './scheduler.ts'
import '../../schema.ts'

let workshop: Workshop
beforeAll(async () => {
  workshop = await openWorkshop()
})
afterAll(() => workshop.close())

describe('what the kernel does by the clock', () => {
  it('keeps an idempotent answer for 48 hours, and forgets it after', async () => {
    const t = await workshop.tenant('MA01')
    const send = () =>
      t
        .as('owner')
        .post('tax-codes', { code: 'VAT10', name: 'Ten', ratePercent: '10' }, { 'idempotency-key': 'k' })
    const first = await send()
    workshop.clock.advance({ hours: 47 })
    await runSchedule(workshop.kernel, 'kernel.forget-old-answers')
    expect((await send()).text).toBe(first.text)
    workshop.clock.advance({ hours: 2 })
    await runSchedule(workshop.kernel, 'kernel.forget-old-answers')
    expect((await send()).body.code).toBe('conflict.unique')
  })

  it('makes partitions as the application, which owns none of them', async () => {
    const month = `to_regclass('audit_record_' || to_char(now() at time zone 'UTC', '"y"YYYY"m"MM'))::text`
    const [row] = await workshop.asOwner<{ name: string }>(`select ${month} as name`)
    await workshop.asOwner(`drop table ${row!.name}`)
    expect(await workshop.asOwner(`select ${month} as name`)).toEqual([{ name: null }])
    await runSchedule(workshop.kernel, 'kernel.make-partitions')
    expect(await workshop.asOwner(`select ${month} as name`)).toEqual([{ name: row!.name }])
  })
})
