import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { read } from '../../api/queries.ts'
import { DateText, MoneyText, TimeText } from '../../kit/format.tsx'
import { BackMark, Fact, Facts, RecordPage } from '../../kit/record-page.tsx'
import { Section } from '../../kit/section.tsx'
import { SourceLink } from '../../kit/source-link.tsx'
import { useTexts } from '../../texts/texts.tsx'

const route = getRouteApi('/desk/books/invoices/$id')

export default function InvoicePage(): ReactNode {
  const t = useTexts()
  const { id } = route.useParams()
  const invoice = useQuery(read('/api/v1/invoices/{id}', { path: { id } }))
  return (
    <RecordPage
      query={invoice}
      activity={{ entity: 'invoice', id }}
      back={
        <Link to="/books/invoices">
          <BackMark />
          {t('books.invoices')}
        </Link>
      }
      title={(record) => record.number}
      below={(record) => (
        <>
          {t(record.kind === 'invoice' ? 'invoice.kind.invoice' : 'invoice.kind.credit_note')} ·{' '}
          <DateText value={record.date} />
        </>
      )}
    >
      {(record) => (
        <Section title={t('invoice.facts')}>
          <Facts>
            <Fact name={t('invoice.net')}>
              <MoneyText value={record.net} />
            </Fact>
            <Fact name={t('order.tax')}>
              <MoneyText value={record.tax} />
            </Fact>
            <Fact name={t('invoice.gross')}>
              <MoneyText value={record.gross} />
            </Fact>
            <Fact name={t('invoice.creditable')}>
              <MoneyText value={record.creditable} />
            </Fact>
            <Fact name={t('source.order')}>
              <SourceLink entity="order" id={record.orderId} label={t('invoice.openOrder')} />
            </Fact>
            {record.entryId ? (
              <Fact name={t('invoice.entry')}>
                <SourceLink entity="journal_entry" id={record.entryId} label={t('invoice.openEntry')} />
              </Fact>
            ) : null}
            {record.corrects ? (
              <Fact name={t('invoice.corrects')}>
                <Link to="/books/invoices/$id" params={{ id: record.corrects.id }} className="mono">
                  {record.corrects.number}
                </Link>
              </Fact>
            ) : null}
            {record.creditNotes.map((note) => (
              <Fact key={note.id} name={t('invoice.kind.credit_note')}>
                <Link to="/books/invoices/$id" params={{ id: note.id }} className="mono">
                  {note.number}
                </Link>{' '}
                <MoneyText value={note.gross} />
              </Fact>
            ))}
            <Fact name={t('entry.postedAt')}>
              <TimeText value={record.postedAt} />
            </Fact>
          </Facts>
        </Section>
      )}
    </RecordPage>
  )
}
