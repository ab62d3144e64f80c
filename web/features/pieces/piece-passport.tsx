import { Button, NativeSelect } from '@mantine/core'
import { IconExternalLink } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { api } from '../../api/client.ts'
import { type DataOf, read, useCommand } from '../../api/queries.ts'
import { ConfirmDialog } from '../../kit/command-dialog.tsx'
import { ErrorPanel } from '../../kit/error-panel.tsx'
import { DateText, TimeText } from '../../kit/format.tsx'
import { notify } from '../../kit/notify.tsx'
import { Fact, Facts } from '../../kit/record-page.tsx'
import { Section } from '../../kit/section.tsx'
import { StateBadge } from '../../kit/state-badge.tsx'
import { useSession } from '../../session/session.tsx'
import { useLanguage } from '../../texts/texts.tsx'
import { GiveAccessDialog } from '../passports/give-access-dialog.tsx'
import { AUDIENCE_TEXTS, AUDIENCES, type Audience } from '../products/passport-texts.ts'

type Passport = DataOf<'/api/v1/serials/{serialId}/passport'>

/** The passport of a piece as somebody sees it, before it is issued and after. */
export function PiecePassport({ serialId }: { serialId: string }): ReactNode {
  const { t } = useLanguage()
  const { can } = useSession()
  const [audience, setAudience] = useState<Audience>('public')
  const passport = useQuery(
    read('/api/v1/serials/{serialId}/passport', { path: { serialId }, query: { audience } }),
  )
  const [revoking, setRevoking] = useState(false)
  const [isGiving, setGiving] = useState(false)
  const issue = useCommand(() => api.POST('/api/v1/passports', { body: { serialIds: [serialId] } }))
  const revoke = useCommand((reason: string) =>
    api.POST('/api/v1/serials/{serialId}/passport/revoke', {
      params: { path: { serialId } },
      body: { reason },
    }),
  )
  const record = passport.data
  return (
    <Section title={t('passport.title')}>
      <ErrorPanel error={passport.error} />
      {record ? (
        <>
          <PassportState passport={record} />
          <NativeSelect
            aria-label={t('passport.audience')}
            value={audience}
            onChange={(event) => setAudience(event.currentTarget.value as Audience)}
            data={AUDIENCES.map((one) => ({ value: one, label: t(AUDIENCE_TEXTS[one]) }))}
            mb="md"
          />
          <PassportContent passport={record} />
          {can('passports.passport.issue') && record.actions.issue.allowed ? (
            <Button
              fullWidth
              mt="md"
              loading={issue.isPending}
              variant={record.issuedAt === null ? 'filled' : 'default'}
              onClick={async () => {
                await issue.mutateAsync(undefined)
                notify(t('passport.issued'))
              }}
            >
              {t(record.issuedAt === null ? 'passport.issue' : 'passport.publishAgain')}
            </Button>
          ) : null}
          {record.issuedAt !== null ? (
            <Button
              component="a"
              href={record.url}
              target="_blank"
              rel="noreferrer"
              variant="default"
              fullWidth
              mt="sm"
              rightSection={<IconExternalLink size={16} aria-hidden />}
            >
              {t('passport.open')}
            </Button>
          ) : null}
          {can('passports.access.give') && record.issuedAt !== null ? (
            <Button variant="default" fullWidth mt="sm" onClick={() => setGiving(true)}>
              {t('access.give')}
            </Button>
          ) : null}
          {can('passports.passport.revoke') && record.actions.revoke.allowed ? (
            <Button variant="subtle" color="red" fullWidth mt="sm" onClick={() => setRevoking(true)}>
              {t('passport.revoke')}
            </Button>
          ) : null}
        </>
      ) : null}
      {isGiving && record ? (
        <GiveAccessDialog piece={{ id: serialId, serial: record.serial }} onClose={() => setGiving(false)} />
      ) : null}
      {revoking ? (
        <ConfirmDialog
          title={t('passport.revoke')}
          text={t('passport.revoke.text')}
          submit={t('passport.revoke')}
          danger
          reason="required"
          onConfirm={async (reason = '') => {
            await revoke.mutateAsync(reason)
            notify(t('done.saved'))
          }}
          onClose={() => setRevoking(false)}
        />
      ) : null}
    </Section>
  )
}

function PassportState({ passport }: { passport: Passport }) {
  const { t } = useLanguage()
  if (passport.revokedAt !== null)
    return (
      <p>
        <StateBadge tone="bad">{t('passport.state.revoked')}</StateBadge>{' '}
        <TimeText value={passport.revokedAt} /> · {passport.revokedWhy}
      </p>
    )
  if (passport.issuedAt === null) return <p>{t('passport.state.none')}</p>
  return (
    <p>
      <StateBadge tone="good">{t('passport.state.issued')}</StateBadge> <TimeText value={passport.issuedAt} />
    </p>
  )
}

function PassportContent({ passport }: { passport: Passport }) {
  const { t, locale } = useLanguage()
  const { content, withoutConsent } = passport
  const said = (text: { en: string; th: string | null }) => (locale === 'th' && text.th) || text.en
  return (
    <>
      <Facts>
        {content.madeOn ? (
          <Fact name={t('piece.madeOn')}>
            <DateText value={content.madeOn} />
          </Fact>
        ) : null}
        {content.place ? <Fact name={t('passport.field.place')}>{said(content.place)}</Fact> : null}
        {content.people ? <Fact name={t('passport.field.people')}>{content.people.join(', ')}</Fact> : null}
        {content.operations ? (
          <Fact name={t('passport.field.operations')} wide>
            {content.operations.map((one) => said(one.name)).join(' → ')}
          </Fact>
        ) : null}
        {content.materials ? (
          <Fact name={t('passport.field.materials')} wide>
            {content.materials.map((one) => `${said(one.name)}${one.lot ? ` (${one.lot})` : ''}`).join(', ')}
          </Fact>
        ) : null}
        {content.certificates ? (
          <Fact name={t('passport.field.certificates')} wide>
            {content.certificates.map((one) => one.name).join(', ')}
          </Fact>
        ) : null}
        {content.recycledPercent ? (
          <Fact name={t('passport.field.recycled')}>{content.recycledPercent}%</Fact>
        ) : null}
        {content.carbonKg ? <Fact name={t('passport.field.carbon')}>{content.carbonKg} kg CO₂e</Fact> : null}
        {content.care ? (
          <Fact name={t('passport.field.care')} wide>
            {said(content.care)}
          </Fact>
        ) : null}
        {content.repair ? (
          <Fact name={t('passport.field.repair')} wide>
            {said(content.repair)}
          </Fact>
        ) : null}
      </Facts>
      {withoutConsent.length > 0 ? (
        <p>
          {t('passport.withoutConsent', { names: withoutConsent.map((one) => one.name).join(', ') })}{' '}
          <Link to="/settings/passports">{t('consent.title')}</Link>
        </p>
      ) : null}
    </>
  )
}
