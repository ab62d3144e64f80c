import type { DataOf } from '../../api/queries.ts'
import type { Tone } from '../../kit/state-badge.tsx'
import type { Locale, PlainKey } from '../../texts/texts.tsx'

export type Product = DataOf<'/api/v1/products/{id}'>
export type ProductKind = Product['kind']

export const KIND_TEXTS = {
  finished: 'product.kind.finished',
  material: 'product.kind.material',
  component: 'product.kind.component',
  service: 'product.kind.service',
} as const satisfies Record<ProductKind, PlainKey>
export const PRODUCT_KINDS = Object.keys(KIND_TEXTS) as ProductKind[]

export const publishedTone = (published: boolean): Tone => (published ? 'good' : 'plain')

/** A name in the reader's language, where it was given. */
export const nameIn = (locale: Locale, record: { name: string; nameTh?: string | null }): string =>
  (locale === 'th' && record.nameTh) || record.name
