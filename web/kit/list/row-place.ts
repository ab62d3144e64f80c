import { useMemo, useRef } from 'react'
import type { RowPage } from './use-rows.ts'

/**
 * Where the loaded rows stand: how many rows that were let go keep their room above them, and how many have just come in above where there
 * was no room. A page is known by its first row.
 */
export function usePlace<Row>(
  pages: readonly RowPage<Row>[],
  rowKey: (row: Row) => string,
): { above: number; added: number } {
  const known = useRef(new Map<string, number>())
  return useMemo(() => {
    const starts: [string, number][] = []
    let at = 0
    for (const page of pages) {
      if (page.items[0]) starts.push([rowKey(page.items[0]), at])
      at += page.items.length
    }
    const match = starts.find(([key]) => known.current.has(key))
    const shift = match ? known.current.get(match[0])! - match[1] : 0
    const above = Math.max(shift, 0)
    known.current = new Map(starts.map(([key, start]) => [key, start + above]))
    return { above, added: Math.max(-shift, 0) }
  }, [pages, rowKey])
}
