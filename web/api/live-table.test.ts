import { describe, expect, it } from 'vitest'
import { recordKinds } from '../../server/kernel/live/record-kinds.ts'
import { modules } from '../../server/modules.ts'
import { type Change, isConcerned, isKnown } from './live-table.ts'

const A = '0198c0de-0000-7000-8000-00000000000a'
const B = '0198c0de-0000-7000-8000-00000000000b'
const of = (entity: string, id: string | null = A): Change => ({
  ...{ entity, id, operation: 'x.y.z', label: null, actor: 'Pim', at: '2026-03-02T03:00:00Z' },
})
const concerns = (entity: string, path: string, params: object = {}) =>
  isConcerned(`/api/v1/${path}`, params, of(entity))

const reads = modules
  .flatMap((module) => module.operations ?? [])
  .filter(
    (operation) =>
      operation.method === 'GET' && operation.host === 'tenant' && operation.public === undefined,
  )
  .map((operation) => operation.path.slice(1).replace(/:(\w+)/g, '{$1}'))

describe('a change', () => {
  it('concerns the lists of its kind, its own page and nobody else’s', () => {
    expect(concerns('order', 'orders')).toBe(true)
    expect(concerns('order', 'orders/{id}', { path: { id: A } })).toBe(true)
    expect(concerns('order', 'orders/{id}', { path: { id: B } })).toBe(false)
    expect(concerns('job_ticket', 'job-tickets/{id}/tokens', { path: { id: B } })).toBe(false)
    expect(concerns('order', 'customers')).toBe(false)
    expect(concerns('customer', 'orders/{id}', { path: { id: B } })).toBe(false)
    expect(concerns('tax_code', 'tax-codes')).toBe(true)
    expect(concerns('tax_code', 'orders')).toBe(false)
  })

  it('concerns what follows from it', () => {
    expect(concerns('order', 'stock')).toBe(true)
    expect(concerns('payment', 'orders/{id}', { path: { id: B } })).toBe(true)
    expect(concerns('wip_log', 'job-tickets/{id}', { path: { id: B } })).toBe(true)
    expect(concerns('wip_log', 'serials')).toBe(true)
    expect(concerns('receipt', 'products/{productId}/stock', { path: { productId: B } })).toBe(true)
    expect(concerns('receipt', 'products')).toBe(false)
    expect(concerns('role', 'me')).toBe(true)
    expect(concerns('product', 'me')).toBe(false)
  })

  it('of one record concerns what was asked for that record, of whatever kind', () => {
    const query = (entityId: string) => ({ query: { entity: 'order', entityId } })
    expect(concerns('order', 'audit-records', query(A))).toBe(true)
    expect(concerns('order', 'audit-records', query(B))).toBe(false)
    expect(concerns('product', 'audit-records', query(A))).toBe(false)
    // Nobody who talks about a record waits as long as for the log of everything.
    expect(isKnown('/api/v1/audit-records', query(A))).toBe(true)
    expect(isKnown('/api/v1/audit-records')).toBe(false)
  })

  it('concerns what nobody said anything about: sums of everything', () => {
    expect(concerns('order', 'figures/today')).toBe(true)
    expect(isConcerned('elsewhere', {}, of('order'))).toBe(false)
  })
})

describe('the table', () => {
  it('says of every kind of record that is written what is read anew', () => {
    const commands = modules
      .flatMap((module) => module.operations ?? [])
      .filter(({ kind }) => kind === 'command')
    const stems = new Set(commands.map(({ name }) => name.slice(0, name.lastIndexOf('.'))))
    const named = modules.flatMap((module) => Object.entries(module.records ?? {}))
    for (const [, stem] of named) stems.delete(stem)
    const written = [...stems].map((stem) => stem.slice(stem.lastIndexOf('.') + 1))
    const kinds = recordKinds(modules)
    const isRead = (entity: string) =>
      reads.some((path) => isKnown(`/api/v1/${path}`) && concerns(entity, path))
    expect(
      [...written, ...named.map(([entity]) => entity)]
        .filter((entity) => kinds.has(entity) && !isRead(entity))
        .sort(),
    ).toEqual([])
  })
})
