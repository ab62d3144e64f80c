import { readSheet } from 'read-excel-file/node'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '../../../shared/ids.ts'
import { prepareSample, sampleModule } from '../../kernel/testing/sample.build.ts'
import { type Client, openWorkshop, type TestTenant, type Workshop } from '../../kernel/testing/workshop.ts'
import { modules } from '../../modules.ts'

let workshop: Workshop
let t: TestTenant
let other: TestTenant
let owner: Client
beforeAll(async () => {
  workshop = await openWorkshop({ modules: [...modules, sampleModule] })
  await prepareSample(workshop)
  t = await workshop.tenant('MA01')
  other = await workshop.tenant('SIAM')
  owner = t.as('owner')
  for (const [n, name] of [
    'Awl',
    'Bone folder',
    'Creaser',
    'Dividers',
    'Edge beveller',
    'Fid',
    'Groover',
  ].entries()) {
    workshop.clock.set(`2026-03-0${n + 1}T03:00:00Z`)
    const made = await owner.post('sample-tools', {
      code: `T-${n + 1}`,
      name,
      kind: n % 2 === 0 ? 'awl' : 'knife',
      ...(n < 4 ? { boughtOn: `2025-0${n + 1}-15`, price: `${n}.5` } : {}),
    })
    expect(made.status).toBe(201)
  }
  workshop.clock.set('2026-03-10T03:00:00Z')
})
afterAll(() => workshop.close())

const names = (reply: { body: { items: { name: string }[] } }) => reply.body.items.map(({ name }) => name)
const list = async (query: string, client = owner) => await client.get(`sample-tools?${query}`)
/** Every page there is, forwards, and the way back from the last one. */
async function bothWays(query: string) {
  const there: string[][] = []
  let page = await list(`${query}&limit=3`)
  there.push(names(page))
  while (page.body.next) {
    page = await list(`${query}&limit=3&after=${page.body.next}`)
    there.push(names(page))
  }
  const back: string[][] = [names(page)]
  while (page.body.previous) {
    page = await list(`${query}&limit=3&before=${page.body.previous}`)
    back.unshift(names(page))
  }
  return { there, back: back.flat() }
}

