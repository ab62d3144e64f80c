import { Button } from '@mantine/core'
import { IconPencilBolt, IconTrashX } from '@tabler/icons-react'
import { useTexts } from '../texts/texts.tsx'
import styles from './command-dialog.module.css'
import type { Draft } from './drafts.ts'
import { useFormat } from './format.tsx'

/** What was typed here before and not sent: offered, not forced. */
export function OfferedDraft<Values extends object>(props: {
  form: {
    offered: Draft<Values> | undefined
    resume(draft: Draft<Values>): void
    decline(): void
  }
}) {
  const t = useTexts()
  const format = useFormat()
  const { offered, resume, decline } = props.form
  if (!offered) return null
  return (
    <div className={styles.draft} role="status">
      <IconPencilBolt size={18} stroke={1.75} aria-hidden />
      <span>{t('draft.offer', { when: format.moment(offered.at) })}</span>
      <Button size="compact-sm" onClick={() => resume(offered)}>
        {t('draft.resume')}
      </Button>
      <Button size="compact-sm" variant="subtle" color="gray" onClick={decline}>
        {t('draft.discard')}
      </Button>
    </div>
  )
}

/** The record was deleted while somebody typed: nothing of that is lost yet. */
export function Gone(props: { isBusy: boolean; onRestore: (() => void) | undefined }) {
  const t = useTexts()
  return (
    <div className={styles.gone} role="alert">
      <IconTrashX size={18} stroke={1.75} aria-hidden />
      <div>
        <strong>{t('gone.title')}</strong>
        <p>{t(props.onRestore ? 'gone.text.restore' : 'gone.text')}</p>
        {props.onRestore ? (
          <Button size="compact-sm" variant="default" loading={props.isBusy} onClick={props.onRestore}>
            {t('gone.restore')}
          </Button>
        ) : null}
      </div>
    </div>
  )
}
