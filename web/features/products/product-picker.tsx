import { Select } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { type ItemOf, read } from '../../api/queries.ts'
import { useLanguage } from '../../texts/texts.tsx'
import { nameIn, type ProductKind } from './product-texts.ts'

export type PickedProduct = ItemOf<'/api/v1/products'>

/** Finds a product by name or SKU and gives it on; with `value` it stays chosen, without it is ready for the next. */
export function ProductPicker(props: {
  label: string
  hint?: string
  required?: boolean
  autoFocus?: boolean
  error?: string | undefined
  kind?: ProductKind
  serialised?: boolean
  exclude?: readonly string[]
  value?: PickedProduct | undefined
  onPick(product: PickedProduct): void
}) {
  const { t, locale } = useLanguage()
  const { exclude = [], value } = props
  const [typed, setTyped] = useState('')
  const [asked] = useDebouncedValue(typed.trim(), 200)
  const found = useQuery({
    ...read('/api/v1/products', {
      query: {
        limit: 20,
        sort: 'sku',
        ...(asked === '' ? {} : { q: asked }),
        ...(props.kind ? { kind: props.kind } : {}),
        ...(props.serialised === undefined ? {} : { serialised: props.serialised ? 'true' : 'false' }),
      },
    }),
    placeholderData: keepPreviousData,
  })
  const choices = (found.data?.items ?? []).filter(({ id }) => !exclude.includes(id))
  const known = value && !choices.some(({ id }) => id === value.id) ? [value, ...choices] : choices
  const nameOf = (product: PickedProduct) => `${product.sku} · ${nameIn(locale, product)}`
  return (
    <Select
      label={props.label}
      description={props.hint}
      required={props.required ?? false}
      error={props.error}
      {...(props.autoFocus ? { 'data-autofocus': true } : {})}
      searchable
      placeholder={t('picker.product')}
      nothingFoundMessage={found.isFetching ? t('list.loading') : t('list.nothing')}
      data={known.map((product) => ({ value: product.id, label: nameOf(product) }))}
      // The server has searched already, in all of the products' names.
      filter={({ options }) => options}
      value={value?.id ?? null}
      searchValue={typed}
      onSearchChange={setTyped}
      onChange={(id) => {
        const picked = known.find((product) => product.id === id)
        if (!picked) return
        props.onPick(picked)
        if (props.value === undefined) setTyped('')
      }}
    />
  )
}
