import { books } from './en/books.ts'
import { labels } from './en/labels.ts'
import { lists } from './en/lists.ts'
import { ownership } from './en/ownership.ts'
import { people } from './en/people.ts'
import { pieces } from './en/pieces.ts'
import { products } from './en/products.ts'
import { records } from './en/records.ts'
import { selling } from './en/selling.ts'
import { shell } from './en/shell.ts'
import { signIn } from './en/sign-in.ts'
import { stock } from './en/stock.ts'
import { tickets } from './en/tickets.ts'
import { vigilance } from './en/vigilance.ts'
import { workshop } from './en/workshop.ts'

/** The English texts of the desk, a file for each part of it. `{name}` is filled in; `.one` and `.other` are chosen by the count. */
export const en = {
  ...shell,
  ...signIn,
  ...lists,
  ...records,
  ...tickets,
  ...products,
  ...pieces,
  ...ownership,
  ...vigilance,
  ...labels,
  ...stock,
  ...selling,
  ...books,
  ...people,
  ...workshop,
} as const
