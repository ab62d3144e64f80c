import { type ReactNode, useState } from 'react'
import { type Action, ActionButton } from '../../kit/action-button.tsx'
import { ErrorPanel } from '../../kit/error-panel.tsx'
import { Section } from '../../kit/section.tsx'
import { useTexts } from '../../texts/texts.tsx'

/** A part of the settings that is one record of its own: what it is now, and the dialog that changes it. */
export function SettingsSection<T extends { actions: { save: Action } }>(props: {
  title: string
  record: T | undefined
  error: unknown
  dialog(record: T, onClose: () => void): ReactNode
  /** Stands there whether the record is loaded or not. */
  hint?: ReactNode
  children(record: T): ReactNode
}) {
  const t = useTexts()
  const [isOpen, setOpen] = useState(false)
  const { record } = props
  return (
    <Section
      title={props.title}
      actions={
        record ? (
          <ActionButton
            size="compact-sm"
            variant="default"
            action={record.actions.save}
            onClick={() => setOpen(true)}
          >
            {t('action.edit')}
          </ActionButton>
        ) : undefined
      }
    >
      <ErrorPanel error={props.error} />
      {record ? props.children(record) : null}
      {props.hint}
      {isOpen && record ? props.dialog(record, () => setOpen(false)) : null}
    </Section>
  )
}
