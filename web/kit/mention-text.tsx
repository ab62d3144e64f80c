import { Fragment } from 'react'
import styles from './timeline.module.css'

/** A text with the people who are named in it marked. */
export function MentionText(props: { text: string; mentions: readonly { userId: string; name: string }[] }) {
  const names = props.mentions.map(({ name }) => `@${name}`).sort((a, b) => b.length - a.length)
  const parts: string[] = []
  let rest = props.text
  while (rest !== '') {
    const found = names
      .map((name) => ({ name, at: rest.indexOf(name) }))
      .filter(({ at }) => at >= 0)
      .sort((a, b) => a.at - b.at || b.name.length - a.name.length)[0]
    if (!found) break
    parts.push(rest.slice(0, found.at), found.name)
    rest = rest.slice(found.at + found.name.length)
  }
  parts.push(rest)
  return (
    <p className={styles.body}>
      {parts.map((part, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: parts of one text
        <Fragment key={index}>{index % 2 === 1 ? <b className={styles.mention}>{part}</b> : part}</Fragment>
      ))}
    </p>
  )
}
