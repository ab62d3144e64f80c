import { z } from 'zod'
import { fail } from '../errors/kernel-errors.ts'

/** Where a page ended: the sort it belongs to, the last row's sort value and id. */
export interface Cursor {
  sort: string
  id: string
  value?: unknown
}

const schema = z.object({
  s: z.string().max(100),
  i: z.uuid(),
  v: z.union([z.string().max(2000), z.number(), z.boolean(), z.null()]).optional(),
})

/** Opaque text for the `after` parameter. */
export const encodeCursor = (cursor: Cursor): string =>
  Buffer.from(
    JSON.stringify({ s: cursor.sort, i: cursor.id, ...(cursor.value == null ? {} : { v: cursor.value }) }),
  ).toString('base64url')

/** Reads it again; a cursor of another sort, or one that somebody made up, is a malformed request. */
export function decodeCursor(text: string, sort: string, parameter: 'after' | 'before' = 'after'): Cursor {
  try {
    const cursor = schema.parse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8')))
    if (cursor.s !== sort) throw new Error('the cursor belongs to another sort')
    return { sort: cursor.s, id: cursor.i, value: cursor.v ?? null }
  } catch (cause) {
    throw badCursor(parameter, cause)
  }
}

export const badCursor = (parameter: string, cause: unknown) =>
  fail(
    'request.malformed',
    {},
    {
      cause,
      errors: [
        {
          field: parameter,
          code: 'cursor',
          message: 'use the `next` or `previous` of a page before, with the same sort',
        },
      ],
    },
  )
