import { Modal } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { read } from '../../api/queries.ts'
import { useLanguage } from '../../texts/texts.tsx'
import { Choices } from './choices.tsx'
import { groupsFor } from './fitting.ts'
import { useOwnGroups } from './own-groups.tsx'
import styles from './palette.module.css'
import { useRecordGroups } from './record-groups.tsx'

const REST_MS = 120

/** The page behind does not scroll along; the list of the palette does. */
function keepStill(root: HTMLElement | null) {
  const stop = (event: Event) => {
    if (!(event.target instanceof Element) || !event.target.closest('[role="listbox"]'))
      event.preventDefault()
  }
  root?.addEventListener('wheel', stop, { passive: false })
  root?.addEventListener('touchmove', stop, { passive: false })
}

/** Everything by its name: records, pages, what can be done here. Loaded when it is first opened. */
export default function Palette(props: { onClose(): void; onHelp(): void }) {
  const { t } = useLanguage()
  const [typed, setTyped] = useState('')
  const [asked] = useDebouncedValue(typed.trim(), REST_MS)
  const found = useQuery({
    ...read('/api/v1/search', { query: { q: asked.slice(0, 100) } }),
    enabled: asked !== '',
    placeholderData: keepPreviousData,
    staleTime: 5_000,
  })
  const own = useOwnGroups(props.onHelp)
  const records = useRecordGroups(asked === '' || typed.trim() === '' ? undefined : found.data, asked)
  const groups = useMemo(() => groupsFor(typed, own, records, t('palette.named')), [own, records, typed, t])
  const isWaiting = typed.trim() !== '' && (found.isFetching || asked !== typed.trim())
  return (
    <Modal.Root
      opened
      onClose={props.onClose}
      size="38rem"
      centered={false}
      yOffset="10dvh"
      padding={0}
      transitionProps={{ duration: 0 }}
      // What Mantine does against scrolling has the style of every element on the page reckoned anew.
      lockScroll={false}
      ref={keepStill}
      classNames={{ content: styles.content!, body: styles.body! }}
    >
      <Modal.Overlay />
      <Modal.Content aria-label={t('palette.label')}>
        <Modal.Body>
          <Choices
            typed={typed}
            onType={setTyped}
            groups={groups}
            isWaiting={isWaiting}
            error={typed.trim() === '' ? null : found.error}
            onClose={props.onClose}
          />
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  )
}
