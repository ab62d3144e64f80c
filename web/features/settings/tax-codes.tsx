import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { api } from '../../api/client.ts'
import { read, useCommand } from '../../api/queries.ts'
import { ActionButton } from '../../kit/action-button.tsx'
import { CommandDialog } from '../../kit/command-dialog.tsx'
import { type Column, DataTable } from '../../kit/data-table.tsx'
import { ErrorPanel } from '../../kit/error-panel.tsx'
import { orNull } from '../../kit/form-fields.tsx'
import { notify } from '../../kit/notify.tsx'
import { Section } from '../../kit/section.tsx'
import { useSession } from '../../session/session.tsx'
import { useTexts } from '../../texts/texts.tsx'

/** The first tax codes; each has a page of its own, and all of them a list. */
export function TaxCodes() {
  const t = useTexts()
  const { can } = useSession()
  const [isNew, setNew] = useState(false)
  const codes = useQuery(read('/api/v1/tax-codes', { query: { limit: 200 } }))
  const create = useCommand(
    (body: { code: string; name: string; nameTh: string | null; ratePercent: string }) =>
      api.POST('/api/v1/tax-codes', { body }),
  )
  type Code = NonNullable<typeof codes.data>['items'][number]
  const columns: Column<Code>[] = [
    { key: 'code', header: t('tax.code'), cell: (row) => <span className="mono">{row.code}</span> },
    { key: 'name', header: t('product.name'), grow: true, cell: (row) => row.name },
    {
      key: 'rate',
      header: t('tax.rate'),
      align: 'end',
      phone: 'end',
      cell: (row) => <span className="numbers">{row.ratePercent}%</span>,
    },
  ]
  return (
    <Section
      title={t('tax.title')}
      flush
      actions={
        <span style={{ display: 'inline-flex', gap: '1rem', alignItems: 'center' }}>
          <Link to="/records/$list" params={{ list: 'pricing.tax_code' }}>
            {t('tax.all')}
          </Link>
          <ActionButton
            size="compact-sm"
            variant="default"
            action={
              can('pricing.tax_code.create')
                ? { allowed: true }
                : { allowed: false, reason: 'auth.forbidden' }
            }
            onClick={() => setNew(true)}
          >
            {t('tax.new')}
          </ActionButton>
        </span>
      }
    >
      <ErrorPanel error={codes.error} />
      <DataTable
        label={t('tax.title')}
        columns={columns}
        rows={codes.data?.items ?? []}
        rowKey={(row) => row.id}
        link={(row, children) => (
          <Link to="/records/$list/$id" params={{ list: 'pricing.tax_code', id: row.id }}>
            {children}
          </Link>
        )}
        skeletons={codes.isPending ? 2 : 0}
      />
      {isNew ? (
        <CommandDialog
          title={t('tax.new')}
          submit={t('tax.create')}
          operation="pricing.tax_code.create"
          draft="tax-code:new"
          initial={{ code: '', name: '', nameTh: '', ratePercent: '' }}
          fields={[
            { kind: 'code', name: 'code', label: t('tax.code'), required: true, half: true },
            { kind: 'decimal', name: 'ratePercent', label: t('tax.ratePercent'), required: true, half: true },
            { kind: 'text', name: 'name', label: t('product.name'), required: true },
            { kind: 'text', name: 'nameTh', label: t('product.nameTh') },
          ]}
          onSubmit={async (values) => {
            await create.mutateAsync({ ...values, nameTh: orNull(values.nameTh) })
            notify(t('done.saved'))
          }}
          onClose={() => setNew(false)}
        />
      ) : null}
    </Section>
  )
}
