import { Progress } from '@mantine/core'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { api } from '../../api/client.ts'
import { type ItemOf, pages, read, useCommand } from '../../api/queries.ts'
import { ActionButton } from '../../kit/action-button.tsx'
import { actorName } from '../../kit/actor-name.ts'
import { CommandDialog } from '../../kit/command-dialog.tsx'
import type { Column } from '../../kit/data-table.tsx'
import { EmptyState } from '../../kit/empty-state.tsx'
import { given, orUndefined } from '../../kit/form-fields.tsx'
import { TimeText, useFormat } from '../../kit/format.tsx'
import { EndlessTable } from '../../kit/list-page.tsx'
import { notify } from '../../kit/notify.tsx'
import { BackMark, Columns, Fact, Facts, RecordPage } from '../../kit/record-page.tsx'
import { Section } from '../../kit/section.tsx'
import { StateBadge } from '../../kit/state-badge.tsx'
import { useSession } from '../../session/session.tsx'
import { useTexts } from '../../texts/texts.tsx'
import { PieceBadge } from '../pieces/piece-badge.tsx'
import styles from './recall.module.css'
import { RECALL_STATES, type Recall } from './recall-texts.ts'

const route = getRouteApi('/desk/recalls/$id')
/** While mails are being written, how far they are is looked at again. */
const WATCH_MS = 2_000

export default function RecallPage(): ReactNode {
  const t = useTexts()
  const { id } = route.useParams()
  const recall = useQuery({
    ...read('/api/v1/recalls/{id}', { path: { id } }),
    refetchInterval: (query) =>
      query.state.data?.state === 'active' && query.state.data.told < query.state.data.people
        ? WATCH_MS
        : false,
  })
  return (
    <RecordPage
      query={recall}
      activity={{ entity: 'recall', id }}
      back={
        <Link to="/recalls">
          <BackMark />
          {t('recall.all')}
        </Link>
      }
      title={(record) => record.number}
      badge={(record) => (
        <StateBadge tone={RECALL_STATES[record.state].tone}>{t(RECALL_STATES[record.state].text)}</StateBadge>
      )}
      below={(record) => record.reason}
      actions={(record) => <Actions recall={record} />}
    >
      {(record) => (
        <Columns
          main={
            <>
              <WaitingOrders recall={record} />
              <Section title={t('nav.pieces')} flush>
                <RecalledPieces id={record.id} />
              </Section>
            </>
          }
          side={
            <>
              <How recall={record} />
              <Section title={t('recall.words')}>
                <p className={styles.words}>{record.text}</p>
                {record.textTh ? (
                  <p className={styles.words} lang="th">
                    {record.textTh}
                  </p>
                ) : null}
              </Section>
            </>
          }
        />
      )}
    </RecordPage>
  )
}

function How({ recall }: { recall: Recall }) {
  const t = useTexts()
  const format = useFormat()
  const meant =
    recall.by === 'lot'
      ? t('recall.by.lots', { names: recall.of.join(', ') })
      : recall.by === 'product'
        ? t('recall.by.products', { names: recall.of.join(', ') })
        : t('recall.by.serials')
  return (
    <Section title={t('recall.how')}>
      <Facts>
        <Fact name={t('recall.meant')} wide>
          {meant}
          {recall.from || recall.to
            ? ` (${recall.from ? format.day(recall.from) : '…'} – ${recall.to ? format.day(recall.to) : '…'})`
            : ''}
        </Fact>
        <Fact name={t('recall.started')}>
          <TimeText value={recall.startedAt} />
        </Fact>
        <Fact name={t('recall.startedBy')}>{actorName(t, recall.startedBy)}</Fact>
        {recall.byState.map(({ state, pieces }) => (
          <Fact key={state} name={t('recall.now')}>
            <PieceBadge state={state} /> {format.count(pieces)}
          </Fact>
        ))}
        {recall.liftedAt ? (
          <Fact name={t('recall.state.lifted')} wide>
            <TimeText value={recall.liftedAt} />, {actorName(t, recall.liftedBy ?? '')}: {recall.liftReason}
          </Fact>
        ) : null}
      </Facts>
      <p className={styles.told}>
        {t('recall.told.text', { told: format.count(recall.told), people: format.count(recall.people) })}
      </p>
      <Progress
        aria-label={t('recall.told')}
        value={recall.people === 0 ? 100 : (recall.told / recall.people) * 100}
      />
    </Section>
  )
}

