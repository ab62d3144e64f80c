/** The books of first entry. Every journal entry belongs to one. */
export const JOURNALS = ['general', 'sales', 'purchase', 'bank', 'stock', 'manufacturing', 'opening'] as const
export type Journal = (typeof JOURNALS)[number]
