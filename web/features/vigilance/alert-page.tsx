import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { api } from '../../api/client.ts'
import { read, useCommand } from '../../api/queries.ts'
import { ActionButton } from '../../kit/action-button.tsx'
import { actorName } from '../../kit/actor-name.ts'
import { ConfirmDialog } from '../../kit/command-dialog.tsx'
import { countryName } from '../../kit/country-name.ts'
import { TimeText, useFormat } from '../../kit/format.tsx'
import { notify } from '../../kit/notify.tsx'
import { BackMark, Columns, Fact, Facts, RecordPage } from '../../kit/record-page.tsx'
import { Section } from '../../kit/section.tsx'
import { StateBadge } from '../../kit/state-badge.tsx'
import { useSession } from '../../session/session.tsx'
import { LOCALE_TAGS, useLanguage, useTexts } from '../../texts/texts.tsx'
import { PieceBadge } from '../pieces/piece-badge.tsx'
import { PIECE_STATE_KEYS } from '../pieces/piece-texts.ts'
import styles from './vigilance.module.css'
import { ALERT_STATES, type Alert, DETECTORS, type Found } from './vigilance-texts.ts'

const route = getRouteApi('/desk/watch/alerts/$id')

export default function AlertPage(): ReactNode {
  const t = useTexts()
  const { id } = route.useParams()
  const alert = useQuery(read('/api/v1/scan-alerts/{id}', { path: { id } }))
  return (
    <RecordPage
      query={alert}
      activity={{ entity: 'scan_alert', id }}
      back={
        <Link to="/watch/alerts">
          <BackMark />
          {t('watch.alerts')}
        </Link>
      }
      title={(record) => t(DETECTORS[record.detector].text)}
      badge={(record) => (
        <StateBadge tone={ALERT_STATES[record.state].tone}>{t(ALERT_STATES[record.state].text)}</StateBadge>
      )}
      below={(record) => record.piece?.serial ?? t('watch.noPiece')}
      actions={(record) => <Decide alert={record} />}
    >
      {(record) => (
        <Columns
          main={
            <Section title={t('watch.evidence')}>
              <p>{t(DETECTORS[record.detector].explained)}</p>
              <ol className={styles.facts}>
                {record.evidence.map((fact) => (
                  <li key={fact.at}>
                    <Evidence found={fact.found} />
                    <p className={styles.when}>
                      <TimeText value={fact.firstAt} />
                      {fact.lastAt.slice(0, 16) === fact.firstAt.slice(0, 16) ? null : (
                        <>
                          {' – '}
                          <TimeText value={fact.lastAt} />
                        </>
                      )}
                    </p>
                  </li>
                ))}
              </ol>
            </Section>
          }
          side={<About alert={record} />}
        />
      )}
    </RecordPage>
  )
}

function Evidence({ found }: { found: Found }) {
  const { t, locale } = useLanguage()
  const format = useFormat()
  const tag = LOCALE_TAGS[locale]
  const place = (at: NonNullable<Found['hops']>[number]['from']) =>
    at.country === null ? `${at.lat}°, ${at.lon}°` : countryName(tag, at.country)
  return (
    <>
      <b>
        {found.numbers === undefined
          ? t('watch.seen', { scans: format.count(found.scans), clients: format.count(found.clients) })
          : t('watch.tried', { numbers: format.count(found.numbers), scans: format.count(found.scans) })}
      </b>
      {found.countries.length > 0 ? (
        <p>{found.countries.map((country) => countryName(tag, country)).join(', ')}</p>
      ) : null}
      {found.outcomes ? (
        <p>
          {PIECE_STATE_KEYS.filter((state) => found.outcomes?.includes(state)).map((state) => (
            <PieceBadge key={state} state={state} />
          ))}
        </p>
      ) : null}
      {found.hops ? (
        <ol className={styles.hops}>
          {found.hops.map((hop) => (
            <li key={`${hop.from.at} ${hop.to.at}`}>
              {t('watch.hop', {
                from: place(hop.from),
                to: place(hop.to),
                km: format.count(hop.km),
                speed: format.count(hop.kmPerHour),
              })}
              <br />
              <span className={styles.when}>
                {format.moment(hop.from.at)} → {format.moment(hop.to.at)}
              </span>
            </li>
          ))}
        </ol>
      ) : null}
    </>
  )
}

function About({ alert }: { alert: Alert }) {
  const t = useTexts()
  return (
    <Section title={t('watch.about')}>
      <Facts>
        {alert.piece ? (
          <>
            <Fact name={t('piece.serial')} wide>
              <Link to="/pieces/$id" params={{ id: alert.piece.id }} className="mono">
                {alert.piece.serial}
              </Link>
            </Fact>
            <Fact name={t('piece.product')}>{alert.piece.product}</Fact>
            <Fact name={t('state.label')}>
              <PieceBadge state={alert.piece.state} />
            </Fact>
          </>
        ) : null}
        <Fact name={t('watch.raised')}>
          <TimeText value={alert.raisedAt} />
        </Fact>
        <Fact name={t('watch.last')}>
          <TimeText value={alert.lastAt} />
        </Fact>
        <Fact name={t('watch.score')}>{`${alert.score.toFixed(1)}×`}</Fact>
        {alert.decided ? (
          <Fact name={t(ALERT_STATES[alert.state].text)} wide>
            <TimeText value={alert.decided.at} />, {actorName(t, alert.decided.by)}: {alert.decided.reason}
          </Fact>
        ) : null}
      </Facts>
    </Section>
  )
}

function Decide({ alert }: { alert: Alert }) {
  const t = useTexts()
  const { can } = useSession()
  const [open, setOpen] = useState<'confirmed' | 'dismissed'>()
  const decide = useCommand((body: { state: 'confirmed' | 'dismissed'; reason: string }) =>
    api.POST('/api/v1/scan-alerts/{id}/decide', { params: { path: { id: alert.id } }, body }),
  )
  if (!can('vigilance.alert.decide')) return null
  const texts = {
    confirmed: ['watch.confirm', 'watch.confirm.text'],
    dismissed: ['watch.dismiss', 'watch.dismiss.text'],
  } as const
  return (
    <>
      {(['dismissed', 'confirmed'] as const).map((state) => (
        <ActionButton
          key={state}
          variant={state === 'confirmed' ? 'filled' : 'default'}
          action={alert.actions.decide}
          onClick={() => setOpen(state)}
        >
          {t(texts[state][0])}
        </ActionButton>
      ))}
      {open ? (
        <ConfirmDialog
          title={t(texts[open][0])}
          text={t(texts[open][1])}
          submit={t(texts[open][0])}
          reason="required"
          onConfirm={async (reason = '') => {
            await decide.mutateAsync({ state: open, reason })
            notify(t('done.saved'))
          }}
          onClose={() => setOpen(undefined)}
        />
      ) : null}
    </>
  )
}
