import { readFileSync } from 'node:fs'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { ASSETS_FOLDER, accentStylesheet, assetVersion } from '../../../storefront/index.ts'
import { fail } from '../../kernel/errors/kernel-errors.ts'

const TYPES = {
  'shop.css': 'text/css; charset=utf-8',
  'shop.js': 'text/javascript; charset=utf-8',
  'icon.svg': 'image/svg+xml',
} as const
type AssetName = keyof typeof TYPES

const isAsset = (name: string): name is AssetName => Object.hasOwn(TYPES, name)

/** Style sheet, script and icon of the pages, on every host. They are few and small: read once, kept in memory. */
export function registerAssets(app: FastifyInstance): void {
  const contents = new Map(
    (Object.keys(TYPES) as AssetName[]).map((name) => [name, readFileSync(new URL(name, ASSETS_FOLDER))]),
  )
  const send = (reply: FastifyReply, name: AssetName, cacheControl: string) =>
    reply.header('cache-control', cacheControl).type(TYPES[name]).send(contents.get(name))

  app.get<{ Params: { name: string }; Querystring: { v?: string } }>(
    '/shop-assets/:name',
    async (request, reply) => {
      const { name } = request.params
      if (isAsset(name)) {
        // The address of another version must not keep this one: during an update both programs answer.
        const isThisVersion = request.query.v === assetVersion(name)
        return send(reply, name, isThisVersion ? 'public, max-age=31536000, immutable' : 'no-cache')
      }
      const colour = /^accent-([0-9a-f]{6})\.css$/.exec(name)?.[1]
      if (colour === undefined) throw fail('not_found')
      return reply
        .header('cache-control', 'public, max-age=86400')
        .type(TYPES['shop.css'])
        .send(accentStylesheet(`#${colour}`))
    },
  )
  for (const path of ['/icon.svg', '/favicon.ico']) {
    app.get(path, async (_request, reply) => send(reply, 'icon.svg', 'public, max-age=86400'))
  }
}
