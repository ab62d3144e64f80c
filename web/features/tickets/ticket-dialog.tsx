import { useState } from 'react'
import { answerOf, api, idempotent } from '../../api/client.ts'
import { useCommand } from '../../api/queries.ts'
import { CommandDialog } from '../../kit/command-dialog.tsx'
import { type Field, given, orNull, orUndefined } from '../../kit/form-fields.tsx'
import { notify } from '../../kit/notify.tsx'
import { useTexts } from '../../texts/texts.tsx'
import { type PickedProduct, ProductPicker } from '../products/product-picker.tsx'
import type { Ticket } from './ticket-texts.ts'

interface Values {
  productId: string
  quantity: string
  dueOn: string
  priority: string
  note: string
  release: boolean
}

const valuesOf = (ticket: Ticket | undefined): Values => ({
  productId: '',
  quantity: ticket?.quantity ?? '1',
  dueOn: ticket?.dueOn ?? '',
  priority: ticket ? String(ticket.priority) : '',
  note: ticket?.note ?? '',
  release: false,
})

/** Opens a ticket; with `ticket` changes what can still be changed of one. */
export function TicketDialog(props: { ticket?: Ticket; onClose(): void; onSaved?(id: string): void }) {
  const t = useTexts()
  // As it was when the dialog opened: what somebody else changes meanwhile must not be taken for read.
  const [ticket] = useState(props.ticket)
  const [product, setProduct] = useState<PickedProduct>()
  const create = useCommand((values: Values, key) =>
    api.POST('/api/v1/job-tickets', {
      params: { header: idempotent(key) },
      body: {
        productId: values.productId,
        quantity: values.quantity.trim(),
        release: values.release,
        ...given({
          dueOn: orUndefined(values.dueOn),
          note: orUndefined(values.note),
          priority: values.priority === '' ? undefined : Number(values.priority),
        }),
      },
    }),
  )
  const path = { id: ticket?.id ?? '' }
  const update = useCommand(({ values, version }: { values: Values; version: number }) =>
    api.PATCH('/api/v1/job-tickets/{id}', {
      params: { path },
      body: {
        version,
        dueOn: orNull(values.dueOn),
        note: orNull(values.note),
        priority: Number(values.priority || 0),
        // What is released keeps its quantity: its pieces are numbered.
        ...(ticket?.state === 'draft' ? { quantity: values.quantity.trim() } : {}),
      },
    }),
  )
  const fields: Field<Values>[] = [
    ...(ticket
      ? []
      : [
          {
            kind: 'custom',
            name: 'productId',
            label: t('piece.product'),
            draw: ({ error, onChange }) => (
              <ProductPicker
                label={t('piece.product')}
                makes="finished"
                hint={t('ticket.product.hint')}
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
          } satisfies Field<Values>,
        ]),
    ...(ticket && ticket.state !== 'draft'
      ? []
      : [
          {
            kind: 'decimal',
            name: 'quantity',
            label: t('ticket.quantity'),
            required: true,
            half: true,
          } satisfies Field<Values>,
        ]),
    { kind: 'day', name: 'dueOn', label: t('ticket.dueOn'), half: true },
    {
      kind: 'whole',
      name: 'priority',
      label: t('ticket.priority'),
      hint: t('ticket.priority.hint'),
      half: true,
    },
    { kind: 'paragraph', name: 'note', label: t('form.note') },
    ...(ticket
      ? []
      : [
          {
            kind: 'switch',
            name: 'release',
            label: t('ticket.releaseNow'),
            hint: t('ticket.release.text'),
          } satisfies Field<Values>,
        ]),
  ]
  return (
    <CommandDialog<Values>
      large
      title={ticket ? t('ticket.edit') : t('ticket.new')}
      submit={ticket ? t('action.save') : t('ticket.create')}
      initial={valuesOf(ticket)}
      {...(ticket
        ? {
            draft: `ticket:${ticket.id}`,
            editing: {
              version: ticket.version,
              read: async () => {
                const now = await answerOf(api.GET('/api/v1/job-tickets/{id}', { params: { path } }))
                return { values: valuesOf(now), version: now.version }
              },
            },
          }
        : {})}
      operation={ticket ? 'manufacturing.ticket.update' : 'manufacturing.ticket.create'}
      fields={fields}
      onSubmit={async (values, version) => {
        const saved = await (ticket ? update.mutateAsync({ values, version }) : create.mutateAsync(values))
        notify(t('done.saved'))
        props.onSaved?.(saved.id)
      }}
      onClose={props.onClose}
    />
  )
}