describe('a list', () => {
  it('goes by pages, forwards and back, in the order it has of itself', async () => {
    const { there, back } = await bothWays('')
    expect(there).toEqual([
      ['Groover', 'Fid', 'Edge beveller'],
      ['Dividers', 'Creaser', 'Bone folder'],
      ['Awl'],
    ])
    expect(back).toEqual(there.flat())
  })

  it('sorts in both directions, rows without a value last in each', async () => {
    const up = await bothWays('sort=boughtOn')
    expect(up.there.flat()).toEqual([
      'Awl',
      'Bone folder',
      'Creaser',
      'Dividers',
      'Edge beveller',
      'Fid',
      'Groover',
    ])
    expect(up.back).toEqual(up.there.flat())
    const down = await bothWays('sort=-boughtOn')
    expect(down.there.flat()).toEqual([
      'Dividers',
      'Creaser',
      'Bone folder',
      'Awl',
      'Groover',
      'Fid',
      'Edge beveller',
    ])
    expect(down.back).toEqual(down.there.flat())
  })

  it('begins at a letter or a day, goes on from there in both directions, and ends where nothing comes after', async () => {
    const atD = await list('sort=name&startAt=D&limit=2')
    expect(names(atD)).toEqual(['Dividers', 'Edge beveller'])
    expect(names(await list(`sort=name&limit=2&before=${atD.body.previous}`))).toEqual([
      'Bone folder',
      'Creaser',
    ])
    expect(names(await list('sort=-name&startAt=D&limit=2'))).toEqual(['Dividers', 'Creaser'])
    // The third of March in the workshop's time zone, downwards.
    expect(names(await list('startAt=2026-03-03&limit=2'))).toEqual(['Creaser', 'Bone folder'])
    expect(names(await list('sort=createdAt&startAt=2026-03-03&limit=2'))).toEqual(['Creaser', 'Dividers'])
    const past = await list('sort=name&startAt=Z&limit=2')
    expect([names(past), past.body.next]).toEqual([['Fid', 'Groover'], null])
    expect(names(await list(`sort=name&limit=9&before=${past.body.previous}`))).toHaveLength(5)
  })

  it('is filtered by conditions on its fields', async () => {
    const found = async (where: string) => names(await list(`sort=name&where=${encodeURIComponent(where)}`))
    expect(await found('kind:is:awl')).toEqual(['Awl', 'Creaser', 'Edge beveller', 'Groover'])
    expect(await found('kind:not:awl,name:starts:F')).toEqual(['Fid'])
    expect(await found('name:in:Fid|Awl')).toEqual(['Awl', 'Fid'])
    expect(await found('price:gte:1.5,price:lte:2.5')).toEqual(['Bone folder', 'Creaser'])
    expect(await found('boughtOn:empty:,kind:is:knife')).toEqual(['Fid'])
    expect(await found('boughtOn:gte:2025-02-15,boughtOn:lte:2025-03-15')).toEqual(['Bone folder', 'Creaser'])
    expect(await found('createdAt:is:2026-03-02')).toEqual(['Bone folder'])
    expect(await found('createdAt:gte:2026-03-05,createdAt:lte:2026-03-06T03:00:00Z')).toEqual([
      'Edge beveller',
      'Fid',
    ])
    expect(await found('sharp:is:true')).toEqual([])
    expect(await found('name:is:a\\,b')).toEqual([])
    expect(names(await list('q=bevel'))).toEqual(['Edge beveller'])
  })

  it.each([
    ['colour:is:red', 'the fields are code, name'],
    ['kind:gte:awl', 'kind can be asked for by is, not, in'],
    ['kind:is:saw', 'must be one of hammer, knife, awl'],
    ['price:gte:much', 'must be a decimal'],
    ['boughtOn:is:yesterday', 'must be a day'],
    ['sharp:is:maybe', 'must be true or false'],
    ['constructor:is:1', 'the fields are'],
    [Array(21).fill('sharp:is:true').join(','), 'more than 20 conditions'],
  ])('refuses %s and says what it can do', async (where, told) => {
    const reply = await list(`where=${encodeURIComponent(where)}`)
    expect([reply.status, reply.body.code]).toEqual([400, 'list.where_unreadable'])
    expect(reply.body.detail).toContain(told)
  })

  it('refuses to begin at what is no value, and a cursor of another order', async () => {
    expect((await list('startAt=soon')).body.code).toBe('list.start_unreadable')
    const { body } = await list('sort=name&limit=2')
    expect((await list(`sort=code&after=${body.next}`)).status).toBe(400)
  })

  it('shows a deleted record only where it is asked for, and gives it by its id', async () => {
    const { id } = (await list('q=Groover')).body.items[0]
    await owner.delete(`sample-tools/${id}`)
    expect(names(await list('q=Groover'))).toEqual([])
    expect(names(await list('deleted=true'))).toEqual(['Groover'])
    expect((await owner.get(`sample-tools/${id}`)).body.deletedAt).not.toBeNull()
    await owner.post(`sample-tools/${id}/restore`)
    expect(names(await list('q=Groover'))).toEqual(['Groover'])
  })
})

