import { SubNav } from '../../kit/sub-nav.tsx'
import { useTexts } from '../../texts/texts.tsx'

/** Tickets as a list, and where their pieces stand. */
export function TicketsNav() {
  const t = useTexts()
  return (
    <SubNav
      label={t('nav.tickets')}
      places={[
        { to: '/tickets', text: t('ticket.list'), exact: true },
        { to: '/tickets/board', text: t('ticket.board'), exact: true },
        { to: '/work', text: t('work.title'), exact: true },
        { to: '/work-centres', text: t('centre.title'), exact: true },
      ]}
    />
  )
}
