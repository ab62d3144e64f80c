import type { AxeResults } from 'axe-core'

/** What axe is in a page that loaded it. */
export interface Axe {
  run(options: object): Promise<AxeResults>
}

/** Rules of axe whose answer can change with the window or the colours; the others read the same document again. */
export const RULES_OF_LOOK = ['color-contrast', 'link-in-text-block', 'scrollable-region-focusable']
