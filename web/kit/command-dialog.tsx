import { Button, Drawer, Modal } from '@mantine/core'
import { type FormEvent, type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import { type ApiProblem, toProblem } from '../api/problem.ts'
import type { operations } from '../api/schema.gen.ts'
import { useLanguage, useTexts } from '../texts/texts.tsx'
import styles from './command-dialog.module.css'
import { ConflictPanel } from './conflict-panel.tsx'
import { ErrorPanel } from './error-panel.tsx'
import { fieldMessages } from './field-messages.ts'
import { type Field, FormFields } from './form-fields.tsx'
import { Gone, OfferedDraft } from './form-notices.tsx'
import { type Editing, useFormState } from './form-state.ts'
import { useInputRules, withRules } from './input-rules.ts'
import { type Merged, merge } from './merge.ts'
import { useUnsaved } from './unsaved.tsx'

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
  /** The command whose schema says which fields must be there and how long they may be. */
  operation?: keyof operations
  /** Under this name what was typed is kept on this device until it is sent: `product:new`. Passwords never are. */
  draft?: string
  editing?: Editing<Values>
  /** Does it; the dialog shows what is refused and closes when it is done. `version`: of the record that is changed. */
  onSubmit(values: Values, version: number): Promise<unknown>
  onClose(): void
}

/** One thing to be done, with what it needs to know. Mounted while it is open. */
export function CommandDialog<Values extends object>(props: CommandDialogProps<Values>) {
  const t = useTexts()
  const ask = useRef<() => void>(props.onClose)
  const isTopmost = useTopmost()
  const frame = {
    opened: true,
    // Escape reaches every dialog that is open; the one on top is meant.
    onClose: () => isTopmost() && ask.current(),
    title: <span className={styles.title}>{props.title}</span>,
    closeButtonProps: { 'aria-label': t('action.close') },
  }
  const form = <CommandForm {...props} asks={ask} />
  if (props.large)
    return (
      <Drawer {...frame} size="36rem">
        {form}
      </Drawer>
    )
  return (
    <Modal {...frame} size="26rem">
      {form}
    </Modal>
  )
}

/** The dialogs that are open, the latest last: one may be opened from another. */
const open: symbol[] = []

function useTopmost(): () => boolean {
  const [id] = useState(() => Symbol('dialog'))
  useEffect(() => {
    open.push(id)
    return () => void open.splice(open.indexOf(id), 1)
  }, [id])
  return () => open.at(-1) === id
}

function CommandForm<Values extends object>(
  props: CommandDialogProps<Values> & { asks: { current: () => void } },
) {
  const { t, locale } = useLanguage()
  const { editing, onClose } = props
  const fields = withRules(props.fields ?? [], useInputRules(props.operation))
  const form = useFormState(props)
  const { values, change } = form
  const [error, setError] = useState<ApiProblem>()
  const [merged, setMerged] = useState<Merged<Values>>()
  const [isBusy, setBusy] = useState(false)
  const unsaved = useUnsaved({
    isDirty: form.isDirty,
    keep: props.draft === undefined ? undefined : form.keep,
    discard: form.forget,
    leave: onClose,
  })
  props.asks.current = unsaved.ask
  const refused = error ? fieldMessages(t, locale, error) : {}
  const names = fields.map((field) => field.name as string)
  const shown = (error?.document.errors ?? [])
    .map(({ field }) => field)
    .filter((field) => names.includes(field.slice(field.lastIndexOf('.') + 1)))
  const isGone = error?.code === 'not_found' && editing !== undefined

  const send = async (before?: () => Promise<unknown>) => {
    if (isBusy) return
    setBusy(true)
    setError(undefined)
    try {
      await before?.()
      form.sending.current = true
      await props.onSubmit(values, form.version.current)
      form.forget()
      onClose()
    } catch (thrown) {
      const problem = toProblem(thrown)
      if (problem.code === 'conflict.version' && editing) await takeOver(editing)
      else setError(problem)
    } finally {
      form.sending.current = false
      setBusy(false)
    }
  }
  /** Somebody was faster: puts both changes together and lets the person decide and send again. */
  const takeOver = async ({ read }: Editing<Values>) => {
    try {
      const now = await read()
      const next = merge(form.base.current, values, now.values)
      form.rebase(now)
      setMerged(next)
      change(next.values)
    } catch (thrown) {
      setError(toProblem(thrown))
    }
  }
  const restored = async () => {
    await editing?.restore?.()
    const now = await editing?.read()
    if (now) form.rebase(now)
  }
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    void send()
  }
  const onKeyDown = (event: KeyboardEvent<HTMLFormElement>) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
    event.preventDefault()
    event.currentTarget.requestSubmit()
  }

  return (
    <form onSubmit={onSubmit} onKeyDown={onKeyDown} className={styles.form}>
      {props.text === undefined ? null : <p className={styles.text}>{props.text}</p>}
      <OfferedDraft form={form} />
      {merged ? <ConflictPanel merged={merged} fields={fields} values={values} onChange={change} /> : null}
      {isGone ? (
        <Gone
          isBusy={isBusy}
          onRestore={editing.restore === undefined ? undefined : () => void send(restored)}
        />
      ) : (
        <ErrorPanel error={error} shown={shown} />
      )}
      {fields.length === 0 ? null : (
        <FormFields fields={fields} values={values} errors={refused} onChange={change} />
      )}
      {props.more?.(values, change)}
      <div className={styles.buttons}>
        <Button type="button" variant="default" onClick={unsaved.ask}>
          {t('action.cancel')}
        </Button>
        <Button
          type="submit"
          loading={isBusy}
          aria-keyshortcuts="Control+Enter Meta+Enter"
          {...(props.danger ? { color: 'red' } : {})}
          {...(fields.length === 0 && !props.more ? { 'data-autofocus': true } : {})}
        >
          {props.submit}
        </Button>
      </div>
      {unsaved.question}
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
