/** What somebody typed and has not sent, on this device. */
export interface Draft<Values> {
  values: Values
  /** What stood there before, and which version of the record that was. */
  base: Values
  version: number
  /** When it was last typed at, ISO 8601. */
  at: string
}

/** Older ones are not offered any more. */
const KEPT_MS = 30 * 86_400_000
const PREFIX = 'touchmark.draft.'

/** One person's, in one workshop. */
export const draftKey = (workshopId: string, personId: string, form: string): string =>
  `${PREFIX}${workshopId}.${personId}.${form}`

export function readDraft<Values extends object>(key: string, nowMs: number): Draft<Values> | undefined {
  try {
    const draft = JSON.parse(localStorage.getItem(key) ?? 'null') as Draft<Values> | null
    if (draft === null || typeof draft.values !== 'object' || typeof draft.base !== 'object') return undefined
    if (!(nowMs - Date.parse(draft.at) < KEPT_MS)) {
      localStorage.removeItem(key)
      return undefined
    }
    return draft
  } catch {
    return undefined
  }
}

export function writeDraft<Values extends object>(key: string, draft: Draft<Values> | undefined): void {
  try {
    if (draft) localStorage.setItem(key, JSON.stringify(draft))
    else localStorage.removeItem(key)
  } catch {
    // A browser that keeps nothing keeps no drafts.
  }
}

/** Forgets every draft of one person in one workshop: for signing out on a shared computer. */
export function forgetDrafts(workshopId: string, personId: string): void {
  try {
    const theirs = draftKey(workshopId, personId, '')
    for (const key of Object.keys(localStorage)) if (key.startsWith(theirs)) localStorage.removeItem(key)
  } catch {
    // There are none.
  }
}
