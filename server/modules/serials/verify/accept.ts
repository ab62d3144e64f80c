/**
 * Whether a request would rather have a page than JSON, by its `Accept` header: a browser says so, programs do not. The
 * more specific range counts, and JSON where both are worth the same.
 */
export function prefersHtml(accept: string | undefined): boolean {
  // The common case of programs, without taking the header apart.
  if (accept === undefined || !/text\/(html|\*)|application\/xhtml/i.test(accept)) return false
  const ranges = accept.split(',').map((entry) => {
    const [range = '', ...parameters] = entry.trim().toLowerCase().split(';')
    const quality = parameters.map((p) => /^\s*q=([\d.]+)\s*$/.exec(p)?.[1]).find((q) => q !== undefined)
    return { range: range.trim(), quality: quality === undefined ? 1 : Number(quality) }
  })
  const worth = (...specificFirst: string[]): number => {
    for (const name of specificFirst) {
      const found = ranges.find(({ range }) => range === name)
      if (found) return found.quality
    }
    return 0
  }
  const html = Math.max(worth('text/html', 'text/*', '*/*'), worth('application/xhtml+xml'))
  return html > worth('application/json', 'application/*', '*/*')
}
