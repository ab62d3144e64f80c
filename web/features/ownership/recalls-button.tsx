import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useSession } from '../../session/session.tsx'
import { useTexts } from '../../texts/texts.tsx'

/** Leads to the recalls, beside the list of pieces. */
export function RecallsButton() {
  const t = useTexts()
  const { can } = useSession()
  if (!can('ownership.read')) return null
  return (
    <Button variant="default" renderRoot={(props) => <Link {...props} to="/recalls" />}>
      {t('recall.all')}
    </Button>
  )
}
