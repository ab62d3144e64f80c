import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { api } from '../../api/client.ts'
import { read, useCommand } from '../../api/queries.ts'
import { ErrorPanel } from '../../kit/error-panel.tsx'
import { None, TimeText } from '../../kit/format.tsx'
import { notify } from '../../kit/notify.tsx'
import { BackMark, Columns, Fact, Facts, RecordPage } from '../../kit/record-page.tsx'
import { Section } from '../../kit/section.tsx'
import { SourceLink } from '../../kit/source-link.tsx'
import { sourceName } from '../../kit/source-name.ts'
import { StateBadge } from '../../kit/state-badge.tsx'
import { useSession } from '../../session/session.tsx'
import { useTexts } from '../../texts/texts.tsx'
import { MESSAGE_STATES } from './message-texts.ts'

const route = getRouteApi('/desk/messages/$id')

export default function MessagePage(): ReactNode {
  const t = useTexts()
  const { can } = useSession()
  const { id } = route.useParams()
  const message = useQuery(read('/api/v1/messages/{id}', { path: { id } }))
  const resend = useCommand(() => api.POST('/api/v1/messages/{id}/resend', { params: { path: { id } } }), {
    onDone: () => notify(t('message.resent')),
  })
  return (
    <RecordPage
      query={message}
      activity={{ entity: 'message', id }}
      back={
        <Link to="/messages">
          <BackMark />
          {t('nav.messages')}
        </Link>
      }
      title={(record) => record.subject}
      badge={(record) => (
        <StateBadge tone={MESSAGE_STATES[record.state].tone}>
          {t(MESSAGE_STATES[record.state].text)}
        </StateBadge>
      )}
      below={(record) => record.recipient}
      actions={() =>
        can('notifications.message.resend') ? (
          <Button variant="default" loading={resend.isPending} onClick={() => resend.mutate(undefined)}>
            {t('message.resend')}
          </Button>
        ) : null
      }
    >
      {(record) => (
        <>
          <ErrorPanel error={resend.error} />
          <Columns
            main={
              <Section title={t('message.text')}>
                <p style={{ margin: 0, whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>{record.text}</p>
              </Section>
            }
            side={
              <Section title={t('message.facts')}>
                <Facts>
                  <Fact name={t('message.about')} wide>
                    {record.entity ? (
                      <SourceLink
                        entity={record.entity}
                        id={record.entityId}
                        label={sourceName(t, record.entity)}
                      />
                    ) : (
                      <None />
                    )}
                  </Fact>
                  <Fact name={t('message.createdAt')} wide>
                    <TimeText value={record.createdAt} />
                  </Fact>
                  <Fact name={t('message.sentAt')} wide>
                    <TimeText value={record.sentAt} />
                  </Fact>
                  {record.state === 'kept' ? (
                    <Fact name={t('state.label')} wide>
                      {t('message.kept.text')}
                    </Fact>
                  ) : null}
                  {record.lastError ? (
                    <Fact name={t('message.lastError')} wide>
                      {record.lastError}
                    </Fact>
                  ) : null}
                </Facts>
              </Section>
            }
          />
        </>
      )}
    </RecordPage>
  )
}
