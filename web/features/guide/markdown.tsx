import { Fragment, type ReactNode } from 'react'

/**
 * The little Markdown that the guide is written in: headings with an anchor (`## Orders {#orders}`), paragraphs, lists, pictures, **strong**,
 * *emphasis*, `code`. Anything else is text: nothing of a page becomes HTML that is not made here.
 */
export interface Picture {
  alt: string
  name: string
}

type Block =
  | { kind: 'heading'; level: 1 | 2; text: string; anchor: string | undefined }
  | { kind: 'paragraph'; text: string }
  | { kind: 'list'; ordered: boolean; items: string[] }
  | { kind: 'picture'; picture: Picture }

export function parseMarkdown(source: string): Block[] {
  return source
    .split(/\n{2,}/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part): Block => {
      const heading = /^(#{1,2}) (.+?)(?: \{#([\w-]+)\})?$/.exec(part)
      if (heading)
        return {
          kind: 'heading',
          level: heading[1]!.length as 1 | 2,
          text: heading[2]!,
          anchor: heading[3],
        }
      const picture = /^!\[([^\]]*)\]\(([\w-]+)\)$/.exec(part)
      if (picture) return { kind: 'picture', picture: { alt: picture[1]!, name: picture[2]! } }
      const lines = part.split('\n')
      if (lines.every((line) => /^- /.test(line)))
        return { kind: 'list', ordered: false, items: lines.map((line) => line.slice(2)) }
      if (lines.every((line) => /^\d+\. /.test(line)))
        return { kind: 'list', ordered: true, items: lines.map((line) => line.replace(/^\d+\. /, '')) }
      return { kind: 'paragraph', text: lines.join(' ') }
    })
}

/** Strong, emphasis and code inside a line. */
function inline(text: string): ReactNode[] {
  return text.split(/(\*\*[^*]+\*\*|\*[^*]+\*|`[^`]+`)/).map((part, n) => {
    const key = `${n}`
    if (part.startsWith('**')) return <strong key={key}>{part.slice(2, -2)}</strong>
    if (part.startsWith('*') && part.length > 1) return <em key={key}>{part.slice(1, -1)}</em>
    if (part.startsWith('`') && part.length > 1) return <code key={key}>{part.slice(1, -1)}</code>
    return <Fragment key={key}>{part}</Fragment>
  })
}

/** A page of the guide below its title, which stands at the head of the page. */
export function Markdown(props: { source: string; picture(picture: Picture): ReactNode }) {
  return (
    <>
      {parseMarkdown(props.source).map((block, n) => {
        const key = `${n}`
        switch (block.kind) {
          case 'heading':
            return block.level === 1 ? null : (
              <h2 key={key} id={block.anchor}>
                {inline(block.text)}
              </h2>
            )
          case 'picture':
            return <Fragment key={key}>{props.picture(block.picture)}</Fragment>
          case 'list': {
            const items = block.items.map((item) => <li key={item}>{inline(item)}</li>)
            return block.ordered ? <ol key={key}>{items}</ol> : <ul key={key}>{items}</ul>
          }
          default:
            return <p key={key}>{inline(block.text)}</p>
        }
      })}
    </>
  )
}
