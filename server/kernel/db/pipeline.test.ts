import pg from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { newId } from '../../../shared/ids.ts'
import { openWorkshop, type Workshop } from '../testing/workshop.ts'
import { Pipeline, type Statement } from './pipeline.ts'

let workshop: Workshop
let pool: pg.Pool
beforeAll(async () => {
  workshop = await openWorkshop({ modules: [] })
  pool = new pg.Pool({ connectionString: workshop.config.databaseUrl })
})
afterAll(async () => {
  await pool.end()
  await workshop.close()
})

/** A connection of its own, and what it wrote to its socket. */
let client: pg.PoolClient
let pipeline: Pipeline
let writes: Buffer[]
beforeEach(async () => {
  client = await pool.connect()
  pipeline = new Pipeline(client, { getTypeParser: pg.types.getTypeParser } as pg.CustomTypesConfig)
  writes = []
  const { stream } = (client as unknown as { connection: { stream: { write(data: Buffer): boolean } } })
    .connection
  const write = stream.write.bind(stream)
  stream.write = (data) => {
    writes.push(data)
    return write(data)
  }
})
// Closed, not given back: the next test begins with nothing prepared.
afterEach(() => client.release(true))

const named = (text: string, ...values: unknown[]): Statement => ({
  text,
  name: `t_${text.length}_${text.slice(-20)}`,
  values,
})
const send = <T = Record<string, unknown>>(statement: Statement) => pipeline.send<T>(statement)
const rowsOf = async (statement: Statement) => (await send(statement)).rows
/** How often a text was prepared in what was written. */
const parsed = (text: string): number => Buffer.concat(writes).toString().split(text).length - 1
const codeOf = async (sent: Promise<unknown>): Promise<string> =>
  await sent.then(
    () => 'done',
    (error: { code?: string }) => error.code ?? String(error),
  )

describe('statements of one turn', () => {
  it('leave in one write and are answered each with what it gave', async () => {
    const answers = await Promise.all([
      send(named('select $1::int as n, $2::text as word', 7, null)),
      send({ text: 'create temporary table kept (n int)' }),
      send(named('insert into kept select generate_series(1, $1::int)', 3)),
      send(named('select n from kept order by n')),
      send(named('update kept set n = n where n > $1::int', 99)),
    ])
    expect(writes).toHaveLength(1)
    expect(answers).toEqual([
      { command: 'SELECT', rowCount: 1, rows: [{ n: 7, word: null }] },
      { command: 'CREATE', rowCount: null, rows: [] },
      { command: 'INSERT', rowCount: 3, rows: [] },
      { command: 'SELECT', rowCount: 3, rows: [{ n: 1 }, { n: 2 }, { n: 3 }] },
      { command: 'UPDATE', rowCount: 0, rows: [] },
    ])
  })

  it('that come while an answer is awaited leave together when it is there', async () => {
    const first = send(named('select 1 as n'))
    await Promise.resolve().then(() => new Promise((resolve) => process.nextTick(resolve)))
    const later = [send(named('select 2 as n')), send(named('select 3 as n'))]
    expect(writes).toHaveLength(1)
    expect((await Promise.all([first, ...later])).map(({ rows }) => rows)).toEqual([
      [{ n: 1 }],
      [{ n: 2 }],
      [{ n: 3 }],
    ])
    expect(writes).toHaveLength(2)
  })

  it('are prepared and described once on a connection, also when they are asked twice at once', async () => {
    const statement = (n: number) => named('select $1::int + 1 as next', n)
    expect(await Promise.all([rowsOf(statement(1)), rowsOf(statement(2))])).toEqual([
      [{ next: 2 }],
      [{ next: 3 }],
    ])
    expect(await rowsOf(statement(3))).toEqual([{ next: 4 }])
    expect(parsed('select $1::int + 1 as next')).toBe(1)
  })

  it('need no name: then they are prepared each time', async () => {
    const statement = { text: 'select $1::int * 2 as twice', values: [4] }
    expect([await rowsOf(statement), await rowsOf(statement)]).toEqual([[{ twice: 8 }], [{ twice: 8 }]])
    expect(parsed('select $1::int * 2 as twice')).toBe(2)
  })
})

