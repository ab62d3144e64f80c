import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { claimDataDir, runningInstance } from './instance.ts'
import { processIdentity } from './process-identity.ts'

let dataDir: string
const file = (): string => path.join(dataDir, 'instance.json')
const instance = (pid: number, identity: string) =>
  JSON.stringify({
    pid,
    identity,
    claim: 'of another',
    startedAt: '2026-01-01T00:00:00.000Z',
    postgres: { pid: 1, port: 15_432 },
  })

beforeEach(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), 'touchmark-instance-'))
})
afterEach(async () => {
  await rm(dataDir, { recursive: true })
})

describe('the claim to a data folder', () => {
  it('tells others where the database is while it is held, and nothing after', async () => {
    const claim = await claimDataDir(dataDir)
    expect(await runningInstance(dataDir)).toMatchObject({ pid: process.pid, postgres: null })
    await claim.publish({ pid: 4711, port: 15_500 })
    expect(await runningInstance(dataDir)).toMatchObject({
      pid: process.pid,
      postgres: { pid: 4711, port: 15_500 },
    })
    await claim.release()
    expect(await runningInstance(dataDir)).toBeUndefined()
    expect(await readdir(dataDir)).toEqual([])
  })

  it('is refused while its holder runs, naming it, and leaves the file as it was', async () => {
    const claim = await claimDataDir(dataDir)
    const before = await readFile(file(), 'utf8')
    await expect(claimDataDir(dataDir)).rejects.toThrow(
      `Touchmark is already running on ${dataDir} (process ${process.pid}, since`,
    )
    expect(await readFile(file(), 'utf8')).toBe(before)
    expect(await readdir(dataDir)).toEqual(['instance.json'])
    await claim.release()
  })

  it('is waited for, as long as asked, when its holder is about to end', async () => {
    const claim = await claimDataDir(dataDir)
    const waitedFor: number[] = []
    const next = claimDataDir(dataDir, {
      waitMs: 20_000,
      onWait: ({ pid }) => {
        waitedFor.push(pid)
        void claim.release()
      },
    })
    await (await next).release()
    expect(waitedFor).toEqual([process.pid])
  })

  it('goes to exactly one of many that ask at once, whether the folder is fresh or a dead process had it', async () => {
    for (let round = 0; round < 20; round++) {
      if (round > 0) await writeFile(file(), instance(process.pid, `an earlier boot/${round}`))
      const asked = await Promise.allSettled(Array.from({ length: 10 }, () => claimDataDir(dataDir)))
      const got = asked.filter((one) => one.status === 'fulfilled')
      expect(got).toHaveLength(1)
      await got[0]?.value.release()
      expect(await readdir(dataDir)).toEqual([])
    }
  })

  it('is taken over from a process that was killed', async () => {
    const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'])
    const identity = await processIdentity(child.pid!)
    await writeFile(file(), instance(child.pid!, identity!))
    expect(await runningInstance(dataDir)).toMatchObject({ pid: child.pid })
    await expect(claimDataDir(dataDir)).rejects.toThrow(`(process ${child.pid}, since 2026-01-01`)
    child.kill('SIGKILL')
    await once(child, 'close')
    const claim = await claimDataDir(dataDir)
    expect(await runningInstance(dataDir)).toMatchObject({ pid: process.pid })
    await claim.release()
  })

  it('does not mistake a new process with an old number for the holder', async () => {
    await writeFile(file(), instance(process.pid, 'another boot/99'))
    expect(await runningInstance(dataDir)).toBeUndefined()
  })

  it.each(['', '{"pid": 12', '{"pid":"x"}'])(
    'is not held by what a power cut left in the file: %j',
    async (text) => {
      await writeFile(file(), text)
      const claim = await claimDataDir(dataDir)
      await claim.release()
    },
  )

  it('is refused in one sentence where the folder cannot be written', async () => {
    await writeFile(path.join(dataDir, 'file'), '')
    await expect(claimDataDir(path.join(dataDir, 'file'))).rejects.toMatchObject({
      exitCode: 3,
      message: expect.stringMatching(/^DATA_DIR \(.*file\) cannot be written: /),
    })
  })

  it('is not given back by a process that does not hold it any more', async () => {
    const claim = await claimDataDir(dataDir)
    const other = instance(1, (await processIdentity(1))!)
    await writeFile(file(), other)
    await claim.release()
    expect(await readFile(file(), 'utf8')).toBe(other)
  })
})
