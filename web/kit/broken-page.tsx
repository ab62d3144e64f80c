import { Button } from '@mantine/core'
import { type ErrorComponentProps, Link, useRouter } from '@tanstack/react-router'
import { useTexts } from '../texts/texts.tsx'
import { ErrorPanel } from './error-panel.tsx'
import { Page, usePageTitle } from './page.tsx'

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
  return (
    <div style={narrow}>
      <Page title={t('error.lost')} below={t('error.lost.detail')}>
        <div>
          <Button component={Link} to="/" variant="default">
            {t('nav.home')}
          </Button>
        </div>
      </Page>
    </div>
  )
}
