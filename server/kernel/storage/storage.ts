import path from 'node:path'
import { Disk } from 'flydrive'
import { FSDriver } from 'flydrive/drivers/fs'

/** Where the bytes of files are; every key begins with the tenant's id. */
export type Storage = Disk

/** Files on this machine, below DATA_DIR. */
export const localStorage = (dataDir: string): Storage =>
  new Disk(new FSDriver({ location: path.join(dataDir, 'files'), visibility: 'private' }))
