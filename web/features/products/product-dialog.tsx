import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { answerOf, api } from '../../api/client.ts'
import { read, useCommand } from '../../api/queries.ts'
import { CommandDialog } from '../../kit/command-dialog.tsx'
import { type Field, orNull } from '../../kit/form-fields.tsx'
import { UNITS, unitName } from '../../kit/format.tsx'
import { notify } from '../../kit/notify.tsx'
import { useSession } from '../../session/session.tsx'
import { useTexts } from '../../texts/texts.tsx'
import { KIND_TEXTS, PRODUCT_KINDS, type Product, type ProductKind } from './product-texts.ts'

interface Values {
  sku: string
  name: string
  nameTh: string
  kind: string
  unit: string
  category: string
  price: string
  taxCode: string
  standardCost: string
  gtin: string
  weightG: string
  warrantyMonths: string
  reorderPoint: string
  description: string
  descriptionTh: string
  serialised: boolean
  serialCode: string
  line: string
  published: boolean
}

const valuesOf = (product: Product | undefined): Values => ({
  sku: product?.sku ?? '',
  name: product?.name ?? '',
  nameTh: product?.nameTh ?? '',
  kind: product?.kind ?? 'finished',
  unit: product?.unit ?? 'pc',
  category: product?.category ?? '',
  price: product?.price ?? '',
  taxCode: product?.taxCode ?? '',
  standardCost: product?.standardCost ?? '',
  gtin: product?.gtin ?? '',
  weightG: product?.weightG?.toString() ?? '',
  warrantyMonths: product?.warrantyMonths?.toString() ?? '',
  reorderPoint: product?.reorderPoint ?? '',
  description: product?.description ?? '',
  descriptionTh: product?.descriptionTh ?? '',
  serialised: product?.serialised ?? false,
  serialCode: product?.serialCode ?? '',
  line: product?.line ?? 'HAT',
  published: product?.published ?? false,
})

const inputOf = (values: Values) => ({
  sku: values.sku.trim(),
  name: values.name.trim(),
  nameTh: orNull(values.nameTh),
  kind: values.kind as ProductKind,
  unit: values.unit as (typeof UNITS)[number],
  category: orNull(values.category),
  price: orNull(values.price),
  taxCode: orNull(values.taxCode),
  standardCost: orNull(values.standardCost),
  gtin: orNull(values.gtin),
  weightG: values.weightG.trim() === '' ? null : Number(values.weightG),
  warrantyMonths: values.warrantyMonths.trim() === '' ? null : Number(values.warrantyMonths),
  reorderPoint: orNull(values.reorderPoint),
  description: orNull(values.description),
  descriptionTh: orNull(values.descriptionTh),
  serialised: values.serialised,
  serialCode: orNull(values.serialCode),
  line: values.serialised ? orNull(values.line) : null,
  published: values.published,
})

