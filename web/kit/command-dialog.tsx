import { Button, Drawer, Modal } from '@mantine/core'
import { IconPencilBolt, IconTrashX } from '@tabler/icons-react'
import { type FormEvent, type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import { type ApiProblem, toProblem } from '../api/problem.ts'
import type { operations } from '../api/schema.gen.ts'
import { useSession } from '../session/session.tsx'
import { useLanguage, useTexts } from '../texts/texts.tsx'
import styles from './command-dialog.module.css'
import { ConflictPanel } from './conflict-panel.tsx'
import { type Draft, draftKey, readDraft, writeDraft } from './drafts.ts'
import { ErrorPanel } from './error-panel.tsx'
import { fieldMessages } from './field-messages.ts'
import { type Field, FormFields } from './form-fields.tsx'
import { useFormat } from './format.tsx'
import { useInputRules, withRules } from './input-rules.ts'
import { isSame, type Merged, merge } from './merge.ts'
import { useUnsaved } from './unsaved.tsx'

/** A form that changes a record which others may be changing too. */
export interface Editing<Values> {
  /** The version of the record that the form began with. */
  version: number
  /** Reads it as it is now: asked when somebody else has changed it. */
  read(): Promise<{ values: Values; version: number }>
  /** Brings it back when somebody has deleted it; left out where nobody can. */
  restore?: () => Promise<unknown>
}

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

const REST_MS = 300

/** What is typed, what stood there before, and the draft that is kept of it. */
function useFormState<Values extends object>(props: CommandDialogProps<Values>) {
  const { me, workshop } = useSession()
  const key = props.draft && draftKey(workshop.id, me.id ?? me.name, props.draft)
  const [values, setValues] = useState(props.initial)
  const [offered, setOffered] = useState(() => {
    const draft = key === undefined ? undefined : readDraft<Values>(key, Date.now())
    return draft && !isSame(draft.values, props.initial) ? draft : undefined
  })
  const base = useRef(props.initial)
  const version = useRef(props.editing?.version ?? 0)
  const sending = useRef(false)
  const latest = useRef(values)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const secrets = new Set(
    (props.fields ?? []).filter(({ kind }) => kind === 'password').map(({ name }) => name as string),
  )
  const write = () => {
    clearTimeout(timer.current)
    if (key === undefined) return
    const open = (all: Values) =>
      Object.fromEntries(
        Object.entries(all).map(([name, value]) => [name, secrets.has(name) ? '' : value]),
      ) as Values
    const draft = { values: open(latest.current), base: open(base.current) }
    writeDraft(
      key,
      isSame(draft.values, draft.base)
        ? undefined
        : { ...draft, version: version.current, at: new Date().toISOString() },
    )
  }
  useEffect(() => () => clearTimeout(timer.current), [])
  const change = (next: Values) => {
    latest.current = next
    setValues(next)
    clearTimeout(timer.current)
    timer.current = setTimeout(write, REST_MS)
  }
  const forget = () => {
    clearTimeout(timer.current)
    latest.current = base.current
    if (key !== undefined) writeDraft(key, undefined)
  }
  return {
    values,
    base,
    version,
    sending,
    offered,
    change,
    forget,
    isDirty: () => !sending.current && !isSame(latest.current, base.current),
    keep: () => {
      write()
      latest.current = base.current
    },
    /** Takes the record as it is now for what stood there before. */
    rebase: (now: { values: Values; version: number }) => {
      base.current = now.values
      version.current = now.version
    },
    /** Goes on with the draft: on the version it was begun with, so that what changed since is put together when it is sent. */
    resume: (draft: Draft<Values>) => {
      base.current = { ...props.initial, ...draft.base }
      version.current = draft.version
      change({ ...props.initial, ...draft.values })
      setOffered(undefined)
    },
    decline: () => {
      if (key !== undefined) writeDraft(key, undefined)
      setOffered(undefined)
    },
  }
}

/** What was typed here before and not sent: offered, not forced. */
function OfferedDraft<Values extends object>(props: {
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
function Gone(props: { isBusy: boolean; onRestore: (() => void) | undefined }) {
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
