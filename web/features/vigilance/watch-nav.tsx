import { SubNav } from '../../kit/sub-nav.tsx'
import { useTexts } from '../../texts/texts.tsx'

/** The two halves of what is known of scans. */
export function WatchNav() {
  const t = useTexts()
  return (
    <SubNav
      label={t('watch.title')}
      places={[
        { to: '/watch', text: t('watch.scans'), exact: true },
        { to: '/watch/alerts', text: t('watch.alerts') },
      ]}
    />
  )
}