/** Makes a product, or changes one. `suggested`: what is known of a new one, such as how it was called where it was looked for. */
export function ProductDialog(props: {
  product?: Product
  suggested?: Partial<Pick<Values, 'name' | 'sku' | 'kind' | 'serialised'>>
  onClose(): void
  onSaved?(id: string, product: Product): void
}) {
  const t = useTexts()
  // As it was when the dialog opened: what somebody else changes meanwhile must not be taken for read.
  const [product] = useState(props.product)
  const { workshop, can } = useSession()
  const taxCodes = useQuery({
    ...read('/api/v1/tax-codes', { query: { limit: 200 } }),
    enabled: can('pricing.read'),
  })
  const lines = useQuery({ ...read('/api/v1/serials/lines'), enabled: can('serials.read') })
  const create = useCommand((values: Values) =>
    api.POST('/api/v1/products', { body: { ...inputOf(values), currency: workshop.currency } }),
  )
  const path = { id: product?.id ?? '' }
  const update = useCommand(({ values, version }: { values: Values; version: number }) =>
    api.PATCH('/api/v1/products/{id}', { params: { path }, body: { ...inputOf(values), version } }),
  )
  const editing = product && {
    version: product.version,
    read: async () => {
      const now = await answerOf(api.GET('/api/v1/products/{id}', { params: { path } }))
      return { values: valuesOf(now), version: now.version }
    },
    ...(can('catalog.product.restore')
      ? { restore: () => answerOf(api.POST('/api/v1/products/{id}/restore', { params: { path } })) }
      : {}),
  }

  const fields: Field<Values>[] = [
    { kind: 'text', name: 'name', label: t('product.name'), required: true, half: true },
    { kind: 'text', name: 'nameTh', label: t('product.nameTh'), half: true },
    {
      kind: 'code',
      name: 'sku',
      label: t('product.sku'),
      hint: t('product.sku.hint'),
      required: true,
      half: true,
    },
    {
      kind: 'select',
      name: 'kind',
      label: t('product.kind'),
      hint: t('product.kind.hint'),
      half: true,
      options: PRODUCT_KINDS.map((kind) => ({ value: kind, label: t(KIND_TEXTS[kind]) })),
    },
    {
      kind: 'select',
      name: 'unit',
      label: t('product.unit'),
      half: true,
      options: UNITS.map((unit) => ({ value: unit, label: unitName(t, unit) })),
    },
    { kind: 'text', name: 'category', label: t('product.category'), half: true },
    {
      kind: 'decimal',
      name: 'price',
      label: t('product.priceIn', { currency: workshop.currency }),
      half: true,
    },
    {
      kind: 'select',
      name: 'taxCode',
      label: t('product.taxCode'),
      half: true,
      none: t('product.noTax'),
      options: (taxCodes.data?.items ?? []).map(({ code, name }) => ({ value: code, label: name })),
    },
    {
      kind: 'decimal',
      name: 'standardCost',
      label: t('product.costIn', { currency: workshop.currency }),
      half: true,
    },
    { kind: 'whole', name: 'weightG', label: t('product.weightG'), half: true },
    {
      kind: 'whole',
      name: 'warrantyMonths',
      label: t('product.warrantyMonths'),
      hint: t('product.warrantyMonths.hint'),
      half: true,
    },
    {
      kind: 'decimal',
      name: 'reorderPoint',
      label: t('product.reorderPoint'),
      hint: t('product.reorderPoint.hint'),
      half: true,
      when: (values) => values.kind !== 'service',
    },
    {
      kind: 'switch',
      name: 'serialised',
      label: t('product.serialised'),
      hint: t('product.serialised.hint'),
    },
    {
      kind: 'code',
      name: 'serialCode',
      label: t('product.serialCode'),
      hint: t('product.serialCode.hint'),
      required: true,
      half: true,
      when: (values) => values.serialised,
    },
    {
      kind: 'select',
      name: 'line',
      label: t('product.line'),
      hint: t('product.line.hint'),
      half: true,
      options: (
        lines.data?.items ?? [
          { code: 'HAT', name: 'HAT' },
          { code: 'OEM', name: 'OEM' },
        ]
      ).map((line) => ({
        value: line.code,
        label: line.name === line.code ? line.code : `${line.code} · ${line.name}`,
      })),
      when: (values) => values.serialised,
    },
    { kind: 'text', name: 'gtin', label: t('product.gtin'), hint: t('product.gtin.hint') },
    { kind: 'paragraph', name: 'description', label: t('product.description') },
    { kind: 'paragraph', name: 'descriptionTh', label: t('product.descriptionTh') },
    { kind: 'switch', name: 'published', label: t('product.publish'), hint: t('product.publish.hint') },
  ]

  return (
    <CommandDialog
      large
      title={product ? t('product.edit') : t('product.new')}
      submit={product ? t('action.save') : t('product.create')}
      initial={{ ...valuesOf(product), ...props.suggested }}
      operation={product ? 'catalog.product.update' : 'catalog.product.create'}
      fields={fields}
      draft={`product:${product?.id ?? 'new'}`}
      {...(editing ? { editing } : {})}
      onSubmit={async (values, version) => {
        const saved = await (product ? update.mutateAsync({ values, version }) : create.mutateAsync(values))
        notify(t('done.saved'))
        props.onSaved?.(saved.id, saved)
      }}
      onClose={props.onClose}
    />
  )
}
