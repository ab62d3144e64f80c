import { ActionIcon, Indicator, Popover } from '@mantine/core'
import { IconBell } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import { useTexts } from '../texts/texts.tsx'
import { noticesQuery } from './notices-query.ts'

const BellPanel = lazy(() => import('./bell-panel.tsx'))

/** Says that there is news, and shows it. */
export default function Bell() {
  const t = useTexts()
  const [isOpen, setOpen] = useState(false)
  const notices = useInfiniteQuery(noticesQuery())
  const unread = notices.data?.pages[0]?.unread ?? 0
  return (
    <Popover
      opened={isOpen}
      onChange={setOpen}
      position="bottom-end"
      width="min(24rem, calc(100vw - 1.5rem))"
      shadow="md"
      trapFocus
      returnFocus
    >
      {/* The indicator is outside: what opens the panel is the button, and it alone says so. */}
      <Indicator
        disabled={unread === 0}
        label={unread > 99 ? '99+' : unread}
        size={16}
        offset={7}
        color="red"
        zIndex={1}
      >
        <Popover.Target>
          <ActionIcon
            size="lg"
            aria-label={unread === 0 ? t('bell.label') : t.count('bell.unread', unread)}
            aria-expanded={isOpen}
            aria-haspopup="dialog"
            onClick={() => setOpen(!isOpen)}
          >
            <IconBell size={20} stroke={1.6} />
          </ActionIcon>
        </Popover.Target>
      </Indicator>
      <Popover.Dropdown p={0} aria-labelledby="bell-title" aria-label={t('bell.label')}>
        <Suspense fallback={null}>{isOpen ? <BellPanel onClose={() => setOpen(false)} /> : null}</Suspense>
      </Popover.Dropdown>
    </Popover>
  )
}
