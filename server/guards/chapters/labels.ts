import { checkDigit } from '../../../shared/gs1/check-digit.ts'
import type { Story } from '../story.ts'

/** A product with a GTIN of its own: no other workshop can have the same. */
export async function tagProducts(story: Story): Promise<void> {
  const digits = [...story.teller.code].map((letter) => letter.charCodeAt(0)).join('')
  const body = `885${digits}`.padEnd(12, '0').slice(0, 12)
  await story.call('catalog.product.create', {
    ...{ sku: 'TAGGED', name: story.text('Card holder'), kind: 'finished', unit: 'pc', currency: 'THB' },
    gtin: body + checkDigit(body),
  })
}
