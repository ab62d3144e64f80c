import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { api } from '../../api/client.ts'
import { read, useCommand } from '../../api/queries.ts'
import { ActionMenu } from '../../kit/action-menu.tsx'
import { AddressText } from '../../kit/address.tsx'
import { ConfirmDialog } from '../../kit/command-dialog.tsx'
import { None, TimeText } from '../../kit/format.tsx'
import { RestoreButton } from '../../kit/list/restore-button.tsx'
import { EditButton } from '../../kit/new-button.tsx'
import { notify } from '../../kit/notify.tsx'
import { BackMark, Fact, Facts, RecordPage } from '../../kit/record-page.tsx'
import { Section } from '../../kit/section.tsx'
import { useSession } from '../../session/session.tsx'
import { useTexts } from '../../texts/texts.tsx'
import { type Customer, CustomerDialog } from './customer-dialog.tsx'

const route = getRouteApi('/desk/customers/$id')

export default function CustomerPage(): ReactNode {
  const t = useTexts()
  const { id } = route.useParams()
  const customer = useQuery(read('/api/v1/customers/{id}', { path: { id } }))
  return (
    <RecordPage
      query={customer}
      activity={{ entity: 'customer', id }}
      back={
        <Link to="/customers">
          <BackMark />
          {t('nav.customers')}
        </Link>
      }
      title={(record) => record.name}
      below={(record) => <span className="mono">{record.code}</span>}
      actions={(record) => <CustomerActions customer={record} />}
    >
      {(record) => (
        <Section title={t('customer.facts')}>
          <Facts>
            <Fact name={t('customer.email')} long>
              {record.email ? <a href={`mailto:${record.email}`}>{record.email}</a> : <None />}
            </Fact>
            <Fact name={t('customer.phone')}>
              {record.phone ? (
                <a href={`tel:${record.phone.replace(/[^\d+]/g, '')}`}>{record.phone}</a>
              ) : (
                <None />
              )}
            </Fact>
            <Fact name={t('customer.group')}>{record.group ?? <None />}</Fact>
            <Fact name={t('customer.taxId')}>{record.taxId ?? <None />}</Fact>
            <Fact name={t('address.label')}>
              <AddressText value={record.address} />
            </Fact>
            <Fact name={t('record.changed')}>
              <TimeText value={record.updatedAt} />
            </Fact>
            {record.note ? (
              <Fact name={t('form.note')} wide>
                {record.note}
              </Fact>
            ) : null}
          </Facts>
        </Section>
      )}
    </RecordPage>
  )
}

function CustomerActions({ customer }: { customer: Customer }) {
  const t = useTexts()
  const { can } = useSession()
  const navigate = route.useNavigate()
  const [open, setOpen] = useState<'edit' | 'delete'>()
  const remove = useCommand(() =>
    api.DELETE('/api/v1/customers/{id}', { params: { path: { id: customer.id } } }),
  )
  const isDeleted = customer.deletedAt !== null
  return (
    <>
      {isDeleted && can('crm.customer.restore') ? <RestoreButton path="/customers" id={customer.id} /> : null}
      {!isDeleted && can('crm.customer.update') ? (
        <EditButton label={t('action.edit')} onClick={() => setOpen('edit')} />
      ) : null}
      {!isDeleted && can('crm.customer.delete') ? (
        <ActionMenu
          label={t('action.more')}
          actions={[
            {
              key: 'delete',
              label: t('customer.delete'),
              action: { allowed: true },
              danger: true,
              onClick: () => setOpen('delete'),
            },
          ]}
        />
      ) : null}
      {/* A form that is open stays open where somebody else deletes the record: what was typed is not lost. */}
      {open === 'edit' ? <CustomerDialog customer={customer} onClose={() => setOpen(undefined)} /> : null}
      {open === 'delete' ? (
        <ConfirmDialog
          title={t('customer.delete')}
          text={t('customer.delete.text', { name: customer.name })}
          submit={t('action.delete')}
          danger
          onConfirm={async () => {
            await remove.mutateAsync(undefined)
            notify(t('done.deleted'))
            void navigate({ to: '/customers' })
          }}
          onClose={() => setOpen(undefined)}
        />
      ) : null}
    </>
  )
}
