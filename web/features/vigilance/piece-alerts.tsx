import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { read } from '../../api/queries.ts'
import { TimeText } from '../../kit/format.tsx'
import { Section } from '../../kit/section.tsx'
import { StateBadge } from '../../kit/state-badge.tsx'
import { useSession } from '../../session/session.tsx'
import { useTexts } from '../../texts/texts.tsx'
import styles from './vigilance.module.css'
import { ALERT_STATES, DETECTORS } from './vigilance-texts.ts'

/** What is odd about the scans of a piece; nothing where nothing is, or for whom it is not. */
export function PieceAlerts({ id }: { id: string }) {
  const { can } = useSession()
  return can('vigilance.read') ? <Alerts id={id} /> : null
}

function Alerts({ id }: { id: string }) {
  const t = useTexts()
  const alerts = useQuery(read('/api/v1/scan-alerts', { query: { serialId: id, limit: 20 } }))
  if (!alerts.data || alerts.data.items.length === 0) return null
  return (
    <Section title={t('watch.alerts')}>
      <ul className={styles.facts}>
        {alerts.data.items.map((alert) => (
          <li key={alert.id}>
            <Link to="/watch/alerts/$id" params={{ id: alert.id }}>
              {t(DETECTORS[alert.detector].text)}
            </Link>{' '}
            <StateBadge tone={ALERT_STATES[alert.state].tone}>{t(ALERT_STATES[alert.state].text)}</StateBadge>
            <p className={styles.when}>
              <TimeText value={alert.lastAt} />
            </p>
          </li>
        ))}
      </ul>
    </Section>
  )
}
