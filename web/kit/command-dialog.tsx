import { Button, Drawer, Modal } from '@mantine/core'
import { type FormEvent, type ReactNode, useState } from 'react'
import { toProblem } from '../api/problem.ts'
import { useTexts } from '../texts/texts.tsx'
import styles from './command-dialog.module.css'
import { ErrorPanel } from './error-panel.tsx'
import { type Field, FormFields } from './form-fields.tsx'

interface CommandDialogProps<Values extends object> {
  title: string
  /** What happens when it is done, in a sentence. */
  text?: ReactNode
  submit: string
  /** It takes something away. */
  danger?: boolean
  /** Many fields: at the side, as high as the page. */
  large?: boolean
  initial: Values
  fields?: readonly Field<Values>[]
  /** More of the form than plain fields. */
  more?: (values: Values, change: (values: Values) => void) => ReactNode
  /** Does it; the dialog shows what is refused and closes when it is done. */
  onSubmit(values: Values): Promise<unknown>
  onClose(): void
}

/** One thing to be done, with what it needs to know. Mounted while it is open. */
export function CommandDialog<Values extends object>(props: CommandDialogProps<Values>) {
  const title = <span className={styles.title}>{props.title}</span>
  const closeButtonProps = { 'aria-label': useTexts()('action.close') }
  if (props.large) {
    return (
      <Drawer opened onClose={props.onClose} title={title} size="36rem" closeButtonProps={closeButtonProps}>
        <CommandForm {...props} />
      </Drawer>
    )
  }
  return (
    <Modal opened onClose={props.onClose} title={title} size="26rem" closeButtonProps={closeButtonProps}>
      <CommandForm {...props} />
    </Modal>
  )
}

function CommandForm<Values extends object>(props: CommandDialogProps<Values>) {
  const t = useTexts()
  const { fields = [] } = props
  const [values, setValues] = useState(props.initial)
  const [error, setError] = useState<unknown>()
  const [isBusy, setBusy] = useState(false)
  const refused = error ? toProblem(error).fields : {}
  const names = fields.map((field) => field.name as string)

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (isBusy) return
    setBusy(true)
    setError(undefined)
    try {
      await props.onSubmit(values)
      props.onClose()
    } catch (thrown) {
      setError(thrown)
    } finally {
      setBusy(false)
    }
  }

  return (
    <form onSubmit={(event) => void submit(event)} className={styles.form}>
      {props.text === undefined ? null : <p className={styles.text}>{props.text}</p>}
      <ErrorPanel error={error} shown={names} />
      {fields.length === 0 ? null : (
        <FormFields fields={fields} values={values} errors={refused} onChange={(next) => setValues(next)} />
      )}
      {props.more?.(values, (next) => setValues(next))}
      <div className={styles.buttons}>
        <Button type="button" variant="default" onClick={props.onClose}>
          {t('action.cancel')}
        </Button>
        <Button
          type="submit"
          loading={isBusy}
          {...(props.danger ? { color: 'red' } : {})}
          {...(fields.length === 0 && !props.more ? { 'data-autofocus': true } : {})}
        >
          {props.submit}
        </Button>
      </div>
    </form>
  )
}

/** Asks before something is done; with `reason`, why, which is kept. */
export function ConfirmDialog(props: {
  title: string
  text?: ReactNode
  submit: string
  danger?: boolean
  reason?: 'asked' | 'required'
  onConfirm(reason: string | undefined): Promise<unknown>
  onClose(): void
}) {
  const t = useTexts()
  const { reason, onConfirm, ...dialog } = props
  return (
    <CommandDialog
      {...dialog}
      initial={{ reason: '' }}
      fields={
        reason
          ? [{ kind: 'paragraph', name: 'reason', label: t('form.reason'), required: reason === 'required' }]
          : []
      }
      onSubmit={(values) => onConfirm(values.reason.trim() === '' ? undefined : values.reason.trim())}
    />
  )
}
