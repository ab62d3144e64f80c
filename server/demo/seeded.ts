import { access } from 'node:fs/promises'
import path from 'node:path'

/** Says that the demo is complete; its absence lets the next start finish an interrupted seed. */
export const SEEDED_FILE = 'demo.json'

export const isSeeded = async (dataDir: string): Promise<boolean> =>
  await access(path.join(dataDir, SEEDED_FILE)).then(
    () => true,
    () => false,
  )
