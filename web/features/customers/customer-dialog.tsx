import { useState } from 'react'
import { answerOf, api } from '../../api/client.ts'
import { type DataOf, useCommand } from '../../api/queries.ts'
import { addressFields, addressOf, addressValues } from '../../kit/address.tsx'
import { CommandDialog } from '../../kit/command-dialog.tsx'
import { type Field, orNull } from '../../kit/form-fields.tsx'
import { notify } from '../../kit/notify.tsx'
import { useSession } from '../../session/session.tsx'
import { useTexts } from '../../texts/texts.tsx'

export type Customer = DataOf<'/api/v1/customers/{id}'>

const valuesOf = (customer: Customer | undefined) => ({
  code: customer?.code ?? '',
  name: customer?.name ?? '',
  email: customer?.email ?? '',
  phone: customer?.phone ?? '',
  taxId: customer?.taxId ?? '',
  group: customer?.group ?? '',
  note: customer?.note ?? '',
  ...addressValues(customer?.address),
})
type Values = ReturnType<typeof valuesOf>

const inputOf = (values: Values) => ({
  code: values.code.trim(),
  name: values.name.trim(),
  email: orNull(values.email),
  phone: orNull(values.phone),
  taxId: orNull(values.taxId),
  group: orNull(values.group),
  note: orNull(values.note),
  address: addressOf(values),
})

/** Makes a customer, or changes one. */
export function CustomerDialog(props: {
  customer?: Customer
  /** What a new one was called already. */
  name?: string
  onClose(): void
  onSaved?(id: string): void
}) {
  const t = useTexts()
  const { can } = useSession()
  // As it was when the dialog opened: what somebody else changes meanwhile must not be taken for read.
  const [customer] = useState(props.customer)
  const create = useCommand((values: Values) => api.POST('/api/v1/customers', { body: inputOf(values) }))
  const path = { id: customer?.id ?? '' }
  const update = useCommand(({ values, version }: { values: Values; version: number }) =>
    api.PATCH('/api/v1/customers/{id}', { params: { path }, body: { ...inputOf(values), version } }),
  )
  const editing = customer && {
    version: customer.version,
    read: async () => {
      const now = await answerOf(api.GET('/api/v1/customers/{id}', { params: { path } }))
      return { values: valuesOf(now), version: now.version }
    },
    ...(can('crm.customer.restore')
      ? { restore: () => answerOf(api.POST('/api/v1/customers/{id}/restore', { params: { path } })) }
      : {}),
  }
  const fields: Field<Values>[] = [
    { kind: 'text', name: 'name', label: t('customer.name'), required: true },
    {
      kind: 'code',
      name: 'code',
      label: t('customer.code'),
      hint: t('customer.code.hint'),
      required: true,
      half: true,
    },
    { kind: 'text', name: 'group', label: t('customer.group'), hint: t('customer.group.hint'), half: true },
    { kind: 'email', name: 'email', label: t('customer.email'), half: true },
    { kind: 'phone', name: 'phone', label: t('customer.phone'), half: true },
    { kind: 'text', name: 'taxId', label: t('customer.taxId'), half: true },
    ...addressFields<Values>(t),
    { kind: 'paragraph', name: 'note', label: t('form.note') },
  ]
  return (
    <CommandDialog
      large
      title={customer ? t('customer.edit') : t('customer.new')}
      submit={customer ? t('action.save') : t('customer.create')}
      initial={{ ...valuesOf(customer), ...(props.name ? { name: props.name } : {}) }}
      operation={customer ? 'crm.customer.update' : 'crm.customer.create'}
      fields={fields}
      draft={`customer:${customer?.id ?? 'new'}`}
      {...(editing ? { editing } : {})}
      onSubmit={async (values, version) => {
        const saved = await (customer ? update.mutateAsync({ values, version }) : create.mutateAsync(values))
        notify(t('done.saved'))
        props.onSaved?.(saved.id)
      }}
      onClose={props.onClose}
    />
  )
}
