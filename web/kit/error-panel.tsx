import { Anchor, Button, CopyButton } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { type ApiProblem, toProblem, UNREACHABLE, UNREADABLE } from '../api/problem.ts'
import { type Translator, useTexts } from '../texts/texts.tsx'
import styles from './error-panel.module.css'

/** What a failure says: the server's own words where it spoke, the desk's where it could not be heard. */
export function problemTexts(t: Translator, problem: ApiProblem): { title: string; detail: string } {
  const { code, title, detail } = problem.document
  if (code === UNREACHABLE) return { title: t('error.unreachable'), detail: t('error.unreachable.detail') }
  if (code === UNREADABLE) return { title: t('error.unreadable'), detail: t('error.unreadable.detail') }
  if (code === 'desk.broken') return { title: t('error.broken'), detail: t('error.broken.detail') }
  return { title, detail }
}

/**
 * A failure, where it happened: what it is, what to do, which fields, and the request's id for whoever is asked for help.
 * `shown` are the fields that already say so beside themselves.
 */
export function ErrorPanel(props: {
  error: unknown
  shown?: readonly string[]
  onRetry?: (() => void) | undefined
}) {
  const t = useTexts()
  if (!props.error) return null
  const problem = toProblem(props.error)
  const { title, detail } = problemTexts(t, problem)
  const { requestId, errors = [] } = problem.document
  const fields = errors.filter(({ field }) => !props.shown?.includes(field))
  return (
    <div className={styles.panel} role="alert">
      <IconAlertTriangle size={18} stroke={1.75} aria-hidden className={styles.icon} />
      <div className={styles.text}>
        <strong>{title}</strong>
        {detail === '' ? null : <p>{detail}</p>}
        {fields.length === 0 ? null : (
          <ul>
            {fields.map((field) => (
              <li key={field.field + field.code}>
                {field.field === '' ? null : <code>{field.field}</code>} {field.message}
              </li>
            ))}
          </ul>
        )}
        {requestId === '' ? null : (
          <CopyButton value={requestId}>
            {({ copied, copy }) => (
              <Anchor
                component="button"
                type="button"
                size="xs"
                c="inherit"
                onClick={copy}
                className={styles.request}
              >
                {copied ? t('error.copied') : t('error.copyRequest')}
              </Anchor>
            )}
          </CopyButton>
        )}
        {props.onRetry ? (
          <Button size="compact-sm" variant="default" mt="xs" onClick={props.onRetry}>
            {t('action.retry')}
          </Button>
        ) : null}
      </div>
    </div>
  )
}
