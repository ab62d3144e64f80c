import { Button } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { changePassword, disableTwoFactor } from '../../api/auth.ts'
import { api } from '../../api/client.ts'
import { type DataOf, read, useCommand } from '../../api/queries.ts'
import { CommandDialog } from '../../kit/command-dialog.tsx'
import { type Column, DataTable } from '../../kit/data-table.tsx'
import { ErrorPanel } from '../../kit/error-panel.tsx'
import { None, TimeText } from '../../kit/format.tsx'
import { notify } from '../../kit/notify.tsx'
import { Page } from '../../kit/page.tsx'
import { Fact, Facts } from '../../kit/record-page.tsx'
import { roleName } from '../../kit/role-name.ts'
import { Section } from '../../kit/section.tsx'
import { StateBadge } from '../../kit/state-badge.tsx'
import { useSession } from '../../session/session.tsx'
import { useTexts } from '../../texts/texts.tsx'
import { OwnConsent } from '../passports/own-consent.tsx'
import { TwoFactorDialog } from './two-factor-dialog.tsx'

type BrowserSession = DataOf<'/api/v1/me/sessions'>['items'][number]

export default function AccountPage(): ReactNode {
  const t = useTexts()
  const { me } = useSession()
  const client = useQueryClient()
  const [open, setOpen] = useState<'password' | 'on' | 'off'>()
  const close = () => setOpen(undefined)
  return (
    <Page title={t('nav.account')}>
      <Section title={t('account.you')}>
        <Facts>
          <Fact name={t('account.name')}>{me.name}</Fact>
          <Fact name={t('signIn.email')}>{me.email ?? <None />}</Fact>
          <Fact name={t('people.role')}>{roleName(t, me.role)}</Fact>
        </Facts>
      </Section>
      <Section title={t('account.security')}>
        <Facts>
          <Fact name={t('signIn.password')} wide>
            <Button variant="default" size="compact-sm" mt={4} onClick={() => setOpen('password')}>
              {t('account.changePassword')}
            </Button>
          </Fact>
          <Fact name={t('account.twoFactor')} wide>
            <StateBadge tone={me.twoFactorEnabled ? 'good' : 'plain'}>
              {t(me.twoFactorEnabled ? 'value.on' : 'value.off')}
            </StateBadge>{' '}
            <Button
              variant="default"
              size="compact-sm"
              mt={4}
              onClick={() => setOpen(me.twoFactorEnabled ? 'off' : 'on')}
            >
              {t(me.twoFactorEnabled ? 'account.turnOff' : 'account.turnOn')}
            </Button>
          </Fact>
        </Facts>
      </Section>
      <OwnConsent />
      <Sessions />
      {open === 'password' ? (
        <CommandDialog
          title={t('account.changePassword')}
          text={t('account.changePassword.text')}
          submit={t('account.changePassword')}
          initial={{ currentPassword: '', newPassword: '' }}
          fields={[
            {
              kind: 'password',
              name: 'currentPassword',
              label: t('account.currentPassword'),
              required: true,
              autoComplete: 'current-password',
            },
            {
              kind: 'password',
              name: 'newPassword',
              label: t('setPassword.new'),
              hint: t('setPassword.hint'),
              required: true,
              autoComplete: 'new-password',
            },
          ]}
          onSubmit={async (values) => {
            await changePassword(values.currentPassword, values.newPassword)
            await client.invalidateQueries()
            notify(t('done.saved'))
          }}
          onClose={close}
        />
      ) : null}
      {open === 'on' ? <TwoFactorDialog onClose={close} /> : null}
      {open === 'off' ? (
        <CommandDialog
          title={t('account.turnOff.title')}
          text={t('account.turnOff.text')}
          submit={t('account.turnOff')}
          danger
          initial={{ password: '' }}
          fields={[
            {
              kind: 'password',
              name: 'password',
              label: t('signIn.password'),
              required: true,
              autoComplete: 'current-password',
            },
          ]}
          onSubmit={async ({ password }) => {
            await disableTwoFactor(password)
            await client.invalidateQueries()
            notify(t('done.saved'))
          }}
          onClose={close}
        />
      ) : null}
    </Page>
  )
}

/** Where one is signed in; each can be ended from here. */
function Sessions() {
  const t = useTexts()
  const sessions = useQuery(read('/api/v1/me/sessions'))
  const end = useCommand(
    (id: string) => api.DELETE('/api/v1/me/sessions/{id}', { params: { path: { id } } }),
    {
      onDone: () => notify(t('account.ended')),
    },
  )
  const endOthers = useCommand(() => api.POST('/api/v1/me/sessions/end-others', {}), {
    onDone: () => notify(t('account.ended')),
  })
  const columns: Column<BrowserSession>[] = [
    {
      key: 'browser',
      header: t('account.browser'),
      grow: true,
      cell: (session) => browserName(session.userAgent) ?? t('account.unknownBrowser'),
    },
    { key: 'address', header: t('account.address'), cell: (session) => session.address ?? <None /> },
    { key: 'since', header: t('account.since'), cell: (session) => <TimeText value={session.createdAt} /> },
    {
      key: 'end',
      header: '',
      align: 'end',
      phone: 'end',
      cell: (session) =>
        session.current ? (
          <StateBadge tone="good">{t('account.thisOne')}</StateBadge>
        ) : (
          <Button variant="default" size="compact-sm" onClick={() => end.mutate(session.id)}>
            {t('account.end')}
          </Button>
        ),
    },
  ]
  const items = sessions.data?.items ?? []
  return (
    <Section
      title={t('account.sessions')}
      flush
      actions={
        items.length > 1 ? (
          <Button
            variant="default"
            size="compact-sm"
            loading={endOthers.isPending}
            onClick={() => endOthers.mutate(undefined)}
          >
            {t('account.endOthers')}
          </Button>
        ) : null
      }
    >
      <ErrorPanel error={sessions.error ?? end.error ?? endOthers.error} />
      <DataTable
        label={t('account.sessions')}
        columns={columns}
        rows={items}
        rowKey={(session) => session.id}
        skeletons={sessions.isPending ? 2 : 0}
      />
    </Section>
  )
}

/** Browser and system as a person calls them, out of what browsers say of themselves. */
function browserName(userAgent: string | null): string | undefined {
  if (!userAgent) return undefined
  const browser = [
    [/Edg\//, 'Edge'],
    [/OPR\//, 'Opera'],
    [/SamsungBrowser/, 'Samsung Internet'],
    [/Firefox|FxiOS/, 'Firefox'],
    [/Chrome|CriOS/, 'Chrome'],
    [/Safari/, 'Safari'],
  ].find(([pattern]) => (pattern as RegExp).test(userAgent))?.[1]
  const system = [
    [/iPhone|iPad/, 'iOS'],
    [/Android/, 'Android'],
    [/Windows/, 'Windows'],
    [/Mac OS X/, 'macOS'],
    [/Linux/, 'Linux'],
  ].find(([pattern]) => (pattern as RegExp).test(userAgent))?.[1]
  const named = [browser, system].filter((name) => name !== undefined)
  return named.length === 0 ? userAgent.slice(0, 60) : named.join(', ')
}
