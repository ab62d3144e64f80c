import { useEffect, useRef } from 'react'
import { keyOf } from '../keys.ts'

/** j and k or the arrows go from row to row, x chooses, Enter opens (the link has the focus), Escape lets go of what was chosen. */
export function useRowKeys(rows: {
  list: React.RefObject<HTMLTableSectionElement | null>
  count: number
  show(index: number): void
  toggle(index: number): void
  clear(): void
}) {
  const wanted = useRef<number | undefined>(undefined)
  const state = useRef(rows)
  state.current = rows
  const focus = (index: number): boolean => {
    const row = state.current.list.current?.querySelector<HTMLElement>(`tr[data-index="${index}"]`)
    if (!row) return false
    ;(row.querySelector<HTMLElement>('td[data-first] a') ?? row).focus({ preventScroll: true })
    return true
  }
  useEffect(() => {
    if (wanted.current !== undefined && focus(wanted.current)) wanted.current = undefined
  })
  const go = (index: number) => {
    if (index < 0 || index >= state.current.count) return
    state.current.show(index)
    if (!focus(index)) wanted.current = index
  }
  const indexOf = (target: EventTarget | null): number =>
    Number(
      (target as HTMLElement | null)?.closest<HTMLElement>('tr[data-index]')?.dataset.index ?? Number.NaN,
    )
  // From anywhere on the page that takes no text, j leads into the list.
  useEffect(() => {
    const enter = (event: KeyboardEvent) => {
      if (keyOf(event) !== 'j' || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented)
        return
      const target = event.target as HTMLElement
      if (target.closest('input, textarea, select, [contenteditable], [role="dialog"], [role="menu"]')) return
      if (state.current.list.current?.contains(target)) return
      const first = state.current.list.current?.querySelector<HTMLElement>('tr[data-index]')
      if (first) go(Number(first.dataset.index))
    }
    document.addEventListener('keydown', enter)
    return () => document.removeEventListener('keydown', enter)
  })
  return (event: React.KeyboardEvent) => {
    const target = event.target as HTMLElement
    if (target.closest('input:not([type="checkbox"]), textarea, select')) return
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const index = indexOf(target)
    if (Number.isNaN(index)) return
    const key = keyOf(event.nativeEvent)
    const step = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 }[key]
    if (step !== undefined) {
      if (event.shiftKey) rows.toggle(index)
      go(index + step)
    } else if (key === 'x') rows.toggle(index)
    else if (key === 'Escape') rows.clear()
    else return
    event.preventDefault()
  }
}
