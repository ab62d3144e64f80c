import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { query } from '../kernel/command/operation.ts'
import { sql } from '../kernel/db/sql.ts'
import { fail } from '../kernel/errors/kernel-errors.ts'
import { identify } from '../kernel/http/identify.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { EXAMPLE_ID } from '../kernel/resource/resource.ts'
import { id } from '../kernel/wire.ts'
import { fileUrl } from '../modules/documents/index.ts'

/** The counterpart of `PUT /products/:id/images`: what a page needs to show them and to put them in another order. */
export const listProductImages = query({
  name: 'desk.product_image.list',
  permission: 'catalog.read',
  summary: 'The pictures of a product, in order',
  route: 'GET /products/:id/images',
  input: z.object({ id }),
  output: z.object({
    items: z.array(
      z.object({ fileId: id, url: z.string(), alt: z.string().nullable(), altTh: z.string().nullable() }),
    ),
  }),
  example: { id: EXAMPLE_ID },
  async run(ctx, input) {
    const [product, images] = await Promise.all([
      ctx.tx.first(
        sql`select 1 from product where tenant_id = ${ctx.tenant.id}::uuid and id = ${input.id}::uuid`,
      ),
      ctx.tx.rows<{ file_id: string; alt: string | null; alt_th: string | null }>(
        sql`select file_id, alt, alt_th from product_image
            where tenant_id = ${ctx.tenant.id}::uuid and product_id = ${input.id}::uuid order by position`,
      ),
    ])
    if (!product) throw fail('not_found')
    return {
      items: images.map((image) => ({
        fileId: image.file_id,
        url: fileUrl(image.file_id),
        alt: image.alt,
        altTh: image.alt_th,
      })),
    }
  },
})

/**
 * `/desk/pictures/<product>` leads to the product's first picture, so that a list shows it by an address it can make
 * itself. A product without one answers 204: a browser shows nothing then and reports nothing.
 */
export function registerThumbnails(app: FastifyInstance, kernel: Kernel): void {
  app.get<{ Params: { productId: string } }>('/desk/pictures/:productId', async (request, reply) => {
    const { tenant, principal } = await identify(kernel, request)
    const { productId } = request.params
    if (!tenant || !principal.permissions.has('catalog.read') || !id.safeParse(productId).success)
      throw fail('not_found')
    const image = await kernel.database.read(tenant.id, (tx) =>
      tx.first<{ file_id: string }>(
        sql`select file_id from product_image
            where tenant_id = ${tenant.id}::uuid and product_id = ${productId}::uuid order by position limit 1`,
      ),
    )
    reply.header('cache-control', 'private, max-age=60')
    return image ? reply.redirect(fileUrl(image.file_id), 302) : reply.code(204).send()
  })
}
