/** A record that somebody looked at lately, on this device. */
export interface Recent {
  page: string
  title: string
}

const MOST = 12

/** One person's in one workshop: a shared computer shows nobody another's. */
const keyOf = (workshopId: string, personId: string) => `touchmark.recent.${workshopId}.${personId}`

export function recentOf(workshopId: string, personId: string): Recent[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(keyOf(workshopId, personId)) ?? '[]')
    return Array.isArray(kept)
      ? kept.filter((one): one is Recent => typeof one?.page === 'string' && typeof one?.title === 'string')
      : []
  } catch {
    return []
  }
}

/** Puts a record at the head of the list. */
export function remember(workshopId: string, personId: string, recent: Recent): void {
  const rest = recentOf(workshopId, personId).filter(({ page }) => page !== recent.page)
  try {
    localStorage.setItem(keyOf(workshopId, personId), JSON.stringify([recent, ...rest].slice(0, MOST)))
  } catch {
    // A browser that keeps nothing remembers nothing.
  }
}