describe('an export', () => {
  const file = async (query: string, client = owner) => await client.get(`sample-tools/export?${query}`)

  it('is the rows of the list in its order, and the columns that are asked for', async () => {
    const csv = await file(
      'where=kind:is:knife&sort=-name&columns=name,boughtOn,price,sharp&titles=Name|Bought|Price|Sharp',
    )
    expect(csv.headers['content-type']).toBe('text/csv; charset=utf-8')
    expect(csv.headers['content-disposition']).toBe('attachment; filename="sample-tools-2026-03-10.csv"')
    expect(csv.text).toBe(
      '\ufeffName,Bought,Price,Sharp\r\nFid,,,false\r\nDividers,2025-04-15,3.5,false\r\nBone folder,2025-02-15,1.5,false\r\n',
    )
  })

  it('cannot make a spreadsheet calculate, and its text comes back as it was', async () => {
    const name = '=HYPERLINK("http://evil.example","x")'
    await owner.post('sample-tools', { code: 'EVIL', name, kind: 'awl', note: '@sum, "quoted"' })
    const csv = await file('where=code:is:EVIL&columns=code,name,kind,note')
    expect(csv.text.split('\r\n')[1]).toBe(
      `EVIL,"'=HYPERLINK(""http://evil.example"",""x"")",awl,"'@sum, ""quoted"""`,
    )
    const again = await owner.post('sample-tools/import', { csv: csv.text })
    expect(again.body).toMatchObject({ rows: 1, created: 0, updated: 0, unchanged: 1 })
    await owner.delete(`sample-tools/${(await list('q=EVIL')).body.items[0].id}`)
  })

  it('is a workbook with numbers, days and truths of its own kind', async () => {
    const response = await workshop.app.inject({
      url: '/api/v1/sample-tools/export?format=xlsx&sort=name&where=price:gte:2&columns=code,price,boughtOn,sharp,createdAt',
      headers: { host: 'ma01.localhost', ...t.credentials('owner') },
    })
    expect(response.headers['content-type']).toBe(
      'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    )
    expect(await readSheet(response.rawPayload)).toEqual([
      ['code', 'price', 'boughtOn', 'sharp', 'createdAt'],
      ['T-3', 2.5, new Date('2025-03-15'), false, new Date('2026-03-03T10:00:00Z')],
      ['T-4', 3.5, new Date('2025-04-15'), false, new Date('2026-03-04T10:00:00Z')],
    ])
  })

  it('goes on over more than one page', async () => {
    await other.rows(
      `insert into sample_tool (tenant_id, id, code, name, kind)
       select $1, (lpad(to_hex(n), 8, '0') || '-0000-7000-8000-000000000000')::uuid, 'C' || n, 'Tool ' || n, 'awl' from generate_series(1, 1203) n`,
      other.id,
    )
    const { text } = await file('columns=code', other.as('owner'))
    const codes = text.trim().split('\r\n').slice(1)
    expect([codes.length, new Set(codes).size, codes[0], codes.at(-1)]).toEqual([1203, 1203, 'C1203', 'C1'])
  })

  it('refuses columns that there are not, and who may not read', async () => {
    expect((await file('columns=code,colour')).body.code).toBe('list.column_unknown')
    expect((await file('', t.as('viewer'))).status).toBe(403)
    expect((await file('', t.anonymous)).status).toBe(401)
  })
})

describe('an import of a plain resource', () => {
  it('names each wrong row with its line, column and what would be right, and keeps nothing', async () => {
    const reply = await owner.post('sample-tools/import', {
      csv: 'Number,Called,Type,Cost,Bought\nN-1,Punch,awl,10,2026-01-02\nn2,Mallet,saw,cheap,soon\nN-1,Punch,awl,,\n',
      mapping: { number: 'code', Called: 'name', Type: 'kind', cost: 'price', Bought: 'bought_on' },
    })
    expect([reply.status, reply.body.code, reply.body.params]).toEqual([
      422,
      'import.rows_refused',
      { refused: 2, rows: 3 },
    ])
    expect(reply.body.errors.map((error: { field: string }) => error.field)).toEqual([
      'line 3, column code',
      'line 3, column kind',
      'line 3, column price',
      'line 3, column bought_on',
      'line 4, column code',
    ])
    expect(names(await list('q=Punch'))).toEqual([])
  })

  it('counts rows of a sheet as the sheet does, empty ones and lines within cells included', async () => {
    const reply = await owner.post('sample-tools/import', {
      csv: '"code","name","kind","note"\n"N-1","Punch","awl","two\nlines"\n"","","",""\n"N-2","Mallet","saw",""\n',
      bySheetRow: true,
      dryRun: true,
    })
    expect(reply.body).toMatchObject({ rows: 2, created: 1, refused: 1 })
    expect(reply.body.errors[0]).toMatchObject({ line: 4, column: 'kind', value: 'saw' })
  })

  it('makes and changes records; undone, those it made go that nobody changed or used since', async () => {
    const before = (await list('q=T-1')).body.items[0]
    const done = await owner.post('sample-tools/import', {
      csv: 'code,name,kind\nT-1,Scratch awl,awl\nN-1,Punch,hammer\nN-2,Mallet,hammer\nN-3,Wing,awl\nN-4,Stylus,awl\n',
      fileName: 'tools.csv',
    })
    expect(done.body).toMatchObject({ rows: 5, created: 4, updated: 1, unchanged: 0, refused: 0 })
    expect((await list('q=T-1')).body.items[0]).toMatchObject({ name: 'Scratch awl', price: before.price })
    const idOf = async (q: string) => (await list(`q=${q}`)).body.items[0].id
    await owner.patch(`sample-tools/${await idOf('N-2')}`, { name: 'Rawhide mallet' })
    await t.rows(
      'insert into sample_use (tenant_id, id, tool_id) values ($1, $2, $3)',
      t.id,
      newId(),
      await idOf('N-3'),
    )
    const { importId } = done.body
    expect((await t.as('planner').post(`imports/${importId}/undo`)).status).toBe(403)
    expect((await other.as('owner').post(`imports/${importId}/undo`)).status).toBe(404)
    const undone = await owner.post(`imports/${importId}/undo`)
    expect(undone.body).toEqual({ id: importId, list: 'sample.tool', undone: 2, kept: 2 })
    expect(names(await list('sort=name&where=code:starts:N-'))).toEqual(['Rawhide mallet', 'Wing'])
    expect((await owner.post(`imports/${importId}/undo`)).body.code).toBe('lists.import_undone')
    expect((await owner.get('imports?list=sample.tool')).body.items[0]).toMatchObject({
      fileName: 'tools.csv',
      undone: 2,
    })
    // The same file again makes what was taken back.
    const again = await owner.post('sample-tools/import', {
      csv: 'code,name,kind\nN-1,Punch,hammer\nN-4,Stylus,awl\n',
    })
    expect(again.body).toMatchObject({ created: 2, updated: 0 })
    expect((await owner.post(`imports/${again.body.importId}/undo`)).body).toMatchObject({
      undone: 2,
      kept: 0,
    })
  })

  it('leaves alone what the file has no column for, and clears what its cell is empty of', async () => {
    const take = (csv: string) => owner.post('sample-tools/import', { csv })
    await take('code,name,kind,price,bought_on,sharp,note\nL-1,Punch,hammer,12.5,2026-02-01,true,Borrowed\n')
    const read = async () => (await t.rows("select * from sample_tool where code = 'L-1'"))[0]!
    const before = await read()
    expect((await take('code,name,kind\nL-1,Punch,hammer\n')).body).toMatchObject({
      updated: 0,
      unchanged: 1,
    })
    expect(await read()).toEqual(before)
    expect((await take('code,name,kind,note\nL-1,Punch,hammer,\n')).body).toMatchObject({ updated: 1 })
    expect(await read()).toEqual({
      ...before,
      note: null,
      version: BigInt(Number(before.version) + 1),
      updated_at: expect.any(Date),
    })
  })

  it('reads a workbook into the same table, and refuses what is none', async () => {
    const sheet = await workshop.app.inject({
      url: '/api/v1/sample-tools/export?format=xlsx&sort=code&where=code:in:T-2|T-3&columns=code,name,kind,boughtOn,price,sharp',
      headers: { host: 'ma01.localhost', ...t.credentials('owner') },
    })
    const read = await owner.post('imports/read-sheet', { content: sheet.rawPayload.toString('base64') })
    const taken = await owner.post('sample-tools/import', {
      csv: read.body.csv,
      mapping: { boughtOn: 'bought_on' },
      bySheetRow: true,
    })
    expect(taken.body).toMatchObject({ rows: 2, unchanged: 2, refused: 0 })
    const refused = await owner.post('imports/read-sheet', {
      content: Buffer.from('no workbook').toString('base64'),
    })
    expect([refused.status, refused.body.code]).toEqual([422, 'lists.sheet_unreadable'])
  })
})

describe('the same for many', () => {
  const bulk = (body: object, key: string, client = owner) =>
    client.post('bulk', body, { 'idempotency-key': key })
  const idsOf = async (query: string) => (await list(query)).body.items.map(({ id }: { id: string }) => id)
  const recordsOf = (operation: string) =>
    t.rows<{ request_id: string }>('select request_id from audit_record where operation = $1', operation)

  it('has an outcome and an audit record for each, and counts once however often it is sent', async () => {
    const [first, second] = await idsOf('sort=code&where=code:starts:T-')
    const nothing = newId()
    const body = { operation: 'sample.tool.delete', ids: [first, nothing, second] }
    const before = (await recordsOf('sample.tool.delete')).length
    const reply = await bulk(body, 'delete-three')
    expect(reply.body).toMatchObject({
      done: 2,
      refused: 1,
      next: null,
      outcomes: [
        { id: first, ok: true },
        { id: nothing, ok: false, code: 'not_found' },
        { id: second, ok: true },
      ],
    })
    expect(await recordsOf('sample.tool.delete')).toHaveLength(before + 2)
    expect((await bulk(body, 'delete-three')).body.outcomes).toEqual(reply.body.outcomes)
    expect(await recordsOf('sample.tool.delete')).toHaveLength(before + 2)
    expect((await bulk(body, 'delete-three-again')).body).toMatchObject({ done: 0, refused: 3 })
    expect((await bulk({ ...body, operation: 'sample.tool.restore' }, 'restore')).body).toMatchObject({
      done: 2,
    })
  })

  it('takes all that a filter finds, a hundred at a time', async () => {
    const theirs = other.as('owner')
    const body = { operation: 'sample.tool.delete', matching: { where: 'code:starts:C1' } }
    let page = await bulk(body, 'all-1', theirs)
    let done = page.body.done
    for (let n = 2; page.body.next; n++) {
      page = await bulk({ ...body, after: page.body.next }, `all-${n}`, theirs)
      done += page.body.done
    }
    const [left] = await other.rows<{ n: string }>(
      'select count(*)::text as n from sample_tool where deleted_at is null',
    )
    expect([done, left]).toEqual([315, { n: String(1203 - 315) }])
  })

  it('refuses what is not offered for many, who may not, and not to know for which', async () => {
    const [id] = await idsOf('limit=1')
    expect((await bulk({ operation: 'sample.tool.update', ids: [id] }, 'a')).body.code).toBe('lists.not_bulk')
    expect((await bulk({ operation: 'sample.tool.delete', ids: [id] }, 'b', t.as('planner'))).status).toBe(
      403,
    )
    expect((await bulk({ operation: 'sample.tool.delete' }, 'c')).body.code).toBe('lists.bulk_whom')
    expect(
      (await bulk({ operation: 'sample.tool.delete', matching: { limit: 'x', where: 'nonsense' } }, 'd')).body
        .code,
    ).toBe('list.where_unreadable')
    expect((await owner.post('bulk', { operation: 'sample.tool.delete', ids: [id] })).body.code).toBe(
      'idempotency.key_required',
    )
    const theirs = await bulk({ operation: 'sample.tool.delete', ids: [id] }, 'e', other.as('owner'))
    expect(theirs.body.outcomes[0]).toMatchObject({ ok: false, code: 'not_found' })
    expect((await owner.get(`sample-tools/${id}`)).body.deletedAt).toBeNull()
  })
})

describe('what there are lists of', () => {
  it('is told with fields, operators and what the caller may do', async () => {
    const { body } = await owner.get('meta/resources')
    const tools = body.items.find(({ name }: { name: string }) => name === 'sample.tool')
    expect(tools).toMatchObject({
      path: '/sample-tools',
      label: 'code',
      search: true,
      keyField: 'createdAt',
      plain: true,
      deletable: true,
      may: { create: true, update: true, delete: true, restore: true, import: true },
      bulk: [
        { operation: 'sample.tool.delete', input: [] },
        { operation: 'sample.tool.restore', input: [] },
      ],
    })
    expect(tools.fields.find(({ name }: { name: string }) => name === 'kind')).toEqual({
      name: 'kind',
      type: 'enum',
      nullable: false,
      values: ['hammer', 'knife', 'awl'],
      operators: ['is', 'not', 'in'],
      sort: false,
      shown: true,
      create: true,
      update: true,
      required: true,
      column: 'kind',
    })
    const orders = body.items.find(({ name }: { name: string }) => name === 'sales.order')
    expect(orders.bulk.map(({ operation }: { operation: string }) => operation)).toEqual([
      'sales.order.cancel',
      'sales.order.ship',
    ])
  })

  it('leaves out what the caller may not read', async () => {
    const seen = async (client: Client) =>
      (await client.get('meta/resources')).body.items.map(({ name }: { name: string }) => name)
    expect(await seen(t.as('operator'))).toEqual([
      'catalog.product',
      'catalog.work_centre',
      'serials.serial',
      'manufacturing.ticket',
      'manufacturing.work_in_process',
    ])
    expect(await seen(owner)).toContain('sample.tool')
  })
})

describe('a view', () => {
  const make = (client: Client, shared: boolean) =>
    client.post('views', { list: 'sales.order', name: 'To ship', query: 'where=state:is:paid', shared })
  const seen = async (client: Client) => (await client.get('views?list=sales.order')).body.items

  it('is seen by who made it, and by others once it is shared', async () => {
    const sales = t.as('sales')
    const { body } = await make(sales, false)
    expect(body).toMatchObject({ mine: true, mayChange: true, shared: false })
    expect([(await seen(sales)).length, await seen(t.as('viewer'))]).toEqual([1, []])
    expect((await t.as('viewer').patch(`views/${body.id}`, { name: 'Mine' })).status).toBe(404)
    await sales.patch(`views/${body.id}`, { shared: true, version: 1 })
    expect((await seen(t.as('viewer')))[0]).toMatchObject({ name: 'To ship', mine: false, mayChange: false })
    expect((await t.as('viewer').delete(`views/${body.id}`)).status).toBe(403)
    expect((await sales.patch(`views/${body.id}`, { name: 'Late', version: 1 })).body.code).toBe(
      'conflict.version',
    )
    expect((await sales.delete(`views/${body.id}`)).status).toBe(200)
    expect(await seen(sales)).toEqual([])
  })

  it('is shared only by who may, and only of a list that one may read', async () => {
    expect((await make(t.as('viewer'), true)).status).toBe(403)
    expect((await make(t.as('operator'), false)).status).toBe(403)
    expect((await owner.post('views', { list: 'no.such', name: 'x', query: '' })).status).toBe(404)
    expect(await t.rows('select 1 from saved_view where deleted_at is null')).toEqual([])
  })
})
