import { z } from 'zod'
import { newId } from '../../../../shared/ids.ts'
import type { TenantContext } from '../../../kernel/command/context.ts'
import { command } from '../../../kernel/command/operation.ts'
import { sql } from '../../../kernel/db/sql.ts'
import { fail as kernelFail } from '../../../kernel/errors/kernel-errors.ts'
import { EXAMPLE_ID } from '../../../kernel/resource/resource.ts'
import { id, line } from '../../../kernel/wire.ts'
import { picturesChanged } from '../events.ts'

export interface ProductPicture {
  fileId: string
  alt?: string | undefined
  altTh?: string | undefined
}

export const setProductImages = command({
  name: 'catalog.product.set_images',
  summary: 'Set the pictures of a product, in order',
  route: 'PUT /products/:id/images',
  input: z.object({
    id,
    images: z.array(z.object({ fileId: id, alt: line().optional(), altTh: line().optional() })).max(20),
  }),
  output: z.object({ images: z.number().int() }),
  example: { id: EXAMPLE_ID, images: [{ fileId: EXAMPLE_ID, alt: 'The tote from the front' }] },
  async run(ctx, input) {
    const product = await ctx.tx.first<{ sku: string }>(
      sql`select sku from product where tenant_id = ${ctx.tenant.id}::uuid and id = ${input.id}::uuid and deleted_at is null for update`,
    )
    if (!product) throw kernelFail('not_found')
    await writeImages(ctx, input.id, input.images)
    ctx.audit({ entity: 'product', id: input.id, label: product.sku, changes: { images: input.images } })
    return { images: input.images.length }
  },
})

/** Replaces a product's pictures; every file must be a public one of the workshop. */
export async function writeImages(
  ctx: TenantContext,
  productId: string,
  images: readonly ProductPicture[],
): Promise<void> {
  const tenant = ctx.tenant.id
  const [, written] = await Promise.all([
    ctx.tx.run(
      sql`delete from product_image where tenant_id = ${tenant}::uuid and product_id = ${productId}::uuid`,
    ),
    ctx.tx.run(sql`insert into product_image (tenant_id, id, product_id, position, file_id, alt, alt_th)
      select ${tenant}::uuid, i.id, ${productId}::uuid, i.position, f.id, i.alt, i.alt_th
      from unnest(${images.map(() => newId(ctx.now.getTime()))}::uuid[], ${images.map((_, n) => n + 1)}::int[], ${images.map((i) => i.fileId)}::uuid[],
        ${images.map((i) => i.alt ?? null)}::text[], ${images.map((i) => i.altTh ?? null)}::text[]) as i(id, position, file_id, alt, alt_th)
      join stored_file f on f.tenant_id = ${tenant}::uuid and f.id = i.file_id and f.visibility = 'public' and f.deleted_at is null`),
  ])
  if (written !== images.length) throw kernelFail('reference.missing', { field: 'images.fileId' })
  ctx.publish(picturesChanged, { productIds: [productId] })
}
