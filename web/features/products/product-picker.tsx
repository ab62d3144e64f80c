import { Select } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconPlus } from '@tabler/icons-react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { type ItemOf, read } from '../../api/queries.ts'
import { useSession } from '../../session/session.tsx'
import { useLanguage } from '../../texts/texts.tsx'
import { NewProduct } from './new-product.tsx'
import { nameIn, type ProductKind } from './product-texts.ts'

export type PickedProduct = ItemOf<'/api/v1/products'>

const CREATE = '$new'

/**
 * Finds a product by name or SKU and gives it on; with `value` it stays chosen, without it is ready for the next. With `makes` one that is not
 * there yet is made without leaving the form, by whoever may.
 */
export function ProductPicker(props: {
  label: string
  hint?: string
  required?: boolean
  autoFocus?: boolean
  error?: string | undefined
  kind?: ProductKind
  serialised?: boolean
  exclude?: readonly string[]
  /** What kind of product is made here, where one can be. */
  makes?: ProductKind
  value?: PickedProduct | undefined
  onPick(product: PickedProduct): void
}) {
  const { t, locale } = useLanguage()
  const { can } = useSession()
  const { exclude = [], value } = props
  const [called, setCalled] = useState<string>()
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
  const pick = (product: PickedProduct) => {
    props.onPick(product)
    if (props.value === undefined) setTyped('')
  }
  const chosenText = value ? nameOf(value) : ''
  const words = typed.trim() === chosenText ? '' : typed.trim()
  const makes = props.makes !== undefined && can('catalog.product.create')
  const createText = words === '' ? t('product.new') : t('picker.newProduct', { name: words })
  return (
    <>
      <Select
        label={props.label}
        description={props.hint}
        required={props.required ?? false}
        error={props.error}
        {...(props.autoFocus ? { 'data-autofocus': true } : {})}
        searchable
        placeholder={t('picker.product')}
        nothingFoundMessage={found.isFetching ? t('list.loading') : t('list.nothing')}
        data={[
          ...known.map((product) => ({ value: product.id, label: nameOf(product) })),
          ...(makes ? [{ value: CREATE, label: createText }] : []),
        ]}
        renderOption={({ option }) =>
          option.value === CREATE ? (
            <span style={{ display: 'inline-flex', gap: '0.5rem', alignItems: 'center' }}>
              <IconPlus size={14} stroke={2} aria-hidden />
              {option.label}
            </span>
          ) : (
            option.label
          )
        }
        // The server has searched already, in all of the products' names.
        filter={({ options }) => options}
        value={value?.id ?? null}
        searchValue={typed}
        // Choosing to make one is no search for it.
        onSearchChange={(text) => text !== createText && setTyped(text)}
        onChange={(id) => {
          const picked = known.find((product) => product.id === id)
          if (id === CREATE) setCalled(words)
          else if (picked) pick(picked)
        }}
      />
      {called === undefined || props.makes === undefined ? null : (
        <NewProduct
          called={called}
          kind={props.makes}
          serialised={props.serialised}
          onMade={pick}
          onClose={() => setCalled(undefined)}
        />
      )}
    </>
  )
}
