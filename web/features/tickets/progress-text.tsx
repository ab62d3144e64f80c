import { Progress } from '@mantine/core'
import { useFormat } from '../../kit/format.tsx'
import { useTexts } from '../../texts/texts.tsx'
import styles from './progress-text.module.css'

/** How far a ticket is: earned minutes of all, as a bar and in figures. `percent` is a decimal of 0 to 100. */
export function ProgressText({ percent }: { percent: string }) {
  const t = useTexts()
  const format = useFormat()
  const share = Number(percent) / 100
  return (
    <span className={styles.progress}>
      <Progress
        value={Number(percent)}
        size="sm"
        className={styles.bar}
        aria-label={t('ticket.progressOf', { percent: format.percent(share) })}
      />
      <span className={styles.figure} aria-hidden>
        {format.percent(share)}
      </span>
    </span>
  )
}
