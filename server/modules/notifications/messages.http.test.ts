import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { newId } from '../../../shared/ids.ts'
import type { TenantContext } from '../../kernel/command/context.ts'
import { Scope } from '../../kernel/command/execute.ts'
import { system } from '../../kernel/command/principal.ts'
import type { Mailer } from '../../kernel/kernel.ts'
import { openWorkshop, type TestTenant, type Workshop } from '../../kernel/testing/workshop.ts'
import { notificationsModule, queueMessage } from './index.ts'

let workshop: Workshop
let t: TestTenant
let mailer: Mailer
beforeAll(async () => {
  workshop = await openWorkshop({ modules: [notificationsModule] })
  t = await workshop.tenant('MA01')
  mailer = workshop.kernel.mailer!
})
beforeEach(() => {
  useMailer(mailer)
  workshop.mails.length = 0
})
afterAll(async () => {
  expect(await workshop.offences()).toEqual([])
  await workshop.close()
})

const useMailer = (given: Mailer | undefined) => Object.assign(workshop.kernel, { mailer: given })

const queue = async (options: { fail?: boolean } = {}): Promise<string> =>
  await workshop.kernel.database.write(t.id, async (tx) => {
    const caller = { principal: system, tenant: t, locale: 'en' as const, requestId: newId() }
    const scope = new Scope(workshop.kernel, tx, 'test', caller, [])
    const { id } = queueMessage(scope.context() as TenantContext, {
      kind: 'order.placed',
      locale: 'en',
      recipient: 'mali@example.com',
      subject: 'Your order',
      text: 'Thank you',
      html: '<p>Thank you</p>',
      link: 'http://ma01.localhost/orders/1',
      entity: 'order',
      entityId: newId(),
    })
    await scope.finish()
    if (options.fail) throw new Error('taken back')
    return id
  })
const read = async (id: string) => (await t.as('owner').get(`messages/${id}`)).body

describe('a message', () => {
  it('is queued, sent once, and kept as it was written', async () => {
    const id = await queue()
    expect(await read(id)).toMatchObject({ state: 'queued', attempts: 0, sentAt: null })
    await workshop.drain()
    expect(await read(id)).toMatchObject({
      state: 'sent',
      attempts: 1,
      recipient: 'mali@example.com',
      text: 'Thank you',
      html: '<p>Thank you</p>',
      sentAt: '2026-03-02T03:00:00.000Z',
      lastError: null,
    })
    expect(workshop.mails).toEqual([
      { to: 'mali@example.com', subject: 'Your order', text: 'Thank you', html: '<p>Thank you</p>' },
    ])
    await workshop.drain()
    expect(workshop.mails).toHaveLength(1)
  })

  it('does not exist when what it is about was taken back', async () => {
    const before = await t.rows('select count(*) from message')
    await expect(queue({ fail: true })).rejects.toThrow('taken back')
    expect(await t.rows('select count(*) from message')).toEqual(before)
    expect(await workshop.drain()).toBe(0)
  })

  it('is only kept where no mail server is configured; later it can be sent', async () => {
    useMailer(undefined)
    const id = await queue()
    expect(await workshop.drain()).toBe(0)
    expect(await read(id)).toMatchObject({ state: 'kept', attempts: 0 })
    const without = await t.as('owner').post(`messages/${id}/resend`)
    expect([without.status, without.body.code]).toEqual([409, 'notifications.no_mail_server'])
    useMailer(mailer)
    expect((await t.as('owner').post(`messages/${id}/resend`)).body.state).toBe('queued')
    const twice = await t.as('owner').post(`messages/${id}/resend`)
    expect([twice.status, twice.body.code]).toEqual([409, 'notifications.already_queued'])
    await workshop.drain()
    expect((await read(id)).state).toBe('sent')
  })

  it('that was queued before the mail server was taken away is kept', async () => {
    const id = await queue()
    useMailer(undefined)
    await workshop.drain()
    expect((await read(id)).state).toBe('kept')
  })

  it('is tried again when the mail server refuses, and told with the reason when it never went', async () => {
    let tries = 0
    useMailer({
      send: async () => {
        tries++
        throw new Error(`450 try later (${tries})`)
      },
    })
    const id = await queue()
    await workshop.drain()
    expect(tries).toBe(7)
    expect(await read(id)).toMatchObject({
      state: 'failed',
      attempts: 7,
      lastError: '450 try later (7)',
      sentAt: null,
    })
    useMailer(mailer)
    expect((await t.as('owner').post(`messages/${id}/resend`)).status).toBe(200)
    await workshop.drain()
    expect(await read(id)).toMatchObject({ state: 'sent', attempts: 1, lastError: null })
  })

  it('waits longer after each attempt', async () => {
    useMailer({
      send: async () => {
        throw new Error('no')
      },
    })
    workshop.clock.set(new Date(Date.now() + 60_000))
    const id = await queue()
    await workshop.drain()
    expect(await read(id)).toMatchObject({ state: 'queued', attempts: 1 })
    const [job] = await workshop.asOwner<{ wait: number }>(
      `select extract(epoch from start_after - $1::timestamptz)::int as wait from jobs.job where data ->> 'name' = 'notifications.send' and state = 'created'`,
      workshop.clock.now(),
    )
    expect(job!.wait).toBe(30)
    workshop.clock.set('2026-03-02T03:00:00Z')
  })
})

describe('messages', () => {
  it('are listed with the latest first, by state, kind, record and recipient', async () => {
    const { items } = (await t.as('owner').get('messages?limit=2')).body
    expect(items).toHaveLength(2)
    expect(items[0].id > items[1].id).toBe(true)
    const ids = async (query: string) =>
      (await t.as('owner').get(`messages?${query}`)).body.items.map((item: { id: string }) => item.id)
    expect(await ids(`entity=order&entityId=${items[0].entityId}`)).toEqual([items[0].id])
    expect(await ids('kind=order.shipped')).toEqual([])
    expect(await ids('recipient=nobody@example.com')).toEqual([])
    expect((await ids('state=kept')).length).toBe(1)
  })

  it('are for those who may read them, of their own workshop', async () => {
    const id = await queue()
    expect((await t.as('sales').get(`messages/${id}`)).status).toBe(200)
    expect((await t.as('operator').get('messages')).status).toBe(403)
    expect((await t.as('sales').post(`messages/${id}/resend`)).status).toBe(403)
    const other = await workshop.tenant('OTHER')
    expect((await other.as('owner').get(`messages/${id}`)).status).toBe(404)
    expect((await other.as('owner').post(`messages/${id}/resend`)).status).toBe(404)
  })
})
