import { Button } from '@mantine/core'
import { IconExternalLink } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { api } from '../../api/client.ts'
import { read, useCommand } from '../../api/queries.ts'
import { ActionMenu } from '../../kit/action-menu.tsx'
import { ConfirmDialog } from '../../kit/command-dialog.tsx'
import { DateText, None, useFormat } from '../../kit/format.tsx'
import { notify } from '../../kit/notify.tsx'
import { QrCode } from '../../kit/qr-code.tsx'
import { BackMark, Columns, Fact, Facts, RecordPage } from '../../kit/record-page.tsx'
import { Section } from '../../kit/section.tsx'
import { SourceLink } from '../../kit/source-link.tsx'
import { useSession } from '../../session/session.tsx'
import { type PlainKey, useTexts } from '../../texts/texts.tsx'
import { PrintLabelsButton } from '../labels/print-labels-button.tsx'
import { PieceOwnership } from '../ownership/piece-ownership.tsx'
import { PieceAlerts } from '../vigilance/piece-alerts.tsx'
import { PieceBadge } from './piece-badge.tsx'
import { PieceGenealogy } from './piece-genealogy.tsx'
import { PieceLife } from './piece-life.tsx'
import styles from './piece-page.module.css'
import { PiecePassport } from './piece-passport.tsx'
import type { Piece } from './piece-texts.ts'

const route = getRouteApi('/desk/pieces/$id')

export default function PiecePage(): ReactNode {
  const t = useTexts()
  const { can } = useSession()
  const { id } = route.useParams()
  const piece = useQuery(read('/api/v1/serials/{id}', { path: { id } }))
  return (
    <RecordPage
      query={piece}
      activity={{ entity: 'serial', id }}
      back={
        <Link to="/pieces">
          <BackMark />
          {t('nav.pieces')}
        </Link>
      }
      title={(record) => record.serial}
      badge={(record) => <PieceBadge state={record.state} />}
      below={(record) => record.product.name}
      actions={(record) => (
        <>
          <PrintLabelsButton kind="piece" ids={[record.id]} />
          <PieceActions piece={record} />
        </>
      )}
    >
      {(record) => (
        <Columns
          main={
            <>
              <PieceFacts piece={record} />
              <PieceOwnership id={record.id} />
              {can('manufacturing.read') ? <PieceGenealogy piece={record} /> : null}
              <PieceLife id={record.id} />
            </>
          }
          side={
            <>
              <PublicPage piece={record} />
              {can('passports.read') && record.kind === 'standard' ? (
                <PiecePassport serialId={record.id} />
              ) : null}
              <PieceAlerts id={record.id} />
            </>
          }
        />
      )}
    </RecordPage>
  )
}

function PieceFacts({ piece }: { piece: Piece }) {
  const t = useTexts()
  return (
    <Section title={t('piece.facts')}>
      <Facts>
        <Fact name={t('piece.product')}>
          <Link to="/products/$id" params={{ id: piece.product.id }}>
            {piece.product.name}
          </Link>
        </Fact>
        <Fact name={t('product.line')}>{piece.line}</Fact>
        <Fact name={t('piece.location')}>{piece.location ?? <None />}</Fact>
        <Fact name={t('piece.ticket')}>
          {piece.ticket ? (
            <SourceLink
              entity="job_ticket"
              id={piece.ticket.id}
              label={piece.ticket.number ?? t('piece.ticket')}
            />
          ) : (
            <None />
          )}
        </Fact>
        <Fact name={t('piece.order')}>
          {piece.order ? (
            <SourceLink
              entity="order"
              id={piece.order.orderId}
              label={piece.order.number ?? t('piece.order')}
            />
          ) : (
            <None />
          )}
        </Fact>
        <Fact name={t('piece.issuedOn')}>
          <DateText value={piece.day} />
        </Fact>
        <Fact name={t('piece.madeOn')}>
          <DateText value={piece.madeOn} />
        </Fact>
        <Fact name={t('piece.compact')}>
          <span className="mono">{piece.compact}</span>
        </Fact>
        <Fact name={t('piece.kind')}>{t(piece.kind === 'standard' ? 'piece.standard' : 'piece.legacy')}</Fact>
      </Facts>
    </Section>
  )
}

