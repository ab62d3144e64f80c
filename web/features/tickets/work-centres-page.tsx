import { getRouteApi, Link } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { api } from '../../api/client.ts'
import { type ItemOf, useCommand } from '../../api/queries.ts'
import { ActionMenu } from '../../kit/action-menu.tsx'
import { CommandDialog, ConfirmDialog } from '../../kit/command-dialog.tsx'
import { EmptyState } from '../../kit/empty-state.tsx'
import { orNull } from '../../kit/form-fields.tsx'
import { MoneyText } from '../../kit/format.tsx'
import { ListScreen } from '../../kit/list/list-screen.tsx'
import { FilterSelect } from '../../kit/list-page.tsx'
import { NewButton } from '../../kit/new-button.tsx'
import { notify } from '../../kit/notify.tsx'
import { parseSearch } from '../../search.ts'
import { useSession } from '../../session/session.tsx'
import { useLanguage, useTexts } from '../../texts/texts.tsx'
import { nameIn } from '../products/product-texts.ts'
import { TicketsNav } from './tickets-nav.tsx'

type Centre = ItemOf<'/api/v1/work-centres'>
const route = getRouteApi('/desk/work-centres')

/** Where work is done, and what an hour of it costs: routings name these, labour is posted at their rate. */
export default function WorkCentresPage(): ReactNode {
  const { t, locale } = useLanguage()
  const { can, workshop } = useSession()
  const [open, setOpen] = useState<'new' | { what: 'edit' | 'delete'; centre: Centre }>()
  const close = () => setOpen(undefined)
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const choose = (patch: typeof search) =>
    void navigate({ search: (before) => ({ ...before, ...patch }), replace: true })
  const remove = useCommand((id: string) =>
    api.DELETE('/api/v1/work-centres/{id}', { params: { path: { id } } }),
  )
  const may = (permission: string) =>
    can(permission) ? { allowed: true } : { allowed: false, reason: 'auth.forbidden' }
  return (
    <>
      <ListScreen<Centre, typeof search>
        resource="catalog.work_centre"
        path="/work-centres"
        title={t('centre.title')}
        intro={<TicketsNav />}
        search={search}
        onSearch={choose}
        onOpenView={(query) => void navigate({ search: parseSearch(query) })}
        query={{ deleted: search.deleted }}
        defaultSort="code"
        shown={['name', 'code', 'ratePerHour']}
        columns={{
          name: { width: 220, grow: true, cell: (row) => nameIn(locale, row) },
          code: { width: 160, phone: 'end' },
          ratePerHour: {
            width: 160,
            cell: (row) => <MoneyText value={{ amount: row.ratePerHour, currency: workshop.currency }} />,
          },
        }}
        link={(row, children) => (
          <Link to="/records/$list/$id" params={{ list: 'catalog.work_centre', id: row.id }}>
            {children}
          </Link>
        )}
        rowActions={(row) =>
          search.deleted === 'true' ? null : (
            <ActionMenu
              compact
              label={t('people.changeOf', { name: nameIn(locale, row) })}
              actions={[
                {
                  key: 'work',
                  label: t('centre.work'),
                  action: { allowed: true },
                  onClick: () => void navigate({ to: '/work', search: { centre: row.id } }),
                },
                {
                  key: 'edit',
                  label: t('action.edit'),
                  action: may('catalog.work_centre.update'),
                  onClick: () => setOpen({ what: 'edit', centre: row }),
                },
                {
                  key: 'delete',
                  label: t('action.delete'),
                  action: may('catalog.work_centre.delete'),
                  danger: true,
                  onClick: () => setOpen({ what: 'delete', centre: row }),
                },
              ]}
            />
          )
        }
        actions={
          can('catalog.work_centre.create') ? (
            <NewButton label={t('centre.new')} onClick={() => setOpen('new')} />
          ) : null
        }
        filters={
          <FilterSelect
            label={t('list.kept')}
            none={t('list.current')}
            value={search.deleted}
            options={[{ value: 'true', label: t('list.deleted') }]}
            onChange={(deleted) => choose({ deleted })}
          />
        }
        empty={<EmptyState title={t('centre.empty')} text={t('centre.empty.text')} />}
      />
      {open === 'new' ? <CentreDialog onClose={close} /> : null}
      {typeof open === 'object' && open.what === 'edit' ? (
        <CentreDialog centre={open.centre} onClose={close} />
      ) : null}
      {typeof open === 'object' && open.what === 'delete' ? (
        <ConfirmDialog
          title={t('centre.delete')}
          text={t('centre.delete.text', { name: open.centre.name })}
          submit={t('action.delete')}
          danger
          onConfirm={async () => {
            await remove.mutateAsync(open.centre.id)
            notify(t('done.deleted'))
          }}
          onClose={close}
        />
      ) : null}
    </>
  )
}

function CentreDialog(props: { centre?: Centre; onClose(): void }) {
  const t = useTexts()
  const { workshop } = useSession()
  const { centre } = props
  type Values = { code: string; name: string; nameTh: string; ratePerHour: string }
  const save = useCommand(({ code, name, nameTh, ratePerHour }: Values) => {
    const body = { name: name.trim(), nameTh: orNull(nameTh), ratePerHour: ratePerHour.trim() }
    return centre
      ? api.PATCH('/api/v1/work-centres/{id}', {
          params: { path: { id: centre.id } },
          body: { ...body, version: centre.version },
        })
      : api.POST('/api/v1/work-centres', { body: { ...body, code: code.trim() } })
  })
  return (
    <CommandDialog<Values>
      title={t(centre ? 'centre.edit' : 'centre.new')}
      text={centre ? t('centre.edit.text') : undefined}
      submit={t('action.save')}
      initial={{
        code: centre?.code ?? '',
        name: centre?.name ?? '',
        nameTh: centre?.nameTh ?? '',
        ratePerHour: centre?.ratePerHour ?? '',
      }}
      fields={[
        { kind: 'code', name: 'code', label: t('routing.code'), required: true, when: () => !centre },
        { kind: 'text', name: 'name', label: t('product.name'), required: true },
        { kind: 'text', name: 'nameTh', label: t('product.nameTh') },
        {
          kind: 'decimal',
          name: 'ratePerHour',
          label: t('centre.rateIn', { currency: workshop.currency }),
          required: true,
        },
      ]}
      onSubmit={async (values) => {
        await save.mutateAsync(values)
        notify(t('done.saved'))
      }}
      onClose={props.onClose}
    />
  )
}
