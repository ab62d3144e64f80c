import type { PaymentProvider } from './provider.ts'

/**
 * Money that people move themselves: a bank transfer, or cash when the goods are fetched. A payment waits until staff
 * see the money and say so, with what the bank statement or the receipt calls it.
 */
export const manual: PaymentProvider = {
  code: 'manual',
  name: { en: 'Bank transfer or on pick-up', th: 'โอนเงินหรือชำระเมื่อรับสินค้า' },
  settlesTo: 'bank',
  capturedByStaff: true,
  intent: () => ({ reference: null }),
  capture: async (_payment, given) => ({ reference: given.reference }),
  refund: async (_payment, refund) => ({ reference: refund.reference }),
}
