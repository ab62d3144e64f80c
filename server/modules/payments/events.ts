import { z } from 'zod'
import { event } from '../../kernel/events/event.ts'
import { id } from '../../kernel/wire.ts'

/** The money of a payment is there. */
export const paymentCaptured = event('payments.payment.captured', z.object({ paymentId: id }))
