import { lazy, Suspense, type SyntheticEvent } from 'react'
import type { Product, ProductKind } from './product-texts.ts'

const ProductDialog = lazy(async () => ({ default: (await import('./product-dialog.tsx')).ProductDialog }))

// It stands elsewhere on the page: its keys and its sending are no business of the form it was opened from.
const apart = (event: SyntheticEvent) => event.stopPropagation()

/** Makes a product in the middle of another form, with what was typed where it was looked for. */
export function NewProduct(props: {
  /** A name, or a SKU where it looks like one. */
  called: string
  kind: ProductKind
  serialised?: boolean | undefined
  onMade(product: Product): void
  onClose(): void
}) {
  const { called, kind, serialised = false } = props
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only keeps events of the dialog from what is around it
    <div style={{ display: 'contents' }} onSubmit={apart} onKeyDown={apart}>
      <Suspense fallback={null}>
        <ProductDialog
          suggested={{ kind, serialised, ...(looksLikeSku(called) ? { sku: called } : { name: called }) }}
          onSaved={(_, product) => props.onMade(product)}
          onClose={props.onClose}
        />
      </Suspense>
    </div>
  )
}

/** `STRAP-20`, `LTH.VEG`: capitals, digits and what joins them. */
const looksLikeSku = (text: string): boolean => /^[A-Z0-9][A-Z0-9._/-]*$/.test(text) && /[-._/0-9]/.test(text)
