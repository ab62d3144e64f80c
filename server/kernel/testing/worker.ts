import crypto, { type BinaryLike, type ScryptOptions } from 'node:crypto'
import { syncBuiltinESMExports } from 'node:module'
import '../../commonjs-packages.ts'

/**
 * What each process of tests does before anything else. It loads packages as the program does, and remembers the keys that
 * scrypt derived: one takes a twentieth of a second of CPU, and the tests sign the same people in again and again.
 */
const derive = crypto.scrypt
const derived = new Map<string, Buffer>()

type Done = (error: Error | null, key: Buffer) => void

function deriveOnce(
  password: BinaryLike,
  salt: BinaryLike,
  length: number,
  options: ScryptOptions,
  done: Done,
): void {
  // What is no text is derived anew; the program has none.
  if (typeof password !== 'string' || typeof salt !== 'string') {
    derive(password, salt, length, options, done)
    return
  }
  const asked = JSON.stringify([password, salt, length, options])
  const known = derived.get(asked)
  if (known) {
    setImmediate(done, null, Buffer.from(known))
    return
  }
  derive(password, salt, length, options, (error, key) => {
    if (!error) derived.set(asked, Buffer.from(key))
    done(error, key)
  })
}

crypto.scrypt = deriveOnce as typeof crypto.scrypt
syncBuiltinESMExports()