/** What anybody sees who scans the piece. */
function PublicPage({ piece }: { piece: Piece }) {
  const t = useTexts()
  const format = useFormat()
  return (
    <Section title={t('piece.public')}>
      <QrCode text={piece.link} label={t('piece.qr')} />
      <Button
        component="a"
        href={piece.link}
        target="_blank"
        rel="noreferrer"
        variant="default"
        fullWidth
        mt="md"
        rightSection={<IconExternalLink size={16} aria-hidden />}
      >
        {t('piece.openPublic')}
      </Button>
      {piece.scans ? (
        <p className={styles.scans}>
          {piece.scans.count === 0 || piece.scans.lastAt === null
            ? t('piece.noScans')
            : t('piece.scanned', {
                count: piece.scans.count,
                last: format.moment(piece.scans.lastAt),
              })}
        </p>
      ) : null}
    </Section>
  )
}

const CHANGES = {
  quarantine: { text: 'piece.quarantine', explained: 'piece.quarantine.text' },
  recall: { text: 'piece.recall', explained: 'piece.recall.text' },
  reportStolen: { text: 'piece.reportStolen', explained: 'piece.reportStolen.text' },
  reinstate: { text: 'piece.reinstate', explained: 'piece.reinstate.text' },
  scrap: { text: 'piece.scrap', explained: 'piece.scrap.text' },
  void: { text: 'piece.void', explained: 'piece.void.text' },
} as const satisfies Record<keyof Piece['actions'], { text: PlainKey; explained: PlainKey }>
type Change = keyof typeof CHANGES
const CHANGE_KEYS = Object.keys(CHANGES) as Change[]
/** What cannot be taken back. */
const FINAL: readonly Change[] = ['scrap', 'void']

function PieceActions({ piece }: { piece: Piece }) {
  const t = useTexts()
  const { can } = useSession()
  const [open, setOpen] = useState<Change>()
  const change = useCommand(({ what, reason }: { what: Change; reason: string }) => {
    const init = { params: { path: { id: piece.id } }, body: { reason } }
    switch (what) {
      case 'quarantine':
        return api.POST('/api/v1/serials/{id}/quarantine', init)
      case 'recall':
        return api.POST('/api/v1/serials/{id}/recall', init)
      case 'reportStolen':
        return api.POST('/api/v1/serials/{id}/report-stolen', init)
      case 'reinstate':
        return api.POST('/api/v1/serials/{id}/reinstate', init)
      case 'scrap':
        return api.POST('/api/v1/serials/{id}/scrap', init)
      case 'void':
        return api.POST('/api/v1/serials/{id}/void', init)
    }
  })
  if (!can('serials.update') && !CHANGE_KEYS.some((key) => piece.actions[key].allowed)) return null
  return (
    <>
      <ActionMenu
        label={t('piece.change')}
        actions={CHANGE_KEYS.map((key) => ({
          key,
          label: t(CHANGES[key].text),
          action: piece.actions[key],
          danger: FINAL.includes(key),
          onClick: () => setOpen(key),
        }))}
      />
      {open ? (
        <ConfirmDialog
          title={t(CHANGES[open].text)}
          text={t(CHANGES[open].explained)}
          submit={t(CHANGES[open].text)}
          danger={FINAL.includes(open)}
          reason="required"
          onConfirm={async (reason = '') => {
            await change.mutateAsync({ what: open, reason })
            notify(t('done.saved'))
          }}
          onClose={() => setOpen(undefined)}
        />
      ) : null}
    </>
  )
}
