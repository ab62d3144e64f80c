import { IconMail } from '@tabler/icons-react'
import { getRouteApi, Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { ItemOf } from '../../api/queries.ts'
import { EmptyState } from '../../kit/empty-state.tsx'
import { ListScreen } from '../../kit/list/list-screen.tsx'
import { FilterSelect, SearchField } from '../../kit/list-page.tsx'
import { StateBadge } from '../../kit/state-badge.tsx'
import { parseSearch } from '../../search.ts'
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
  return (
    <ListScreen<Row, typeof search>
      resource="notifications.message"
      path="/messages"
      title={t('nav.messages')}
      search={search}
      onSearch={choose}
      onOpenView={(query) => void navigate({ search: parseSearch(query) })}
      query={{ recipient: search.recipient, state: search.state }}
      columns={{
        subject: { grow: true, width: 260 },
        recipient: { header: t('message.recipient'), width: 220 },
        createdAt: { header: t('message.at') },
        state: {
          header: t('state.label'),
          phone: 'end',
          cell: (row) => (
            <StateBadge tone={MESSAGE_STATES[row.state].tone}>{t(MESSAGE_STATES[row.state].text)}</StateBadge>
          ),
        },
      }}
      valueText={(field, value) =>
        field === 'state' && value in MESSAGE_STATES
          ? t(MESSAGE_STATES[value as Row['state']].text)
          : undefined
      }
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
