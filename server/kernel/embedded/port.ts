import { readFile, rename, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import path from 'node:path'
import { exitCodes, StartError } from '../start-error.ts'

/** Below the range that systems hand out to outgoing connections, so that a port stays free between two starts. */
const firstPort = 15_432
const lastPort = 16_431

/** Whether a server could listen on this port now. */
export function isPortFree(port: number, host = '127.0.0.1'): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') resolve(false)
      else reject(error)
    })
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(true)))
  })
}

const memory = (dataDir: string): string => path.join(dataDir, 'postgres-port')

/** The port this installation's database had last. */
export async function rememberedPort(dataDir: string): Promise<number | undefined> {
  const text = await readFile(memory(dataDir), 'utf8').catch(() => '')
  const port = Number(text.trim())
  return Number.isInteger(port) && port > 0 && port <= 65_535 ? port : undefined
}

export async function rememberPort(dataDir: string, port: number): Promise<void> {
  if ((await rememberedPort(dataDir)) === port) return
  const draft = `${memory(dataDir)}.new`
  await writeFile(draft, `${port}\n`)
  await rename(draft, memory(dataDir))
}

/** A free port for the embedded database, not one of those tried in vain: the last one again where it can be had. */
export async function choosePort(dataDir: string, inVain: ReadonlySet<number>): Promise<number> {
  const last = await rememberedPort(dataDir)
  if (last !== undefined && !inVain.has(last) && (await isPortFree(last))) return last
  for (let port = firstPort; port <= lastPort; port++) {
    if (!inVain.has(port) && (await isPortFree(port))) return port
  }
  throw new StartError(
    exitCodes.portInUse,
    `No port from ${firstPort} to ${lastPort} is free for the embedded database: name one with EMBEDDED_PG_PORT.`,
  )
}
