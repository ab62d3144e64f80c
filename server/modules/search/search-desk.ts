import { z } from 'zod'
import { fold } from '../../../shared/serial/fold.ts'
import { query } from '../../kernel/command/operation.ts'
import type { Found, SearchSource } from '../../kernel/search/search-source.ts'
import { id, line, money } from '../../kernel/wire.ts'

/** How many of one kind are shown. */
const SHOWN = 6

/** How well a record fits what was typed: 0 is exactly it. */
function distance({ title, detail, aliases = [] }: Found, typed: string): number {
  const wanted = typed.toLowerCase()
  const known = [title, detail, ...aliases].filter((name) => name !== null && name !== undefined)
  const names = known.map((name) => name.toLowerCase())
  if (names.includes(wanted) || known.some((name) => fold(name) === fold(typed))) return 0
  if (names.some((name) => name.startsWith(wanted))) return 1
  if (names.some((name) => name.includes(` ${wanted}`))) return 2
  return 3
}

/** The best fits first; of equal ones the order in which they came. */
function best(source: SearchSource, found: readonly Found[], typed: string) {
  const ranked = found
    .map((one) => ({ one, far: distance(one, typed) }))
    .sort((a, b) => a.far - b.far)
    .slice(0, SHOWN)
  return { source, ranked, nearest: ranked[0]?.far ?? Number.POSITIVE_INFINITY }
}

export const searchDesk = query({
  name: 'search.desk',
  summary: 'Search every kind of record at once',
  description:
    'Looks in all kinds that the caller may read: by part of a name, by the beginning of a code or number, by its digits alone, by a serial in any form, as typed or scanned; with one slip in it where no piece has the number. Groups and records come with the best fit first, at most six of a kind.',
  route: 'GET /search',
  anyMember: 'each kind is looked for only where the caller has the permission to read it',
  input: z.object({
    q: line(100).meta({ description: 'What is looked for' }),
    kind: line(40).optional().meta({ description: 'Only this kind' }),
  }),
  output: z.object({
    groups: z.array(
      z.object({
        kind: z.string(),
        label: z.string().meta({ description: 'What many of them are called, in the reader’s language' }),
        items: z.array(
          z.object({
            id,
            title: z.string(),
            detail: z.string().nullable(),
            state: z.string().nullable(),
            amount: money.nullable(),
            guessed: z
              .boolean()
              .meta({ description: 'Nothing is called what was typed; this one nearly is' }),
            page: z.string().meta({ description: 'Its page, below /desk' }),
          }),
        ),
      }),
    ),
  }),
  example: { q: 'tote' },
  async run(ctx, input) {
    const sources = ctx.kernel.searchSources.filter(
      ({ kind, permission }) =>
        ctx.principal.permissions.has(permission) && (input.kind === undefined || input.kind === kind),
    )
    // Sent together: one flush, whatever the number of kinds.
    const found = await Promise.all(
      sources.map(async (source) =>
        best(source, await source.find(ctx, { text: input.q, limit: SHOWN }), input.q),
      ),
    )
    return {
      groups: found
        .filter(({ ranked }) => ranked.length > 0)
        .sort((a, b) => a.nearest - b.nearest)
        .map(({ source, ranked }) => ({
          kind: source.kind,
          label: source.label[ctx.locale],
          items: ranked.map(({ one }) => ({
            id: one.id,
            title: one.title,
            detail: one.detail ?? null,
            state: one.state ?? null,
            amount: one.amount ?? null,
            guessed: one.guessed ?? false,
            page: (one.page ?? source.page).replace('{id}', encodeURIComponent(one.id)),
          })),
        })),
    }
  },
})
