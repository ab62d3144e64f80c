import { readFile, stat } from 'node:fs/promises'
import type { Logger } from 'pino'
import { variables } from './config-variables.ts'
import { ConfigError } from './start-error.ts'

/** Keys that serials are signed with, hexadecimal: the one that signs first, then those that are only verified with. */
export type SerialKeys = readonly [string, ...string[]]

const POLL_MS = 5_000
/** A key that was put in front signs only when every process has had the time to read it, several times over. */
export const SETTLE_MS = 30_000

const reason = (error: unknown): string => (error instanceof Error ? error.message : String(error))

interface KeyFile {
  readonly keys: SerialKeys
  readonly changedMs: number
}

async function readKeyFile(file: string): Promise<KeyFile> {
  let text: string
  let changedMs: number
  try {
    const [content, { mtimeMs }] = await Promise.all([readFile(file, 'utf8'), stat(file)])
    text = content
    changedMs = mtimeMs
  } catch (error) {
    throw new ConfigError(`SERIAL_MASTER_KEYS_FILE (${file}) cannot be read: ${reason(error)}.`, {
      cause: error,
    })
  }
  const keys = text
    .replace(/#.*$/gm, '')
    .split(/[\s,]+/)
    .filter((key) => key !== '')
  const parsed = variables.serialMasterKeys.schema.safeParse(keys.join(','))
  // The message says what is wrong and never what is there.
  if (!parsed.success)
    throw new ConfigError(
      `SERIAL_MASTER_KEYS_FILE (${file}) ${parsed.error.issues[0]?.message ?? 'is not usable'}.`,
    )
  const [first, ...older] = parsed.data
  return { keys: [first!, ...older], changedMs }
}

/**
 * Which key signs: the first of the file, except while the file is so new that another process may not have read it. Then the
 * one that signed before goes on, and what the new one would sign is verified already.
 */
function inUse({ keys, changedMs }: KeyFile, nowMs: number, signedBefore: string | undefined): SerialKeys {
  if (keys.length === 1 || nowMs - changedMs >= SETTLE_MS) return keys
  const signing = signedBefore !== undefined && keys.includes(signedBefore) ? signedBefore : keys[1]!
  return [signing, ...keys.filter((key) => key !== signing)]
}

/** The keys of a file at the start of a process. @throws ConfigError */
export const keysOfFile = async (file: string, nowMs = Date.now()): Promise<SerialKeys> =>
  inUse(await readKeyFile(file), nowMs, undefined)

/**
 * The key ring of this process. Where it comes from a file, the file is looked at every few seconds: a new key is there without a
 * restart. A file that is broken, or leaves out a key that is in use, changes nothing and is told in the log.
 */
export class KeyRing {
  readonly #file: string | undefined
  readonly #log: Pick<Logger, 'info' | 'error'>
  readonly #now: () => number
  readonly #timer: NodeJS.Timeout | undefined
  #keys: SerialKeys
  #told: string | undefined

  constructor(
    keys: SerialKeys,
    options: { file?: string | undefined; log: Pick<Logger, 'info' | 'error'>; now?: () => number },
  ) {
    this.#keys = keys
    this.#file = options.file
    this.#log = options.log
    this.#now = options.now ?? Date.now
    if (this.#file === undefined) return
    this.#timer = setInterval(() => void this.reload(), POLL_MS)
    this.#timer.unref()
  }

  /** The same array until the ring changes: what is derived from it may be kept with it. */
  get keys(): SerialKeys {
    return this.#keys
  }

  /** Reads the file again. Never throws. */
  async reload(): Promise<void> {
    if (this.#file === undefined) return
    let found: KeyFile
    try {
      found = await readKeyFile(this.#file)
    } catch (error) {
      this.#refuse(`${reason(error)} The key ring stays as it is.`)
      return
    }
    const dropped = this.#keys.filter((key) => !found.keys.includes(key))
    if (dropped.length > 0) {
      this.#refuse(
        `SERIAL_MASTER_KEYS_FILE leaves out ${dropped.length} of ${this.#keys.length} keys, whose serials would no longer be genuine: the key ring stays as it is. To drop a key for good, start every process again.`,
      )
      return
    }
    this.#told = undefined
    const keys = inUse(found, this.#now(), this.#keys[0])
    if (keys.length === this.#keys.length && keys.every((key, i) => key === this.#keys[i])) return
    const hasNewSigner = keys[0] !== this.#keys[0]
    this.#keys = keys
    this.#log.info(
      { keys: keys.length },
      hasNewSigner ? 'serials are signed with a new key from now on' : 'the ring of serial keys has grown',
    )
  }

  close(): void {
    clearInterval(this.#timer)
  }

  #refuse(message: string): void {
    if (this.#told === message) return
    this.#told = message
    this.#log.error(message)
  }
}