describe('a statement that fails', () => {
  it('takes those behind it with it, a COMMIT as well, and not those before', async () => {
    await send({ text: 'create temporary table kept (n int)' })
    const sent = [
      send({ text: 'BEGIN' }),
      send(named('insert into kept values ($1::int)', 1)),
      send(named('select 1 / $1::int as never', 0)),
      send(named('insert into kept values ($1::int + 1)', 1)),
      send({ text: 'COMMIT' }),
    ]
    expect(await Promise.all(sent.map(codeOf))).toEqual(['done', 'done', '22012', '22012', '22012'])
    expect(await codeOf(send(named('select 2')))).toBe('25P02')
    expect((await send({ text: 'ROLLBACK' })).command).toBe('ROLLBACK')
    expect(await rowsOf(named('select * from kept'))).toEqual([])
  })

  it('leaves none behind of which it is not known whether it is prepared', async () => {
    const fails = (n: number) => named('select 6 / $1::int as share', n)
    const behind = named('select $1::text as behind', 'x')
    // The first is prepared and fails when it runs; the second is not even prepared.
    expect(await Promise.all([codeOf(send(fails(0))), codeOf(send(behind))])).toEqual(['22012', '22012'])
    expect(await Promise.all([rowsOf(fails(2)), rowsOf(behind)])).toEqual([[{ share: 3 }], [{ behind: 'x' }]])
    expect(await Promise.all([codeOf(send(fails(0))), codeOf(send(behind))])).toEqual(['22012', '22012'])
    expect(await Promise.all([rowsOf(fails(3)), rowsOf(behind)])).toEqual([[{ share: 2 }], [{ behind: 'x' }]])
  })

  it('is refused also where only the end of the flush tells', async () => {
    await send({ text: 'create temporary table pair (n int unique deferrable initially deferred)' })
    // Outside a transaction both are one, which ends with the flush.
    const sent = [
      send(named('insert into pair values ($1::int)', 1)),
      send(named('insert into pair values (1 * $1::int)', 1)),
    ]
    expect(await Promise.all(sent.map(codeOf))).toEqual(['23505', '23505'])
    expect(await rowsOf(named('select * from pair'))).toEqual([])
  })

  it('may do so because of a value that cannot be sent, or one that cannot be read', async () => {
    const circular: Record<string, unknown> = {}
    circular.self = circular
    expect(await codeOf(send(named('select $1::jsonb', circular)))).toContain('circular')
    const parsers = {
      getTypeParser: () => () => {
        throw new Error('unreadable')
      },
    } as unknown as pg.CustomTypesConfig
    const strict = new Pipeline(client, parsers)
    const sent = [strict.send(named('select 5 as five')), strict.send(named('select null as nothing'))]
    expect(await Promise.all(sent.map(codeOf))).toEqual(['Error: unreadable', 'done'])
  })
})

it('tells everybody who waits when the connection breaks', async () => {
  client.on('error', () => {})
  const first = codeOf(send(named('select pg_terminate_backend(pg_backend_pid())')))
  await new Promise((resolve) => process.nextTick(resolve))
  const second = codeOf(send(named('select 1')))
  expect([await first, await second]).toEqual([
    '57P01',
    expect.stringMatching(/not queryable|57P01|terminated/),
  ])
  expect(await codeOf(send(named('select 2')))).toMatch(/not queryable/)
})

it('keeps what the application reads apart by connection', async () => {
  // Another connection prepares the same name for itself.
  const id = newId()
  const other = await pool.connect()
  try {
    const elsewhere = new Pipeline(other, { getTypeParser: pg.types.getTypeParser } as pg.CustomTypesConfig)
    const statement = named('select $1::uuid as id', id)
    expect(
      await Promise.all([rowsOf(statement), elsewhere.send(statement).then(({ rows }) => rows)]),
    ).toEqual([[{ id }], [{ id }]])
  } finally {
    other.release(true)
  }
})
