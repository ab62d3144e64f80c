import { getRouteApi, Link } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { EmptyState } from '../../kit/empty-state.tsx'
import { useNaming } from '../../kit/list/labels.ts'
import { ListScreen } from '../../kit/list/list-screen.tsx'
import { type Row, useResources } from '../../kit/list/resource.ts'
import { FilterSelect } from '../../kit/list-page.tsx'
import { NewButton } from '../../kit/new-button.tsx'
import { Page } from '../../kit/page.tsx'
import { parseSearch } from '../../search.ts'
import { useTexts } from '../../texts/texts.tsx'
import { RecordDialog } from './record-dialog.tsx'

const route = getRouteApi('/desk/records/$list')

/** The list of any resource that has no page of its own: everything about it comes from the server's description. */
export default function RecordList(): ReactNode {
  const t = useTexts()
  const naming = useNaming()
  const { list } = route.useParams()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const resources = useResources()
  const [isNew, setNew] = useState(false)
  const resource = resources.data?.items.find(({ name }) => name === list)
  if (resources.isSuccess && !resource)
    return (
      <Page title={t('error.lost')}>
        <EmptyState title={t('error.lost')} text={t('error.lost.detail')} />
      </Page>
    )
  if (!resource) return null
  return (
    <>
      <ListScreen<Row, typeof search>
        resource={list}
        path={resource.path}
        title={naming.list(list)}
        search={search}
        onSearch={(patch) => void navigate({ search: (before) => ({ ...before, ...patch }), replace: true })}
        onOpenView={(query) => void navigate({ search: parseSearch(query) })}
        query={resource.deletable ? { deleted: search.deleted } : {}}
        link={(row, children) =>
          resource.plain ? (
            <Link to="/records/$list/$id" params={{ list, id: String(row.id) }}>
              {children}
            </Link>
          ) : (
            children
          )
        }
        actions={
          resource.may.create ? <NewButton label={t('record.new')} onClick={() => setNew(true)} /> : null
        }
        filters={
          resource.deletable ? (
            <FilterSelect
              label={t('list.kept')}
              none={t('list.current')}
              value={search.deleted}
              options={[{ value: 'true', label: t('list.deleted') }]}
              onChange={(deleted) =>
                void navigate({ search: (before) => ({ ...before, deleted }), replace: true })
              }
            />
          ) : null
        }
        empty={<EmptyState title={t('record.empty')} text={t('record.empty.text')} />}
      />
      {isNew ? (
        <RecordDialog
          resource={resource}
          onClose={() => setNew(false)}
          onSaved={(id) => void navigate({ to: '/records/$list/$id', params: { list, id } })}
        />
      ) : null}
    </>
  )
}
