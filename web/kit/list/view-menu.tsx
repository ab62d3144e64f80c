import { Button, Menu } from '@mantine/core'
import { IconBookmark, IconBookmarkPlus, IconCheck, IconTrash } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api, idempotent } from '../../api/client.ts'
import { type DataOf, read, useCommand } from '../../api/queries.ts'
import { useSession } from '../../session/session.tsx'
import { useTexts } from '../../texts/texts.tsx'
import { CommandDialog, ConfirmDialog } from '../command-dialog.tsx'
import { notify } from '../notify.tsx'
import tools from './list-tools.module.css'

type View = DataOf<'/api/v1/views'>['items'][number]

/** Ways to look at a list that were kept: one's own and those that others share. What is in the address is what is kept. */
export function ViewMenu(props: { list: string; query: string; onOpen(query: string): void }) {
  const t = useTexts()
  const { can } = useSession()
  const views = useQuery(read('/api/v1/views', { query: { list: props.list } }))
  const [open, setOpen] = useState<'new' | { delete: View }>()
  const items = views.data?.items ?? []
  const current = items.find(({ query }) => query === props.query)
  const create = useCommand((body: { list: string; name: string; query: string; shared: boolean }, key) =>
    api.POST('/api/v1/views', { params: { header: idempotent(key) }, body }),
  )
  const remove = useCommand((id: string) => api.DELETE('/api/v1/views/{id}', { params: { path: { id } } }))
  const group = (shared: boolean) => items.filter((view) => view.shared === shared)
  const entry = (view: View) => (
    <Menu.Item
      key={view.id}
      leftSection={
        view.id === current?.id ? <IconCheck size={16} aria-hidden /> : <span style={{ width: 16 }} />
      }
      onClick={() => props.onOpen(view.query)}
    >
      {view.name}
    </Menu.Item>
  )
  return (
    <>
      <Menu position="bottom-start" width={260}>
        <Menu.Target>
          <Button
            variant="default"
            leftSection={<IconBookmark size={16} stroke={1.75} aria-hidden />}
            {...(current ? {} : { classNames: { label: tools.spare, section: tools.spareIcon } })}
          >
            {current?.name ?? t('view.title')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {group(false).length > 0 ? <Menu.Label>{t('view.mine')}</Menu.Label> : null}
          {group(false).map(entry)}
          {group(true).length > 0 ? <Menu.Label>{t('view.shared')}</Menu.Label> : null}
          {group(true).map(entry)}
          {items.length > 0 ? <Menu.Divider /> : null}
          <Menu.Item leftSection={<span style={{ width: 16 }} />} onClick={() => props.onOpen('')}>
            {t('view.plain')}
          </Menu.Item>
          <Menu.Item
            leftSection={<IconBookmarkPlus size={16} aria-hidden />}
            disabled={props.query === '' || current !== undefined}
            onClick={() => setOpen('new')}
          >
            {t('view.save')}
          </Menu.Item>
          {current?.mayChange ? (
            <Menu.Item
              leftSection={<IconTrash size={16} aria-hidden />}
              onClick={() => setOpen({ delete: current })}
            >
              {t('view.delete')}
            </Menu.Item>
          ) : null}
        </Menu.Dropdown>
      </Menu>
      {open === 'new' ? (
        <CommandDialog
          title={t('view.save')}
          text={t('view.save.text')}
          submit={t('action.save')}
          initial={{ name: '', shared: false }}
          fields={[
            { kind: 'text', name: 'name', label: t('view.name'), required: true },
            {
              kind: 'switch',
              name: 'shared',
              label: t('view.share'),
              when: () => can('lists.view.share'),
            },
          ]}
          onSubmit={async ({ name, shared }) => {
            await create.mutateAsync({ list: props.list, query: props.query, name: name.trim(), shared })
            notify(t('done.saved'))
          }}
          onClose={() => setOpen(undefined)}
        />
      ) : null}
      {typeof open === 'object' ? (
        <ConfirmDialog
          title={t('view.delete')}
          text={open.delete.shared ? t('view.delete.shared') : undefined}
          submit={t('action.delete')}
          danger
          onConfirm={async () => {
            await remove.mutateAsync(open.delete.id)
            notify(t('done.deleted'))
          }}
          onClose={() => setOpen(undefined)}
        />
      ) : null}
    </>
  )
}
