import type { Texts } from '../../../kernel/errors/problem.ts'
import type { Purpose } from '../../accounting/index.ts'

/** What a provider is told about the payment it is to do something with. */
export interface PaymentFacts {
  readonly paymentId: string
  readonly orderId: string
  /** ISO 4217. */
  readonly currency: string
  /** Of the whole payment, minor units. */
  readonly amountMinor: bigint
  /** The provider's own id of it, or what staff wrote down; null until there is one. */
  readonly reference: string | null
}

/** What a payment begins as. */
export interface Intent {
  /** The provider's own id of the payment, where it has one from the start. */
  readonly reference: string | null
}

/** Something that a provider tells us by itself. */
export interface ProviderEvent {
  /** The provider's id of the event: applied once. */
  readonly eventId: string
  readonly kind: 'captured' | 'other'
  /** Our payment, as it was given with the intent. */
  readonly paymentId: string | null
  readonly reference: string | null
  readonly payload: Readonly<Record<string, unknown>>
}

/**
 * Somebody through whom money comes and goes. What all providers share (amounts, never more back than came in, the
 * ledger, the order's state) is done by the callers, once; a provider only does what is its own.
 */
export interface PaymentProvider {
  /** Kept with each payment; never changes. */
  readonly code: string
  readonly name: Texts
  /** The account where its money lands and is given back from: `bank`, or `clearing` until it pays out. */
  readonly settlesTo: Purpose
  /** Whether staff say that the money is there; otherwise only the provider itself does, by its events. */
  readonly capturedByStaff: boolean
  /** Begins a payment. Called in the transaction of the order, so it may not wait for anybody outside. */
  intent(payment: Omit<PaymentFacts, 'reference'>): Intent
  /**
   * Takes the money, or makes sure that it is there; gives the reference to keep. Called once the database has accepted
   * the change, inside its transaction; throws a Problem to refuse, and then nothing has happened.
   */
  capture(payment: PaymentFacts, given: { reference: string }): Promise<{ reference: string }>
  /**
   * Gives money back; gives the reference to keep. Called once the database has accepted the amount, inside its
   * transaction. `refundId` is the key under which a provider that is asked twice pays once.
   */
  refund(
    payment: PaymentFacts,
    refund: { refundId: string; amountMinor: bigint; reason: string; reference: string | null },
  ): Promise<{ reference: string | null }>
  /**
   * Reads a webhook from its raw bytes and makes sure that the provider signed it; undefined when the signature does not
   * fit. Left out where a provider sends none.
   */
  parseWebhook?(
    body: Buffer,
    headers: Readonly<Record<string, string | string[] | undefined>>,
  ): ProviderEvent | undefined
}
