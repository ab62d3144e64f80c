import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ROLE_PREFIX } from '../testing/global-setup.ts'
import { openWorkshop, type Workshop } from '../testing/workshop.ts'
import { secureTables } from './secure-tables.ts'
import '../../schema.ts'

let workshop: Workshop
let owner: pg.Client
beforeAll(async () => {
  workshop = await openWorkshop()
  owner = new pg.Client({ connectionString: workshop.config.databaseUrl })
  await owner.connect()
})
afterAll(async () => {
  await owner.end()
  await workshop.close()
})

const roles = {
  app: `${ROLE_PREFIX}_app`,
  identity: `${ROLE_PREFIX}_identity`,
  retention: `${ROLE_PREFIX}_retention`,
}
/** Every statement that the owner sends meanwhile. */
const statementsOf = async (work: () => Promise<void>): Promise<string[]> => {
  const sent: string[] = []
  const query = owner.query.bind(owner)
  owner.query = ((text: string, ...rest: unknown[]) => {
    sent.push(text)
    return (query as (...args: unknown[]) => unknown)(text, ...rest)
  }) as typeof owner.query
  await work().finally(() => {
    owner.query = query
  })
  return sent
}

describe('what holds for every table', () => {
  it('is left alone by a process that starts beside others: no policy is dropped, no right revoked, for no moment', async () => {
    const sent = await statementsOf(() => secureTables(owner, roles))
    expect(
      sent.filter((text) => /policy|on public\."|row level/i.test(text) && !/pg_policies/.test(text)),
    ).toEqual([])
  })

  it('is mended where somebody changed it, each table in one transaction', async () => {
    await owner.query('drop policy tenant on product')
    await owner.query(`grant update on audit_record to ${roles.app}`)
    const sent = await statementsOf(() => secureTables(owner, roles))
    expect(sent.filter((text) => /create policy/.test(text))).toHaveLength(1)
    expect(sent.find((text) => /create policy/.test(text))).toMatch(
      /drop policy if exists tenant on public."product"; create policy/,
    )
    const t = await workshop.tenant('MA01')
    expect((await t.as('owner').get('products')).status).toBe(200)
    await expect(t.rows("update audit_record set label = 'x'")).rejects.toThrow(/permission denied/)
  })
})
