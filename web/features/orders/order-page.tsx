import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { read } from '../../api/queries.ts'
import { type Column, DataTable } from '../../kit/data-table.tsx'
import { MoneyText, None, QuantityText, TimeText } from '../../kit/format.tsx'
import { BackMark, Fact, Facts, RecordPage } from '../../kit/record-page.tsx'
import { Section } from '../../kit/section.tsx'
import { StateBadge } from '../../kit/state-badge.tsx'
import { useTexts } from '../../texts/texts.tsx'
import { ProductName } from '../products/product-picture.tsx'
import { OrderActions } from './order-actions.tsx'
import { OrderGoods } from './order-goods.tsx'
import { OrderMoney } from './order-money.tsx'
import styles from './order-page.module.css'
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
        <>
          <div className={styles.sides}>
            <OrderGoods order={record} />
            <OrderMoney order={record} />
          </div>
          <OrderLines order={record} />
          <Buyer order={record} />
        </>
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
        <Fact name={t('customer.name')}>
          {order.customerId ? (
            <Link to="/customers/$id" params={{ id: order.customerId }}>
              {order.name}
            </Link>
          ) : (
            order.name
          )}
        </Fact>
        <Fact name={t('customer.email')} long>
          <a href={`mailto:${order.email}`}>{order.email}</a>
        </Fact>
        <Fact name={t('customer.phone')}>{order.phone ?? <None />}</Fact>
        {order.cancelReason ? (
          <Fact name={t('order.cancelReason')} wide>
            {order.cancelReason}
          </Fact>
        ) : null}
      </Facts>
    </Section>
  )
}
