import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { api } from '../../api/client.ts'
import { read, useCommand } from '../../api/queries.ts'
import { ActionButton } from '../../kit/action-button.tsx'
import { ErrorPanel } from '../../kit/error-panel.tsx'
import { DateText, None, TimeText, useFormat } from '../../kit/format.tsx'
import { Fact, Facts } from '../../kit/record-page.tsx'
import { Section } from '../../kit/section.tsx'
import { StateBadge } from '../../kit/state-badge.tsx'
import { useSession } from '../../session/session.tsx'
import { useTexts } from '../../texts/texts.tsx'
import { ClaimCodeDialog } from './claim-code-dialog.tsx'
import { CorrectClaim } from './correct-claim.tsx'
import { EVENT_TEXTS, type Ownership } from './ownership-texts.ts'
import styles from './piece-ownership.module.css'
import { ServiceHistory } from './service-history.tsx'

/** Whose a piece is, how it came to them, its warranty, and what was done to it. For whoever may see it. */
export function PieceOwnership({ id }: { id: string }) {
  const { can } = useSession()
  return can('ownership.read') ? <Ownerships id={id} /> : null
}

function Ownerships({ id }: { id: string }) {
  const t = useTexts()
  const ownership = useQuery(read('/api/v1/serials/{id}/ownership', { path: { id } }))
  if (ownership.isError)
    return (
      <Section title={t('owner.title')}>
        <ErrorPanel error={ownership.error} onRetry={() => void ownership.refetch()} />
      </Section>
    )
  if (!ownership.data)
    return (
      <Section title={t('owner.title')}>
        <div className={styles.waiting} aria-busy="true" />
      </Section>
    )
  return (
    <>
      <OwnerFacts id={id} ownership={ownership.data} />
      <ServiceHistory pieceId={id} entries={ownership.data.service} />
    </>
  )
}

function OwnerFacts({ id, ownership }: { id: string; ownership: Ownership }) {
  const t = useTexts()
  const format = useFormat()
  const { can } = useSession()
  const [isCodeOpen, setCodeOpen] = useState(false)
  const make = useCommand((pieceId: string) =>
    api.POST('/api/v1/claim-codes', { body: { pieceIds: [pieceId] } }),
  )
  const { owner, warranty, warrantyMonths, claimCode, transfer, recall, chain } = ownership
  return (
    <Section
      title={t('owner.title')}
      actions={
        <>
          {can('ownership.claim_code.make') ? (
            <ActionButton
              variant="default"
              size="compact-sm"
              action={ownership.actions.makeCode}
              onClick={() => setCodeOpen(true)}
            >
              {t('owner.code.make')}
            </ActionButton>
          ) : null}
          <CorrectClaim id={id} ownership={ownership} />
        </>
      }
    >
      <Facts>
        <Fact name={t('owner.owner')}>
          {owner ? (
            owner.email === null ? (
              <span className={styles.muted}>{t('owner.erased')}</span>
            ) : (
              <>
                {owner.name}
                <a className={styles.email} href={`mailto:${owner.email}`}>
                  {owner.email}
                </a>
              </>
            )
          ) : (
            <None />
          )}
        </Fact>
        <Fact name={t('owner.since')}>{owner ? <TimeText value={owner.since} /> : <None />}</Fact>
        <Fact name={t('owner.warranty')}>
          {warranty ? (
            <>
              {t('owner.warranty.until', { date: format.day(warranty.until) })}{' '}
              {warranty.over ? <StateBadge tone="plain">{t('owner.warranty.over')}</StateBadge> : null}
            </>
          ) : warrantyMonths ? (
            t('owner.warranty.promised', { months: warrantyMonths })
          ) : (
            <None />
          )}
        </Fact>
        <Fact name={t('owner.code')}>
          {claimCode ? (
            t('owner.code.made', { date: format.moment(claimCode.madeAt) })
          ) : (
            <span className={styles.muted}>{t('owner.code.none')}</span>
          )}
        </Fact>
        {transfer ? (
          <Fact name={t('owner.transfer')}>
            {transfer.toEmail ?? t('owner.transfer.byCode')}, <DateText value={transfer.expiresAt} />
          </Fact>
        ) : null}
        {recall ? (
          <Fact name={t('recall.single')}>
            <Link to="/recalls/$id" params={{ id: recall.id }}>
              {recall.number}
            </Link>
          </Fact>
        ) : null}
      </Facts>
      {chain.length > 0 ? (
        <ol className={styles.chain} aria-label={t('owner.chain')}>
          {chain.toReversed().map((event) => (
            <li key={`${event.at} ${event.kind}`}>
              <b>{t(EVENT_TEXTS[event.kind])}</b> {event.owner.name || t('owner.erased')}
              <span className={styles.muted}>
                {' · '}
                <TimeText value={event.at} />
              </span>
              {event.note ? <p className={styles.note}>{event.note}</p> : null}
            </li>
          ))}
        </ol>
      ) : null}
      {isCodeOpen ? (
        <ClaimCodeDialog
          replaces={claimCode !== null}
          onMake={async () => (await make.mutateAsync(id)).codes[0]!}
          onClose={() => setCodeOpen(false)}
        />
      ) : null}
    </Section>
  )
}
