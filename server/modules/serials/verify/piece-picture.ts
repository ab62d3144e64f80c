import type { Picture } from '../../../../storefront/page.ts'
import type { Locale } from '../../../../storefront/texts.ts'
import { tenantOrigin } from '../../../kernel/config.ts'
import { sql } from '../../../kernel/db/sql.ts'
import type { Kernel } from '../../../kernel/kernel.ts'
import { fileUrl } from '../../documents/index.ts'
import type { FoundPiece } from './lookup.ts'

/** What a piece looks like, by its product, on the host of its maker; the answer about the piece does not fail with it. */
export async function pictureOf(
  kernel: Kernel,
  piece: FoundPiece,
  locale: Locale,
): Promise<Picture | undefined> {
  try {
    const [stored] = await kernel.registry.query<{
      file_id: string
      alt: string | null
      alt_th: string | null
    }>(
      sql`select file_id, alt, alt_th from registry.product_picture
        where maker_folded = ${piece.maker_folded} and sku = ${piece.product.sku}`,
    )
    if (!stored) return undefined
    const name = (locale === 'th' ? piece.product.name_th : null) ?? piece.product.name
    return {
      url: tenantOrigin(kernel.config, piece.maker_slug) + fileUrl(stored.file_id),
      alt: (locale === 'th' ? stored.alt_th : null) ?? stored.alt ?? name,
    }
  } catch (error) {
    kernel.log.warn({ err: error }, 'the registry did not say what a piece looks like')
    return undefined
  }
}
