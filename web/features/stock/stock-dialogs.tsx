import { ActionIcon, NativeSelect, TextInput } from '@mantine/core'
import { IconTrash } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api, idempotent } from '../../api/client.ts'
import { read, useCommand } from '../../api/queries.ts'
import { CommandDialog } from '../../kit/command-dialog.tsx'
import { given, orUndefined } from '../../kit/form-fields.tsx'
import { unitName } from '../../kit/format.tsx'
import { notify } from '../../kit/notify.tsx'
import { useSession } from '../../session/session.tsx'
import { useLanguage, useTexts } from '../../texts/texts.tsx'
import styles from '../products/lines.module.css'
import { type PickedProduct, ProductPicker } from '../products/product-picker.tsx'
import { nameIn } from '../products/product-texts.ts'

/** The places that hold stock, for a choice. */
function usePlaces() {
  const { locale } = useLanguage()
  const locations = useQuery(read('/api/v1/locations', { query: { physical: 'true', limit: 200 } }))
  return (locations.data?.items ?? []).map((location) => ({
    value: location.code,
    label: `${location.code} · ${nameIn(locale, location)}`,
  }))
}

interface Line {
  product: PickedProduct
  quantity: string
  unitCost: string
  lot: string
}

/** The lines of goods that a dialog moves: product, quantity, and what else that kind of move needs. */
function Lines(props: { lines: readonly Line[]; withCost: boolean; onChange(lines: Line[]): void }) {
  const { t, locale } = useLanguage()
  const { workshop } = useSession()
  const { lines, onChange } = props
  const set = (id: string, patch: Partial<Line>) =>
    onChange(lines.map((line) => (line.product.id === id ? { ...line, ...patch } : line)))
  return (
    <div className={styles.lines}>
      {lines.map((line) => {
        const name = nameIn(locale, line.product)
        return (
          <fieldset key={line.product.id} className={styles.line}>
            <legend className={styles.legend}>
              {name}
              <ActionIcon
                aria-label={t('lines.remove', { name })}
                onClick={() => onChange(lines.filter(({ product }) => product.id !== line.product.id))}
              >
                <IconTrash size={16} stroke={1.6} />
              </ActionIcon>
            </legend>
            <TextInput
              label={t('stock.quantityIn', { unit: unitName(t, line.product.unit) })}
              inputMode="decimal"
              required
              value={line.quantity}
              onChange={(event) => set(line.product.id, { quantity: event.currentTarget.value })}
            />
            {props.withCost ? (
              <TextInput
                label={t('stock.unitCost', { currency: workshop.currency })}
                inputMode="decimal"
                required
                value={line.unitCost}
                onChange={(event) => set(line.product.id, { unitCost: event.currentTarget.value })}
              />
            ) : null}
            <TextInput
              label={t('stock.lotOptional')}
              value={line.lot}
              onChange={(event) => set(line.product.id, { lot: event.currentTarget.value })}
            />
          </fieldset>
        )
      })}
      <ProductPicker
        label={t('stock.addLine')}
        {...(props.withCost ? { makes: 'material' as const } : {})}
        autoFocus
        exclude={lines.map(({ product }) => product.id)}
        onPick={(product) =>
          onChange([...lines, { product, quantity: '1', unitCost: product.standardCost ?? '', lot: '' }])
        }
      />
    </div>
  )
}

/** Goods that came from a supplier, with what they cost. */
export function ReceiveDialog(props: { onClose(): void }) {
  const t = useTexts()
  const places = usePlaces()
  const receive = useCommand((values: { location: string; reference: string; lines: Line[] }, key) =>
    api.POST('/api/v1/stock/receipts', {
      params: { header: idempotent(key) },
      body: {
        ...given({ location: orUndefined(values.location), reference: orUndefined(values.reference) }),
        lines: values.lines.map(({ product, quantity, unitCost, lot }) => ({
          productId: product.id,
          quantity: quantity.trim(),
          unitCost: unitCost.trim(),
          ...given({ lot: orUndefined(lot) }),
        })),
      },
    }),
  )
  return (
    <CommandDialog
      large
      title={t('stock.receive')}
      text={t('stock.receive.text')}
      submit={t('stock.receive')}
      initial={{ location: '', reference: '', lines: [] as Line[] }}
      more={(values, change) => (
        <>
          <NativeSelect
            label={t('stock.into')}
            value={values.location}
            data={places}
            onChange={(event) => change({ ...values, location: event.currentTarget.value })}
          />
          <TextInput
            label={t('stock.reference')}
            description={t('stock.reference.hint')}
            value={values.reference}
            onChange={(event) => change({ ...values, reference: event.currentTarget.value })}
          />
          <Lines withCost lines={values.lines} onChange={(lines) => change({ ...values, lines })} />
        </>
      )}
      onSubmit={async (values) => {
        await receive.mutateAsync({ ...values, location: values.location || (places[0]?.value ?? '') })
        notify(t('stock.received'))
      }}
      onClose={props.onClose}
    />
  )
}

