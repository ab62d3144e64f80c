import { LRUCache } from 'lru-cache'
import { fold } from '../../../../shared/serial/fold.ts'
import type { MakerFace } from '../../../../storefront/page.ts'
import { tenantOrigin } from '../../../kernel/config.ts'
import { sql } from '../../../kernel/db/sql.ts'
import { fail } from '../../../kernel/errors/kernel-errors.ts'
import type { Kernel } from '../../../kernel/kernel.ts'
import type { Pages } from '../../../kernel/module.ts'

interface Row {
  code: string
  name: string
  slug: string
  accent_colour: string | null
  logo_hash: string | null
}

const MAX_AGE_MS = 5_000
const caches = new WeakMap<Kernel, LRUCache<string, MakerFace>>()

/** Where a maker's logo is, on every host; another picture has another address. */
export const logoUrl = (code: string, hash: string): string =>
  `/makers/${encodeURIComponent(code)}/logo/${hash}`

/** How a maker looks on what the public reads of its pieces: from the registry. Undefined while that is away, or does not know it. */
export async function makerFace(kernel: Kernel, folded: string): Promise<MakerFace | undefined> {
  let cache = caches.get(kernel)
  if (!cache) {
    cache = new LRUCache({ max: 10_000, ttl: MAX_AGE_MS })
    caches.set(kernel, cache)
  }
  const known = cache.get(folded)
  if (known) return known
  try {
    const [row] = await kernel.registry.query<Row>(
      sql`select code, name, slug, accent_colour, logo_hash from registry.maker where folded = ${folded}`,
    )
    if (!row) return undefined
    const face: MakerFace = {
      name: row.name,
      code: row.code,
      url: tenantOrigin(kernel.config, row.slug),
      ...(row.accent_colour === null ? {} : { accentColour: row.accent_colour }),
      ...(row.logo_hash === null ? {} : { logoUrl: logoUrl(row.code, row.logo_hash) }),
    }
    cache.set(folded, face)
    return face
  } catch (error) {
    // The answer about the piece does not fail with it.
    kernel.log.warn({ err: error }, 'the registry did not say how a maker looks')
    return undefined
  }
}

/** The logos of makers, also while their store is away. */
export const logoPages: Pages = {
  reason: 'Anybody sees the logo of a maker beside its piece, on every host',
  register(app, kernel) {
    app.get<{ Params: { maker: string; hash: string } }>(
      '/makers/:maker/logo/:hash',
      async (request, reply) => {
        const { maker, hash } = request.params
        if (!/^[0-9a-f]{64}$/.test(hash)) throw fail('not_found')
        const [logo] = await kernel.registry.query<{ media_type: string; bytes: Buffer }>(
          sql`select media_type, bytes from registry.maker_logo where maker_folded = ${fold(maker)} and hash = ${hash}`,
        )
        if (!logo) throw fail('not_found')
        return (
          reply
            .type(logo.media_type)
            .header('cache-control', 'public, max-age=31536000, immutable')
            // An SVG may not run or load anything.
            .header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'; sandbox")
            .header('access-control-allow-origin', '*')
            .header('cross-origin-resource-policy', 'cross-origin')
            .send(logo.bytes)
        )
      },
    )
  },
}
