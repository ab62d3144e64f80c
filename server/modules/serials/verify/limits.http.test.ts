import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freePort } from '../../../kernel/testing/program.ts'
import type { Workshop } from '../../../kernel/testing/workshop.ts'
import { openSerials } from '../serials.build.ts'
import { takeFrom, verifyLimits } from './limits.ts'

const hasRedis = spawnSync('redis-server', ['--version']).status === 0
if (!hasRedis)
  console.warn('skipped: there is no redis-server here, so limits over several processes are not tried')

describe.skipIf(!hasRedis)('limits of public verification over several processes', () => {
  let redis: ChildProcess
  let folder: string
  let url: string
  const programs: Workshop[] = []
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'touchmark-redis-'))
    const port = await freePort()
    redis = spawn(
      'redis-server',
      ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--dir', folder],
      {
        stdio: ['ignore', 'pipe', 'ignore'],
      },
    )
    url = `redis://127.0.0.1:${port}`
    for await (const chunk of redis.stdout!) if (String(chunk).includes('Ready to accept connections')) break
    for (let i = 0; i < 2; i++) {
      const program = await openSerials({ env: { REDIS_URL: url, VERIFY_LIMIT_PER_MINUTE: '10' } })
      programs.push(program)
      await connected(program, `ready-${i}`)
    }
  })
  afterAll(async () => {
    await Promise.all(programs.map((program) => program.close()))
    if (redis.signalCode === null && redis.kill('SIGTERM')) await once(redis, 'exit')
    await rm(folder, { recursive: true })
  })

  /** Until the limiter has its connection each process counts alone, and by its own clock. */
  async function connected(program: Workshop, name: string): Promise<void> {
    const policy = { name, limit: 1, windowS: 60 }
    for (let i = 0; i < 500; i++) {
      const first = await program.kernel.limiter.take(policy, String(i), 0)
      const second = await program.kernel.limiter.take(policy, String(i), 120_000)
      if (first.allowed && !second.allowed) return
      await new Promise((resolve) => setTimeout(resolve, 10))
    }
    throw new Error('Redis was not reached')
  }

  const ask = async (program: Workshop, serial: string, ip: string) =>
    (
      await program.app.inject({
        url: `/api/public/serial/verify/${serial}`,
        remoteAddress: ip,
        headers: { host: 'localhost' },
      })
    ).statusCode
  const tally = (statuses: number[]) =>
    Object.fromEntries([200, 404, 429].map((status) => [status, statuses.filter((s) => s === status).length]))

  it('count one client in all of them together', async () => {
    const statuses = await Promise.all(
      Array.from({ length: 24 }, (_, i) => ask(programs[i % 2]!, `NOTHING${i}`, '203.0.113.7')),
    )
    expect(tally(statuses)).toEqual({ 200: 0, 404: 10, 429: 14 })
    expect(await ask(programs[0]!, 'NOTHING', '203.0.113.8')).toBe(404)
  })

  it('count one serial from many clients in all of them together, whether there is such a piece or not', async () => {
    // 20 clients' worth of 10 requests.
    const statuses = await Promise.all(
      Array.from({ length: 230 }, (_, i) => ask(programs[i % 2]!, 'half-the-world-1', `198.51.100.${i + 1}`)),
    )
    expect(tally(statuses)).toEqual({ 200: 0, 404: 200, 429: 30 })
    expect(await ask(programs[0]!, 'HALF THE W0RLD I', '198.51.101.1')).toBe(429)
    expect(await ask(programs[1]!, 'half-the-world-2', '198.51.101.1')).toBe(404)
  })

  it('count over all together', async () => {
    const { all } = verifyLimits(10)
    expect(all.limit).toBe(200_000)
    const policy = { ...all, name: 'all-of-a-test', limit: 30 }
    const taken = await Promise.all(
      Array.from({ length: 50 }, (_, i) => takeFrom(programs[i % 2]!.kernel, [[policy, '']], 0)),
    )
    expect(taken.filter(({ decision }) => decision.allowed)).toHaveLength(30)
    for (const { decision } of taken)
      expect([decision.resetS >= 55, decision.resetS <= 60]).toEqual([true, true])
  })

  it('are looser but never absent while Redis is away', async () => {
    redis.kill('SIGKILL')
    await once(redis, 'exit')
    const statuses = []
    for (let i = 0; i < 24; i++) statuses.push(await ask(programs[i % 2]!, `AWAY${i}`, '203.0.113.9'))
    expect(tally(statuses)).toEqual({ 200: 0, 404: 20, 429: 4 })
  })
})
