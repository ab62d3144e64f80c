import formbody from '@fastify/formbody'
import type { FastifyInstance } from 'fastify'

/** More than any form of ours can hold. */
const FORM_LIMIT_BYTES = 65_536

/** In this scope a body is a form, and nothing else. */
export async function acceptForms(app: FastifyInstance): Promise<void> {
  app.removeAllContentTypeParsers()
  await app.register(formbody, { bodyLimit: FORM_LIMIT_BYTES })
}

/** A form as it was sent. Of a field that came twice the last counts; one that did not come is empty. */
export interface Form {
  /** Without blanks around it. */
  text(name: string): string
  /** As typed: for a password. */
  exact(name: string): string
  /** A whole number of at least 0; undefined for anything else. */
  count(name: string): number | undefined
  /** The fields whose names begin so, by the rest of the name. */
  startingWith(prefix: string): Readonly<Record<string, string>>
}

/** Reads a body or a query string. */
export function readForm(body: unknown): Form {
  const fields = new Map<string, string>()
  for (const [name, value] of Object.entries(body ?? {})) {
    const last: unknown = Array.isArray(value) ? value.at(-1) : value
    if (typeof last === 'string') fields.set(name, last)
  }
  const exact = (name: string) => fields.get(name) ?? ''
  const text = (name: string) => exact(name).trim()
  return {
    text,
    exact,
    count: (name) => (/^\d{1,6}$/.test(text(name)) ? Number(text(name)) : undefined),
    startingWith: (prefix) =>
      Object.fromEntries(
        [...fields]
          .filter(([name]) => name.startsWith(prefix))
          .map(([name, value]) => [name.slice(prefix.length), value.trim()]),
      ),
  }
}
