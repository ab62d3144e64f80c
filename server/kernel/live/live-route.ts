import { EventEmitter } from 'node:events'
import type { IncomingMessage } from 'node:http'
import websocket from '@fastify/websocket'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { fail } from '../errors/kernel-errors.ts'
import { API_PREFIX } from '../http/prefix.ts'
import type { Kernel } from '../kernel.ts'
import { CLOSE, serveConnection } from './connection.ts'

export const LIVE_PATH = `${API_PREFIX}/live`
/** Nobody has anything to say there. */
const MOST_SAID_BYTES = 1_024
/** Connections that do not answer a good-bye are cut after this. */
const FAREWELL_MS = 1_000

/** Whether a request that asks to become another protocol may: everything else is answered as if it had not asked. */
export const mayUpgrade = (request: IncomingMessage): boolean =>
  request.headers.upgrade?.toLowerCase() === 'websocket' && /^[^?]*/.exec(request.url ?? '')![0] === LIVE_PATH

/**
 * A browser opens a connection for any page and sends the cookie along; only a page of the same host may have it. A program with
 * a key comes from nowhere.
 */
function assertOwnPage({ headers }: FastifyRequest): void {
  if (headers.cookie === undefined || headers.authorization !== undefined) return
  const origin = URL.parse(headers.origin ?? '')
  if (origin?.host.toLowerCase() !== (headers.host ?? '').toLowerCase())
    throw fail('auth.forbidden', { permission: 'same-origin' })
}

/** The WebSocket that tells open screens what changed. */
export async function registerLive(app: FastifyInstance, kernel: Kernel): Promise<void> {
  const upgrades = new EventEmitter()
  const pass = (...given: unknown[]) => upgrades.emit('upgrade', ...given)
  app.server.on('upgrade', pass)
  await app.register(websocket, {
    options: { server: upgrades as never, maxPayload: MOST_SAID_BYTES },
    preClose(done) {
      app.server.off('upgrade', pass)
      const { clients } = app.websocketServer
      for (const client of clients) client.close(CLOSE.restart, 'restart')
      setTimeout(() => {
        for (const client of clients) client.terminate()
      }, FAREWELL_MS).unref()
      app.websocketServer.close()
      done()
    },
    // A connection that breaks is a connection that ended.
    errorHandler: (_error, socket) => socket.terminate(),
  })
  app.route({
    method: 'GET',
    url: LIVE_PATH,
    preValidation: async (request) => assertOwnPage(request),
    handler: async () => {
      throw fail('not_found')
    },
    wsHandler: (socket, request) => serveConnection(kernel, socket, request),
  })
}