/** From one place of the workshop to another. */
export function TransferDialog(props: { onClose(): void }) {
  const t = useTexts()
  const places = usePlaces()
  const transfer = useCommand((values: { from: string; to: string; reason: string; lines: Line[] }, key) =>
    api.POST('/api/v1/stock/transfers', {
      params: { header: idempotent(key) },
      body: {
        from: values.from,
        to: values.to,
        ...given({ reason: orUndefined(values.reason) }),
        lines: values.lines.map(({ product, quantity, lot }) => ({
          productId: product.id,
          quantity: quantity.trim(),
          ...given({ lot: orUndefined(lot) }),
        })),
      },
    }),
  )
  return (
    <CommandDialog
      large
      title={t('stock.transfer')}
      text={t('stock.transfer.text')}
      submit={t('stock.transfer')}
      initial={{ from: '', to: '', reason: '', lines: [] as Line[] }}
      more={(values, change) => (
        <>
          <NativeSelect
            label={t('stock.from')}
            required
            value={values.from}
            data={[{ value: '', label: t('stock.choosePlace') }, ...places]}
            onChange={(event) => change({ ...values, from: event.currentTarget.value })}
          />
          <NativeSelect
            label={t('stock.to')}
            required
            value={values.to}
            data={[{ value: '', label: t('stock.choosePlace') }, ...places]}
            onChange={(event) => change({ ...values, to: event.currentTarget.value })}
          />
          <Lines withCost={false} lines={values.lines} onChange={(lines) => change({ ...values, lines })} />
          <TextInput
            label={t('form.note')}
            value={values.reason}
            onChange={(event) => change({ ...values, reason: event.currentTarget.value })}
          />
        </>
      )}
      onSubmit={async (values) => {
        await transfer.mutateAsync(values)
        notify(t('stock.transferred'))
      }}
      onClose={props.onClose}
    />
  )
}

/** A quantity that is not what it should be, with the reason. */
export function AdjustDialog(props: { onClose(): void }) {
  const { t } = useLanguage()
  const places = usePlaces()
  const [product, setProduct] = useState<PickedProduct>()
  const adjust = useCommand(
    (values: { location: string; change: string; lot: string; reason: string }, key) =>
      api.POST('/api/v1/stock/adjustments', {
        params: { header: idempotent(key) },
        body: {
          productId: product?.id ?? '',
          location: values.location,
          change: values.change.trim().replace(/^\+/, '').replace(/^[−–]/, '-'),
          reason: values.reason.trim(),
          ...given({ lot: orUndefined(values.lot) }),
        },
      }),
  )
  return (
    <CommandDialog
      large
      title={t('stock.adjust')}
      text={t('stock.adjust.text')}
      submit={t('stock.adjust')}
      initial={{ productId: '', location: '', change: '', lot: '', reason: '' }}
      fields={[
        {
          kind: 'custom',
          name: 'productId',
          label: t('piece.product'),
          draw: ({ error, onChange }) => (
            <ProductPicker
              label={t('piece.product')}
              required
              autoFocus
              error={error}
              value={product}
              onPick={(picked) => {
                setProduct(picked)
                onChange(picked.id)
              }}
            />
          ),
        },
        { kind: 'select', name: 'location', label: t('stock.place'), options: places, half: true },
        { kind: 'text', name: 'lot', label: t('stock.lotOptional'), half: true },
        {
          kind: 'text',
          name: 'change',
          label: t('stock.change'),
          hint: t('stock.change.hint'),
          required: true,
          half: true,
        },
        { kind: 'paragraph', name: 'reason', label: t('form.reason'), required: true },
      ]}
      onSubmit={async (values) => {
        await adjust.mutateAsync({ ...values, location: values.location || (places[0]?.value ?? '') })
        notify(t('stock.adjusted'))
      }}
      onClose={props.onClose}
    />
  )
}
