import { Button, Group, Textarea } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { type KeyboardEvent, useId, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { read } from '../api/queries.ts'
import { useTexts } from '../texts/texts.tsx'
import styles from './comment-box.module.css'
import { ErrorPanel } from './error-panel.tsx'
import { roleName } from './role-name.ts'

interface Person {
  userId: string
  name: string
}

/** The name that is being typed after an `@`, up to the caret. */
function typedName(text: string, caret: number): { from: number; name: string } | undefined {
  const match = /(?:^|[\s([])@([^\s@][^@\n]{0,40}|)$/u.exec(text.slice(0, caret))
  return match ? { from: caret - match[1]!.length - 1, name: match[1]! } : undefined
}

/** Where something is said about a record: `@` names people, from the keyboard; Ctrl-Enter sends. */
export function CommentBox(props: {
  entity: string
  entityId: string
  initial?: { body: string; mentions: readonly Person[] }
  submit: string
  error?: unknown
  onSubmit(body: string, mentions: string[]): Promise<unknown>
  onCancel?: () => void
}) {
  const t = useTexts()
  const list = useId()
  const field = useRef<HTMLTextAreaElement>(null)
  const [body, setBody] = useState(props.initial?.body ?? '')
  const [named, setNamed] = useState<readonly Person[]>(props.initial?.mentions ?? [])
  const [typed, setTyped] = useState<{ from: number; name: string }>()
  const [chosen, setChosen] = useState(0)
  const [isBusy, setBusy] = useState(false)
  const people = useQuery({
    ...read('/api/v1/comments/mentionable', {
      query: { entity: props.entity, entityId: props.entityId, q: typed?.name ?? '' },
    }),
    enabled: typed !== undefined,
    placeholderData: (before) => before,
  })
  const offered = typed === undefined ? [] : (people.data?.items ?? []).slice(0, 6)

  const change = (text: string, caret: number) => {
    setBody(text)
    setTyped(typedName(text, caret))
    setChosen(0)
  }
  const choose = (person: Person) => {
    if (!typed || !field.current) return
    const after = body.slice(field.current.selectionStart)
    const text = `${body.slice(0, typed.from)}@${person.name} ${after}`
    const caret = typed.from + person.name.length + 2
    // At once, so that the next letter stands behind the name however fast it is typed.
    flushSync(() => {
      setBody(text)
      setNamed([...named.filter(({ userId }) => userId !== person.userId), person])
      setTyped(undefined)
    })
    field.current.focus()
    field.current.setSelectionRange(caret, caret)
  }
  const send = async () => {
    const text = body.trim()
    if (text === '' || isBusy) return
    setBusy(true)
    try {
      const mentions = named.filter(({ name }) => text.includes(`@${name}`)).map(({ userId }) => userId)
      await props.onSubmit(text, mentions)
      setBody('')
      setNamed([])
    } catch {
      // What was refused is shown; what was written stays.
    } finally {
      setBusy(false)
    }
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault()
      void send()
      return
    }
    if (offered.length === 0) return
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step !== 0) setChosen((chosen + step + offered.length) % offered.length)
    else if (event.key === 'Enter' || event.key === 'Tab') choose(offered[chosen] ?? offered[0]!)
    else if (event.key === 'Escape') setTyped(undefined)
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <div className={styles.box}>
      <ErrorPanel error={props.error} />
      <Textarea
        ref={field}
        aria-label={t('comment.label')}
        placeholder={t('comment.placeholder')}
        value={body}
        minRows={2}
        maxRows={12}
        maxLength={4000}
        aria-autocomplete="list"
        {...(offered.length > 0
          ? { 'aria-controls': list, 'aria-activedescendant': `${list}-${chosen}` }
          : {})}
        onChange={(event) => change(event.currentTarget.value, event.currentTarget.selectionStart)}
        onSelect={(event) => setTyped(typedName(body, event.currentTarget.selectionStart))}
        onBlur={() => setTyped(undefined)}
        onKeyDown={onKeyDown}
      />
      {offered.length > 0 ? (
        <div id={list} role="listbox" aria-label={t('comment.people')} className={styles.people}>
          {offered.map((person, index) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are heard by the text that has the focus
            <div
              key={person.userId}
              id={`${list}-${index}`}
              role="option"
              tabIndex={-1}
              aria-selected={index === chosen}
              className={styles.person}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => choose(person)}
            >
              <span>{person.name}</span>
              <span className={styles.role}>{roleName(t, person.role)}</span>
            </div>
          ))}
        </div>
      ) : null}
      <Group justify="space-between" gap="xs" className={styles.foot}>
        <span className={styles.hint}>{t('comment.hint')}</span>
        <Group gap="xs">
          {props.onCancel ? (
            <Button variant="default" size="compact-sm" onClick={props.onCancel}>
              {t('action.cancel')}
            </Button>
          ) : null}
          <Button
            size="compact-sm"
            loading={isBusy}
            disabled={body.trim() === ''}
            onClick={() => void send()}
          >
            {props.submit}
          </Button>
        </Group>
      </Group>
    </div>
  )
}
