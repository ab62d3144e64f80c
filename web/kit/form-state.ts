import { useEffect, useRef, useState } from 'react'
import { useSession } from '../session/session.tsx'
import { type Draft, draftKey, readDraft, writeDraft } from './drafts.ts'
import type { Field } from './form-fields.tsx'
import { isSame } from './merge.ts'

/** A form that changes a record which others may be changing too. */
export interface Editing<Values> {
  /** The version of the record that the form began with. */
  version: number
  /** Reads it as it is now: asked when somebody else has changed it. */
  read(): Promise<{ values: Values; version: number }>
  /** Brings it back when somebody has deleted it; left out where nobody can. */
  restore?: () => Promise<unknown>
}

interface Given<Values> {
  initial: Values
  fields?: readonly Field<Values>[]
  draft?: string
  editing?: Editing<Values>
}

const REST_MS = 300

/** What is typed, what stood there before, and the draft that is kept of it. */
export function useFormState<Values extends object>(props: Given<Values>) {
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
