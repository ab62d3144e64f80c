/**
 * How well words were meant by what was typed: higher is better, undefined if not at all. Each typed word must be found, in any order, as a
 * part of the words or with letters left out (`ordr`, `tb` for Trial balance); beginnings of words count most.
 */
export function fuzzy(words: string, typed: string): number | undefined {
  const text = words.toLocaleLowerCase()
  let score = 0
  for (const part of typed.toLocaleLowerCase().split(/\s+/)) {
    if (part === '') continue
    const one = scoreOf(text, part)
    if (one === undefined) return undefined
    score += one
  }
  // Of two that fit alike the shorter one was meant.
  return score - text.length / 1000
}

const isStart = (text: string, at: number): boolean => at === 0 || /[\s·›/(-]/.test(text[at - 1]!)

function scoreOf(text: string, part: string): number | undefined {
  const at = text.indexOf(part)
  if (at === 0) return text.length === part.length ? 100 : 90
  const start = [...text.matchAll(/[\s·›/(-]/g)].find(({ index }) => text.startsWith(part, index + 1))
  if (start) return 80 - start.index / 1000
  if (at > 0) return 60
  return scattered(text, part)
}

/** Letters in order with gaps: at word starts 5 each, one after the other 3, else 1; what is far apart was not meant. */
function scattered(text: string, part: string): number | undefined {
  let score = 0
  let from = 0
  let gaps = 0
  for (const letter of part) {
    let at = text.indexOf(letter, from)
    // A later beginning of a word is more likely meant than the next letter inside one.
    if (at >= 0 && at !== from && !isStart(text, at)) {
      const start = [...text.slice(at)].findIndex((one, i) => one === letter && isStart(text, at + i))
      if (start >= 0) at += start
    }
    if (at < 0) return undefined
    if (isStart(text, at)) score += 5
    else if (at === from && from > 0) score += 3
    else {
      score += 1
      gaps += at - from
    }
    from = at + letter.length
  }
  return gaps > part.length * 2 ? undefined : Math.min(50, score * 2)
}
