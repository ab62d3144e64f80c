import { randomBytes } from 'node:crypto'
import { mkdtemp, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { loadConfig } from './config.ts'
import { KeyRing, keysOfFile, SETTLE_MS } from './key-ring.ts'

const newKey = () => randomBytes(32).toString('hex')
const [a, b, c] = [newKey(), newKey(), newKey()]
let folder: string
let file: string
let nowMs: number
let told: string[]
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'touchmark-keys-'))
  file = path.join(folder, 'keys')
  nowMs = 1_800_000_000_000
  told = []
})
afterEach(() => rm(folder, { recursive: true }))

/** Writes the file as somebody does now, by the test's clock. */
async function write(text: string) {
  await writeFile(file, text)
  await utimes(file, nowMs / 1000, nowMs / 1000)
}
const log = {
  info: (_: unknown, message?: string) => told.push(message ?? ''),
  error: (message: unknown) => told.push(String(message)),
} as unknown as ConstructorParameters<typeof KeyRing>[1]['log']
const open = async () => new KeyRing(await keysOfFile(file, nowMs), { file, log, now: () => nowMs })

describe('a key ring in a file', () => {
  it('takes a new key without a restart: verifies with it at once, signs with it when every process has it', async () => {
    await write(`# the ring\n${a}\n`)
    const [one, two] = [await open(), await open()]
    const before = one.keys
    await one.reload()
    expect(one.keys).toBe(before)
    await write(`${b}, ${a}`)
    // One process looks at once, the other a moment later.
    await one.reload()
    expect([one.keys, two.keys]).toEqual([[a, b], [a]])
    nowMs += 5_000
    await two.reload()
    expect(two.keys).toEqual([a, b])
    // A third one starts in this moment and does not run ahead.
    const three = await open()
    expect(three.keys).toEqual([a, b])
    nowMs += SETTLE_MS
    for (const ring of [one, two, three]) {
      await ring.reload()
      expect(ring.keys).toEqual([b, a])
      ring.close()
    }
    expect(told.filter((line) => line.includes('signed with a new key'))).toHaveLength(3)
  })

  it('is not changed by a file that is broken, gone, or leaves out a key in use; it says so once, without a key', async () => {
    await write(`${b}\n${a}`)
    nowMs += SETTLE_MS
    const ring = await open()
    for (const text of [`${c}\n${b}`, `${a.slice(0, 40)}`, '', `${a},${a},${b}`]) {
      await write(text)
      nowMs += SETTLE_MS
      await ring.reload()
      await ring.reload()
      expect(ring.keys).toEqual([b, a])
    }
    await rm(file)
    await ring.reload()
    expect(ring.keys).toEqual([b, a])
    expect(told).toHaveLength(4)
    expect(told[0]).toContain('leaves out 1 of 2 keys')
    for (const key of [a, b, c]) expect(told.join('\n')).not.toContain(key.slice(0, 12))
    await write(`${c}\n${b}\n${a}`)
    nowMs += SETTLE_MS
    await ring.reload()
    expect(ring.keys).toEqual([c, b, a])
    ring.close()
  })

  it('stops the start where it cannot be used', async () => {
    await expect(keysOfFile(file)).rejects.toThrow(`SERIAL_MASTER_KEYS_FILE (${file}) cannot be read`)
    await write('nothing')
    await expect(keysOfFile(file)).rejects.toThrow('must be a comma separated list of keys')
    expect(() => loadConfig({ SERIAL_MASTER_KEYS: a, SERIAL_MASTER_KEYS_FILE: file })).toThrow(
      'SERIAL_MASTER_KEYS and SERIAL_MASTER_KEYS_FILE are both given',
    )
  })
})
