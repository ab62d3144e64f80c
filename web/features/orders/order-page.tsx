import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { read } from '../../api/queries.ts'
import { AddressText } from '../../kit/address.tsx'
import { type Column, DataTable } from '../../kit/data-table.tsx'
import { MoneyText, None, QuantityText, TimeText } from '../../kit/format.tsx'
import { BackMark, Columns, Fact, Facts, RecordPage, Section } from '../../kit/record-page.tsx'
import { StateBadge } from '../../kit/state-badge.tsx'
import { useTexts } from '../../texts/texts.tsx'
import { ProductName } from '../products/product-picture.tsx'
import { OrderActions } from './order-actions.tsx'
import styles from './order-page.module.css'
import { OrderPayments } from './order-payments.tsx'
import { ORDER_STATES, type Order } from './order-texts.ts'

const route = getRouteApi('/desk/orders/$id')

export default function OrderPage(): ReactNode {
  const t = useTexts()
  const { id } = route.useParams()
  const order = useQuery(read('/api/v1/orders/{id}', { path: { id } }))
  return (
    <RecordPage
      query={order}
      activity={{ entity: 'order', id }}
      back={
        <Link to="/orders">
          <BackMark />
          {t('nav.orders')}
        </Link>
      }
      title={(record) => record.number}
      badge={(record) => (
        <StateBadge tone={ORDER_STATES[record.state].tone}>{t(ORDER_STATES[record.state].text)}</StateBadge>
      )}
      below={(record) => (
        <>
          {record.name} · <TimeText value={record.placedAt} />
        </>
      )}
      actions={(record) => <OrderActions order={record} />}
    >
      {(record) => (
        <Columns
          main={
            <>
              <OrderLines order={record} />
              <OrderPayments order={record} />
            </>
          }
          side={
            <>
              <Buyer order={record} />
              <Invoices order={record} />
            </>
          }
        />
      )}
    </RecordPage>
  )
}

function OrderLines({ order }: { order: Order }) {
  const t = useTexts()
  const columns: Column<Order['lines'][number]>[] = [
    {
      key: 'product',
      header: t('piece.product'),
      grow: true,
      cell: (line) => (
        <div>
          <Link to="/products/$id" params={{ id: line.productId }} className={styles.product}>
            <ProductName id={line.productId} name={line.name} />
          </Link>
          {line.serials.length === 0 ? null : (
            <ul className={styles.serials}>
              {line.serials.map(({ id, serial }) => (
                <li key={id}>
                  <Link to="/pieces/$id" params={{ id }} className="mono">
                    {serial}
                  </Link>
                </li>
              ))}
            </ul>
          )}
        </div>
      ),
    },
    {
      key: 'quantity',
      header: t('order.quantity'),
      align: 'end',
      cell: (line) => <QuantityText value={line.quantity} />,
    },
    {
      key: 'price',
      header: t('product.price'),
      align: 'end',
      cell: (line) => <MoneyText value={line.unitPrice} />,
    },
    {
      key: 'tax',
      header: t('order.tax'),
      align: 'end',
      phone: 'hide',
      cell: (line) => <MoneyText value={line.tax} />,
    },
    {
      key: 'gross',
      header: t('order.amount'),
      align: 'end',
      cell: (line) => <MoneyText value={line.gross} />,
    },
  ]
  return (
    <Section title={t('order.lines')} flush>
      <DataTable label={t('order.lines')} columns={columns} rows={order.lines} rowKey={(line) => line.id} />
      <dl className={styles.sums}>
        <div>
          <dt>{t('order.shipping', { method: order.shipping.name })}</dt>
          <dd>
            <MoneyText value={order.shipping.gross} />
          </dd>
        </div>
        <div>
          <dt>{t(order.pricesIncludeTax ? 'order.taxIncluded' : 'order.taxAdded')}</dt>
          <dd>
            <MoneyText value={order.tax} />
          </dd>
        </div>
        <div className={styles.total}>
          <dt>{t('order.total')}</dt>
          <dd>
            <MoneyText value={order.total} />
          </dd>
        </div>
      </dl>
    </Section>
  )
}

function Buyer({ order }: { order: Order }) {
  const t = useTexts()
  return (
    <Section title={t('order.buyer')}>
      <Facts>
        <Fact name={t('customer.name')} wide>
          {order.customerId ? (
            <Link to="/customers/$id" params={{ id: order.customerId }}>
              {order.name}
            </Link>
          ) : (
            order.name
          )}
        </Fact>
        <Fact name={t('customer.email')} wide>
          <a href={`mailto:${order.email}`}>{order.email}</a>
        </Fact>
        <Fact name={t('customer.phone')} wide>
          {order.phone ?? <None />}
        </Fact>
        <Fact name={t('order.shipTo')} wide>
          <AddressText value={order.address} />
        </Fact>
        {order.shippedAt ? (
          <Fact name={t('order.shippedAt')} wide>
            <TimeText value={order.shippedAt} />
            {order.shipping.trackingNumber ? `\n${order.shipping.trackingNumber}` : ''}
            {order.shipping.trackingUrl ? (
              <>
                {'\n'}
                <a href={order.shipping.trackingUrl} target="_blank" rel="noreferrer">
                  {t('order.track')}
                </a>
              </>
            ) : null}
          </Fact>
        ) : null}
        {order.cancelReason ? (
          <Fact name={t('order.cancelReason')} wide>
            {order.cancelReason}
          </Fact>
        ) : null}
      </Facts>
    </Section>
  )
}

function Invoices({ order }: { order: Order }) {
  const t = useTexts()
  if (order.invoices.length === 0) return null
  return (
    <Section title={t('order.invoices')}>
      <ul className={styles.invoices}>
        {order.invoices.map((invoice) => (
          <li key={invoice.id}>
            <Link to="/books/invoices/$id" params={{ id: invoice.id }} className="mono">
              {invoice.number}
            </Link>
            <span>{t(invoice.kind === 'invoice' ? 'invoice.kind.invoice' : 'invoice.kind.credit_note')}</span>
            <MoneyText value={invoice.gross} />
          </li>
        ))}
      </ul>
    </Section>
  )
}
