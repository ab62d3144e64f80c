import { Button } from '@mantine/core'
import { type ErrorComponentProps, Link, useRouter } from '@tanstack/react-router'
import { useTexts } from '../texts/texts.tsx'
import { EmptyState } from './empty-state.tsx'
import { ErrorPanel } from './error-panel.tsx'
import { usePageTitle } from './page.tsx'

const narrow = { maxWidth: '34rem', marginInline: 'auto', padding: '3rem 1rem' }

/** In place of a page that could not be loaded or drawn. */
export function BrokenPage({ error, reset }: ErrorComponentProps) {
  const t = useTexts()
  const router = useRouter()
  usePageTitle(t('error.broken'))
  return (
    <div style={narrow}>
      <ErrorPanel
        error={error}
        onRetry={() => {
          reset()
          void router.invalidate()
        }}
      />
    </div>
  )
}

/** At an address where nothing is. */
export function LostPage() {
  const t = useTexts()
  usePageTitle(t('error.lost'))
  return (
    <div style={narrow}>
      <EmptyState title={t('error.lost')} text={t('error.lost.detail')}>
        <Button component={Link} to="/" variant="default">
          {t('nav.home')}
        </Button>
      </EmptyState>
    </div>
  )
}
