import { IconMail } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { type ItemOf, pages } from '../../api/queries.ts'
import type { Column } from '../../kit/data-table.tsx'
import { EmptyState } from '../../kit/empty-state.tsx'
import { TimeText } from '../../kit/format.tsx'
import { FilterSelect, ListPage, SearchField } from '../../kit/list-page.tsx'
import { StateBadge } from '../../kit/state-badge.tsx'
import { useTexts } from '../../texts/texts.tsx'
import { MESSAGE_STATE_KEYS, MESSAGE_STATES } from './message-texts.ts'

type Row = ItemOf<'/api/v1/messages'>
const route = getRouteApi('/desk/messages')

export default function MessageList(): ReactNode {
  const t = useTexts()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const choose = (patch: typeof search) =>
    void navigate({ search: (before) => ({ ...before, ...patch }), replace: true })
  const messages = useInfiniteQuery(pages('/api/v1/messages', { query: search }))
  const columns: Column<Row>[] = [
    { key: 'subject', header: t('message.subject'), grow: true, cell: (row) => row.subject },
    { key: 'recipient', header: t('message.recipient'), cell: (row) => row.recipient },
    { key: 'at', header: t('message.at'), cell: (row) => <TimeText value={row.sentAt ?? row.createdAt} /> },
    {
      key: 'state',
      header: t('state.label'),
      phone: 'end',
      cell: (row) => (
        <StateBadge tone={MESSAGE_STATES[row.state].tone}>{t(MESSAGE_STATES[row.state].text)}</StateBadge>
      ),
    },
  ]
  return (
    <ListPage
      title={t('nav.messages')}
      label={t('nav.messages')}
      columns={columns}
      query={messages}
      link={(row, children) => (
        <Link to="/messages/$id" params={{ id: row.id }}>
          {children}
        </Link>
      )}
      filters={
        <>
          <SearchField
            label={t('message.search')}
            value={search.recipient}
            onChange={(recipient) => choose({ recipient })}
          />
          <FilterSelect
            label={t('state.label')}
            value={search.state}
            options={MESSAGE_STATE_KEYS.map((state) => ({
              value: state,
              label: t(MESSAGE_STATES[state].text),
            }))}
            onChange={(state) => choose({ state })}
          />
        </>
      }
      empty={
        <EmptyState
          icon={<IconMail size={32} stroke={1.25} />}
          title={t('message.empty')}
          text={t('message.empty.text')}
        />
      }
    />
  )
}
