// Tests only: uses node:fs.
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const FOLDER = new URL('../../../shared/vectors/', import.meta.url)

/** Path of a file or folder of test vectors kept beside the project; undefined where they are absent. */
export function externalVectorPath(path: string): string | undefined {
  const full = fileURLToPath(new URL(path, FOLDER))
  return existsSync(full) ? full : undefined
}

/**
 * A JSON file of test vectors kept beside the project, or undefined where they are absent: such tests go under
 * `describe.skipIf(!vectors)`, so that the run reports them as skipped.
 */
export function externalVectors<T>(path: string): T | undefined {
  const full = externalVectorPath(path)
  return full === undefined ? undefined : (JSON.parse(readFileSync(full, 'utf8')) as T)
}
