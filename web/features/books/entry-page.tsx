/* biome-ignore-all lint/a11y/noRedundantRoles: a table that is displayed as cards loses the roles of its elements. */
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { api, idempotent } from '../../api/client.ts'
import { read, useCommand } from '../../api/queries.ts'
import { ActionButton } from '../../kit/action-button.tsx'
import { actorName } from '../../kit/actor-name.ts'
import { CommandDialog } from '../../kit/command-dialog.tsx'
import { type Column, DataTable } from '../../kit/data-table.tsx'
import { given, orUndefined } from '../../kit/form-fields.tsx'
import { DateText, MoneyText, None, TimeText } from '../../kit/format.tsx'
import { notify } from '../../kit/notify.tsx'
import { BackMark, Fact, Facts, RecordPage } from '../../kit/record-page.tsx'
import { Section } from '../../kit/section.tsx'
import { SourceLink } from '../../kit/source-link.tsx'
import { StateBadge } from '../../kit/state-badge.tsx'
import { useLanguage, useTexts } from '../../texts/texts.tsx'
import { accountName, type Entry, JOURNALS } from './books-texts.ts'
import { BehindLine, EntryDocument, EntryOrigin } from './entry-origin.tsx'

const route = getRouteApi('/desk/books/entries/$id')

export default function EntryPage(): ReactNode {
  const t = useTexts()
  const { id } = route.useParams()
  const entry = useQuery(read('/api/v1/journal-entries/{id}', { path: { id } }))
  return (
    <RecordPage
      query={entry}
      activity={{ entity: 'journal_entry', id }}
      back={
        <Link to="/books">
          <BackMark />
          {t('books.journal')}
        </Link>
      }
      title={(record) => record.memo}
      badge={(record) =>
        record.reversedById ? <StateBadge tone="plain">{t('entry.reversed')}</StateBadge> : null
      }
      below={(record) => (
        <>
          {t(JOURNALS[record.journal])} · <DateText value={record.date} />
        </>
      )}
      actions={(record) => <Reverse entry={record} />}
    >
      {(record) => (
        <>
          <Section title={t('entry.facts')}>
            <Facts>
              <Fact name={t('entry.source')}>
                <EntryDocument entry={record} />
              </Fact>
              <Fact name={t('entry.invoice')}>
                {record.invoice ? (
                  <Link to="/books/invoices/$id" params={{ id: record.invoice.id }} className="mono">
                    {record.invoice.number}
                  </Link>
                ) : (
                  <None />
                )}
              </Fact>
              <Fact name={t('entry.postedBy')}>{actorName(t, record.postedBy)}</Fact>
              <Fact name={t('entry.postedAt')}>
                <TimeText value={record.postedAt} />
              </Fact>
              {record.reversesId ? (
                <Fact name={t('entry.reverses')}>
                  <SourceLink entity="journal_entry" id={record.reversesId} label={t('entry.theOther')} />
                </Fact>
              ) : null}
              {record.reversedById ? (
                <Fact name={t('entry.reversedBy')}>
                  <SourceLink entity="journal_entry" id={record.reversedById} label={t('entry.theOther')} />
                </Fact>
              ) : null}
            </Facts>
          </Section>
          <EntryLines entry={record} />
          <EntryOrigin entry={record} />
        </>
      )}
    </RecordPage>
  )
}

function EntryLines({ entry }: { entry: Entry }) {
  const { t, locale } = useLanguage()
  const columns: Column<Entry['lines'][number] & { key: number }>[] = [
    {
      key: 'account',
      header: t('account.label'),
      grow: true,
      cell: (line) => (
        <Link to="/books/accounts/$id" params={{ id: line.accountId }}>
          <span className="mono">{line.accountCode}</span> {accountName(locale, line)}
        </Link>
      ),
    },
    { key: 'memo', header: t('form.note'), phone: 'hide', cell: (line) => line.memo ?? '' },
    {
      key: 'behind',
      header: t('entry.behind'),
      phone: 'hide',
      cell: (line) => <BehindLine purpose={line.purpose} />,
    },
    {
      key: 'debit',
      header: t('account.debit'),
      align: 'end',
      cell: (line) => line.debit && <MoneyText value={line.debit} />,
    },
    {
      key: 'credit',
      header: t('account.credit'),
      align: 'end',
      cell: (line) => line.credit && <MoneyText value={line.credit} />,
    },
  ]
  return (
    <Section title={t('entry.lines')} flush>
      <DataTable
        label={t('entry.lines')}
        columns={columns}
        rows={entry.lines.map((line, key) => ({ ...line, key }))}
        rowKey={(line) => String(line.key)}
        footer={
          <tr role="row">
            <th scope="row" role="rowheader" colSpan={3}>
              {t('account.sum')}
            </th>
            <td role="cell" data-align="end">
              <MoneyText value={entry.total} />
            </td>
            <td role="cell" data-align="end">
              <MoneyText value={entry.total} />
            </td>
          </tr>
        }
      />
    </Section>
  )
}

function Reverse({ entry }: { entry: Entry }) {
  const t = useTexts()
  const [isOpen, setOpen] = useState(false)
  const navigate = route.useNavigate()
  const reverse = useCommand((body: { date?: string; memo?: string }, key) =>
    api.POST('/api/v1/journal-entries/{id}/reverse', {
      params: { path: { id: entry.id }, header: idempotent(key) },
      body,
    }),
  )
  return (
    <>
      <ActionButton variant="default" action={entry.actions.reverse} onClick={() => setOpen(true)}>
        {t('entry.reverse')}
      </ActionButton>
      {isOpen ? (
        <CommandDialog
          title={t('entry.reverse')}
          text={t('entry.reverse.text')}
          submit={t('entry.reverse')}
          initial={{ date: '', memo: '' }}
          fields={[
            { kind: 'day', name: 'date', label: t('entry.date'), hint: t('entry.date.hint') },
            { kind: 'text', name: 'memo', label: t('entry.memo') },
          ]}
          onSubmit={async ({ date, memo }) => {
            const made = await reverse.mutateAsync(
              given({ date: orUndefined(date), memo: orUndefined(memo) }),
            )
            notify(t('entry.reversed.done'))
            void navigate({ to: '/books/entries/$id', params: { id: made.id } })
          }}
          onClose={() => setOpen(false)}
        />
      ) : null}
    </>
  )
}
