import { StateBadge } from '../../kit/state-badge.tsx'
import { useTexts } from '../../texts/texts.tsx'

/** What somebody said about being named; nothing is no. */
export function ConsentBadge({ given }: { given: boolean | null }) {
  const t = useTexts()
  if (given === null) return <StateBadge tone="plain">{t('consent.nothing')}</StateBadge>
  return (
    <StateBadge tone={given ? 'good' : 'warning'}>
      {t(given ? 'consent.given' : 'consent.takenBack')}
    </StateBadge>
  )
}
