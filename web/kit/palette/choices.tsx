import { IconSearch } from '@tabler/icons-react'
import { type KeyboardEvent, useEffect, useId, useLayoutEffect, useRef, useState } from 'react'
import { useLanguage } from '../../texts/texts.tsx'
import { ErrorPanel } from '../error-panel.tsx'
import type { Group, Option } from './option.ts'
import styles from './palette.module.css'

/** So many options fill the list before it is scrolled. */
const IN_SIGHT = 16

/** What is in sight first, the rest with the next frame: who opens the palette does not wait for what they cannot see. */
function useInTwoSteps(groups: readonly Group[]): readonly Group[] {
  const [isWhole, setWhole] = useState(false)
  useEffect(() => {
    const frame = requestAnimationFrame(() => setTimeout(setWhole, 0, true))
    return () => cancelAnimationFrame(frame)
  }, [])
  if (isWhole) return groups
  let left = IN_SIGHT
  return groups.flatMap((group) => {
    const options = group.options.slice(0, left)
    left -= options.length
    return options.length > 0 ? [{ ...group, options }] : []
  })
}

/** The box and the list below it: the focus stays in the box, arrows move through the list. */
export function Choices(props: {
  typed: string
  onType(typed: string): void
  groups: readonly Group[]
  isWaiting: boolean
  error: unknown
  onClose(): void
}) {
  const { t } = useLanguage()
  const { typed } = props
  const groups = useInTwoSteps(props.groups)
  const base = useId()
  const [chosen, setChosen] = useState('')
  const box = useRef<HTMLInputElement>(null)
  useLayoutEffect(() => {
    const before = document.activeElement
    // With the first frame; what holds the focus in the dialog would take it a frame later.
    box.current?.focus({ preventScroll: true })
    return () => {
      if (before instanceof HTMLElement) before.focus({ preventScroll: true })
    }
  }, [])
  const options = groups.flatMap((group) => group.options)
  const at = Math.max(
    0,
    options.findIndex(({ id }) => id === chosen),
  )
  const current = options[at]
  const domId = (id: string) => `${base}-${id.replace(/[^\w-]/g, '_')}`

  const currentId = current && domId(current.id)
  const hasMoved = chosen !== ''
  useEffect(() => {
    // The first one is in sight, and to ask where something is costs a layout.
    if (hasMoved && currentId) document.getElementById(currentId)?.scrollIntoView({ block: 'nearest' })
  }, [hasMoved, currentId])

  const choose = (option: Option | undefined) => {
    if (!option || option.refused !== undefined) return
    props.onClose()
    // After the palette has given the focus back, so that a dialog may take it.
    setTimeout(option.run)
  }
  const move = (to: number) => setChosen(options[(to + options.length) % options.length]?.id ?? '')
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    const step = { ArrowDown: at + 1, ArrowUp: at - 1, PageDown: Math.min(at + 8, options.length - 1) }
    const to = event.key === 'PageUp' ? Math.max(at - 8, 0) : step[event.key as keyof typeof step]
    if (to !== undefined) {
      event.preventDefault()
      move(to)
    } else if (event.key === 'Enter') {
      event.preventDefault()
      // What is still on its way may fit better than what is there: wait for it.
      if (!props.isWaiting || groups[0]?.id === 'named') choose(current)
    }
  }

  return (
    <>
      <div className={styles.box}>
        <IconSearch size={18} stroke={1.6} aria-hidden />
        <input
          ref={box}
          data-autofocus
          role="combobox"
          aria-expanded
          aria-controls={`${base}-list`}
          aria-activedescendant={current ? domId(current.id) : undefined}
          aria-autocomplete="list"
          aria-label={t('palette.label')}
          placeholder={t('palette.placeholder')}
          autoComplete="off"
          spellCheck={false}
          value={typed}
          onChange={(event) => {
            props.onType(event.currentTarget.value)
            setChosen('')
          }}
          onKeyDown={onKeyDown}
        />
        <kbd>Esc</kbd>
      </div>
      <div
        id={`${base}-list`}
        role="listbox"
        aria-label={t('palette.found')}
        aria-busy={props.isWaiting}
        className={styles.list}
        tabIndex={-1}
      >
        {groups.map((group) => (
          // biome-ignore lint/a11y/useSemanticElements: options are grouped inside a listbox, not fields in a form
          <div key={group.id} role="group" aria-labelledby={`${domId(group.id)}-label`}>
            <p id={`${domId(group.id)}-label`} className={styles.group}>
              {group.label}
            </p>
            {group.options.map((option) => (
              // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are those of the box
              // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the box
              <div
                key={option.id}
                id={domId(option.id)}
                role="option"
                aria-selected={option === current}
                aria-disabled={option.refused !== undefined}
                className={styles.option}
                onClick={() => choose(option)}
                onPointerMove={() => option !== current && setChosen(option.id)}
              >
                <span className={styles.icon}>{option.icon}</span>
                <span className={styles.words}>
                  <span className={styles.label}>{option.label}</span>
                  {option.detail || option.refused !== undefined ? (
                    <span className={styles.detail}>{option.refused ?? option.detail}</span>
                  ) : null}
                </span>
                {option.keys === undefined ? null : <kbd>{option.keys}</kbd>}
              </div>
            ))}
          </div>
        ))}
      </div>
      <div role="status" className={styles.status}>
        {props.error ? (
          <ErrorPanel error={props.error} />
        ) : options.length === 0 ? (
          <p>{props.isWaiting ? t('list.loading') : t('palette.nothing', { words: typed.trim() })}</p>
        ) : (
          <span className="visually-hidden">{t.count('palette.count', options.length)}</span>
        )}
      </div>
      <p className={styles.hints} aria-hidden>
        <span>
          <kbd>↑</kbd> <kbd>↓</kbd> {t('palette.choose')}
        </span>
        <span>
          <kbd>↵</kbd> {t('palette.open')}
        </span>
      </p>
    </>
  )
}
