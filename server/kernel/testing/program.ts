import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import path from 'node:path'
import { nodeFlags } from '../../../bin/node-flags.mjs'

const ROOT = path.resolve(import.meta.dirname, '../../..')

export interface Program {
  readonly pid: number
  readonly port: number
  /** What it wrote last, for a message when something went wrong. */
  output(): string
  /** Ends it as told and resolves when it is gone. */
  end(signal: 'SIGKILL' | 'SIGINT' | 'SIGTERM'): Promise<number | null>
}

export interface ProgramOptions {
  roles: string
  port: number
  env: Record<string, string>
  /** How long the first answer (web) or the ready line may take. */
  timeoutMs?: number
}

/** A port of 127.0.0.1 that is free right now. */
export async function freePort(): Promise<number> {
  const server = createServer()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  server.close()
  await once(server, 'close')
  return port
}

/** Starts the program as a process of its own, as a user would, and resolves when it is ready. */
export async function startProgram({
  roles,
  port,
  env,
  timeoutMs = 60_000,
}: ProgramOptions): Promise<Program> {
  const child: ChildProcess = spawn(
    process.execPath,
    [...nodeFlags, path.join(ROOT, 'server/cli.ts'), 'start', `--role=${roles}`],
    {
      cwd: ROOT,
      env: {
        PATH: process.env.PATH ?? '',
        HOME: process.env.HOME ?? '',
        PORT: String(port),
        SEED_DEMO: 'false',
        LOG_LEVEL: 'warn',
        ...env,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  )
  let output = ''
  const ready = Promise.withResolvers<void>()
  const read = (chunk: Buffer): void => {
    output = (output + chunk.toString('utf8')).slice(-20_000)
    if (/^Ready in /m.test(output)) ready.resolve()
  }
  child.stdout!.on('data', read)
  child.stderr!.on('data', read)
  const gone = once(child, 'exit').then(([code]) => code as number | null)
  void gone.then((code) =>
    ready.reject(new Error(`the program ended with ${code} before it was ready:\n${output}`)),
  )
  const timer = setTimeout(
    () => ready.reject(new Error(`the program is not ready after ${timeoutMs} ms:\n${output}`)),
    timeoutMs,
  )
  try {
    await ready.promise
  } catch (error) {
    child.kill('SIGKILL')
    throw error
  } finally {
    clearTimeout(timer)
  }
  return {
    pid: child.pid!,
    port,
    output: () => output,
    end: async (signal) => {
      if (child.exitCode === null && child.signalCode === null) child.kill(signal)
      return await gone
    },
  }
}
