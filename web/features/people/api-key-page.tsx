import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { read } from '../../api/queries.ts'
import { ActionButton } from '../../kit/action-button.tsx'
import { None, TimeText } from '../../kit/format.tsx'
import { BackMark, Fact, Facts, RecordPage } from '../../kit/record-page.tsx'
import { Section } from '../../kit/section.tsx'
import { StateBadge } from '../../kit/state-badge.tsx'
import { useTexts } from '../../texts/texts.tsx'
import { KEY_STATES, type Key, RevokeKeyDialog } from './key-dialogs.tsx'
import { PermissionTable } from './permission-table.tsx'

const route = getRouteApi('/desk/people/api-keys/$id')

/** A key: what programs that have it may do, until when, and who made it. Never the key itself. */
export default function ApiKeyPage(): ReactNode {
  const t = useTexts()
  const { id } = route.useParams()
  const key = useQuery(read('/api/v1/api-keys/{id}', { path: { id } }))
  return (
    <RecordPage
      query={key}
      activity={{ entity: 'api_key', id }}
      back={
        <Link to="/people/api-keys">
          <BackMark />
          {t('people.apiKeys')}
        </Link>
      }
      title={(record) => record.name}
      badge={({ state }) => (
        <StateBadge tone={KEY_STATES[state].tone}>{t(KEY_STATES[state].text)}</StateBadge>
      )}
      below={(record) => <span className="mono">{record.prefix}…</span>}
      actions={(record) => <Revoke apiKey={record} />}
    >
      {(record) => (
        <>
          <Section title={t('key.facts')}>
            <Facts>
              <Fact name={t('key.createdBy')}>{record.createdBy ?? <None />}</Fact>
              <Fact name={t('key.createdAt')}>
                <TimeText value={record.createdAt} />
              </Fact>
              <Fact name={t('key.expiresOn')}>
                {record.expiresAt ? <TimeText value={record.expiresAt} /> : t('key.never')}
              </Fact>
              {record.revokedAt ? (
                <Fact name={t('key.revoked')}>
                  <TimeText value={record.revokedAt} />
                </Fact>
              ) : null}
            </Facts>
          </Section>
          <Section title={t('role.may')}>
            <PermissionTable value={record.scopes} />
          </Section>
        </>
      )}
    </RecordPage>
  )
}

function Revoke({ apiKey }: { apiKey: Key }) {
  const t = useTexts()
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <ActionButton variant="default" action={apiKey.actions.revoke} onClick={() => setOpen(true)}>
        {t('key.revoke')}
      </ActionButton>
      {isOpen ? <RevokeKeyDialog apiKey={apiKey} onClose={() => setOpen(false)} /> : null}
    </>
  )
}
