import type { TenantContext } from '../command/context.ts'
import type { Texts } from '../errors/problem.ts'
import type { Money } from '../wire.ts'

/** What somebody typed into the search of the whole desk. */
export interface Asked {
  /** Trimmed, 1 to 100 characters, no control characters. */
  readonly text: string
  /** How many of a kind are shown. */
  readonly limit: number
}

/** A record that may be meant. */
export interface Found {
  readonly id: string
  /** What people call it: a name, a number, a serial. */
  readonly title: string
  /** What tells it from others of that title. */
  readonly detail?: string | null | undefined
  /** What else it is known by, only to put the best match first. */
  readonly aliases?: readonly (string | null)[]
  readonly state?: string | null | undefined
  readonly amount?: Money | null | undefined
  /** Nothing is called what was typed; this one nearly is. */
  readonly guessed?: boolean | undefined
  /** The page below `/desk` where this one is not on the page of its kind. */
  readonly page?: string | undefined
}

/**
 * A kind of record that the search of the desk finds. A module lists its own (`defineModule({ search })`), and that is all: search,
 * permission and the palette follow.
 */
export interface SearchSource {
  /** The record's name in audit records and links: `product`. */
  readonly kind: string
  /** What many of them are called. */
  readonly label: Texts
  /** The permission to read them; who has it not never finds any. */
  readonly permission: string
  /** The page of one below `/desk`, with `{id}` in it. */
  readonly page: string
  /**
   * Looks in one statement, through an index whatever the size of the table: a range of a code, or a search function of
   * `secureTables`. All sources are asked in one network flush. The newest first.
   */
  find(ctx: TenantContext, asked: Asked): Promise<readonly Found[]>
}