function WaitingOrders({ recall }: { recall: Recall }) {
  const t = useTexts()
  if (recall.waitingOrders.length === 0) return null
  return (
    <Section title={t('recall.waiting')}>
      <p>{t('recall.waiting.text')}</p>
      <p>
        {recall.waitingOrders.map((order, index) => (
          <span key={order.id}>
            {index > 0 ? ', ' : ''}
            <Link to="/orders/$id" params={{ id: order.id }}>
              {order.number}
            </Link>
          </span>
        ))}
      </p>
    </Section>
  )
}

type Row = ItemOf<'/api/v1/recalls/{id}/pieces'>

function RecalledPieces({ id }: { id: string }) {
  const t = useTexts()
  const pieces = useInfiniteQuery(pages('/api/v1/recalls/{id}/pieces', { path: { id } }))
  const columns: Column<Row>[] = [
    { key: 'serial', header: t('piece.serial'), cell: (row) => <span className="mono">{row.serial}</span> },
    { key: 'product', header: t('piece.product'), grow: true, cell: (row) => row.product.name },
    { key: 'owner', header: t('owner.owner'), cell: (row) => row.owner ?? '' },
    {
      key: 'before',
      header: t('recall.before'),
      phone: 'hide',
      cell: (row) => <PieceBadge state={row.before} />,
    },
    { key: 'state', header: t('recall.now'), phone: 'end', cell: (row) => <PieceBadge state={row.state} /> },
  ]
  return (
    <EndlessTable
      label={t('nav.pieces')}
      columns={columns}
      query={pieces}
      link={(row, children) => (
        <Link to="/pieces/$id" params={{ id: row.id }}>
          {children}
        </Link>
      )}
      empty={<EmptyState title={t('list.nothing')} text="" />}
    />
  )
}

function Actions({ recall }: { recall: Recall }) {
  const t = useTexts()
  const { can } = useSession()
  const [isLifting, setLifting] = useState(false)
  const extend = useCommand(() =>
    api.POST('/api/v1/recalls/{id}/extend', { params: { path: { id: recall.id } } }),
  )
  const lift = useCommand((values: { reason: string; text: string; textTh: string }) =>
    api.POST('/api/v1/recalls/{id}/lift', {
      params: { path: { id: recall.id } },
      body: {
        reason: values.reason.trim(),
        ...given({ text: orUndefined(values.text), textTh: orUndefined(values.textTh) }),
      },
    }),
  )
  if (!can('ownership.recall')) return null
  return (
    <>
      <ActionButton
        variant="default"
        action={recall.actions.extend}
        loading={extend.isPending}
        onClick={() =>
          extend.mutate(undefined, {
            onSuccess: (done) => notify(t('recall.extended', { pieces: done.recalled })),
          })
        }
      >
        {t('recall.extend')}
      </ActionButton>
      <ActionButton variant="default" action={recall.actions.lift} onClick={() => setLifting(true)}>
        {t('recall.lift')}
      </ActionButton>
      {isLifting ? (
        <CommandDialog
          title={t('recall.lift')}
          text={t('recall.lift.text')}
          submit={t('recall.lift')}
          initial={{ reason: '', text: '', textTh: '' }}
          fields={[
            { kind: 'text', name: 'reason', label: t('form.reason'), required: true },
            { kind: 'paragraph', name: 'text', label: t('recall.words.en'), hint: t('recall.lift.words') },
            { kind: 'paragraph', name: 'textTh', label: t('recall.words.th') },
          ]}
          onSubmit={async (values) => {
            const done = await lift.mutateAsync(values)
            notify(t('recall.lifted', { pieces: done.lifted }))
          }}
          onClose={() => setLifting(false)}
        />
      ) : null}
    </>
  )
}
