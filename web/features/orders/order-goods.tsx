import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { AddressText } from '../../kit/address.tsx'
import { QuantityText, TimeText } from '../../kit/format.tsx'
import { Fact, Facts } from '../../kit/record-page.tsx'
import { Section } from '../../kit/section.tsx'
import { useTexts } from '../../texts/texts.tsx'
import { PieceBadge } from '../pieces/piece-badge.tsx'
import { PIECE_STATE_KEYS } from '../pieces/piece-texts.ts'
import styles from './order-page.module.css'
import type { Order } from './order-texts.ts'

/** How far the goods are: what was ordered, which pieces it is, where they go. */
export function OrderGoods({ order }: { order: Order }) {
  const t = useTexts()
  const isOff = order.cancelledAt !== null
  return (
    <Section title={t('order.goods')}>
      <Steps
        steps={[
          { name: t('order.placed'), at: order.placedAt },
          ...(isOff && order.shippedAt === null
            ? [{ name: t('order.state.cancelled'), at: order.cancelledAt }]
            : [
                { name: t('order.reserved'), at: order.placedAt },
                { name: t('order.shippedAt'), at: order.shippedAt },
              ]),
        ]}
      />
      <ul className={styles.goods} aria-label={t('order.goods')}>
        {order.lines.map((line) => (
          <li key={line.id}>
            <span className={styles.goodsName}>
              <Link to="/products/$id" params={{ id: line.productId }} className={styles.product}>
                {line.name}
              </Link>
              <QuantityText value={line.quantity} unit="pc" />
            </span>
            {line.serials.map(({ id, serial, state }) => {
              const known = PIECE_STATE_KEYS.find((key) => key === state)
              return (
                <span key={id} className={styles.piece}>
                  <Link to="/pieces/$id" params={{ id }} className="mono">
                    {serial}
                  </Link>
                  {known ? <PieceBadge state={known} /> : null}
                </span>
              )
            })}
          </li>
        ))}
      </ul>
      <Facts>
        <Fact name={t('order.shipTo')}>
          <AddressText value={order.address} />
        </Fact>
        <Fact name={t('order.by')}>
          {order.shipping.name}
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
      </Facts>
    </Section>
  )
}

/** What was done and what is still to come, one after the other. */
export function Steps(props: { steps: readonly { name: string; at: string | null; more?: ReactNode }[] }) {
  const t = useTexts()
  return (
    <ol className={styles.steps}>
      {props.steps.map(({ name, at, more }) => (
        <li key={name} data-done={at !== null}>
          <strong>{name}</strong>
          <span>{at === null ? t('order.notYet') : <TimeText value={at} />}</span>
          {more}
        </li>
      ))}
    </ol>
  )
}
