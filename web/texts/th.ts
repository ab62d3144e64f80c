import type { Translation } from './texts.tsx'
import { books } from './th/books.ts'
import { labels } from './th/labels.ts'
import { lists } from './th/lists.ts'
import { ownership } from './th/ownership.ts'
import { people } from './th/people.ts'
import { pieces } from './th/pieces.ts'
import { products } from './th/products.ts'
import { records } from './th/records.ts'
import { selling } from './th/selling.ts'
import { shell } from './th/shell.ts'
import { signIn } from './th/sign-in.ts'
import { stock } from './th/stock.ts'
import { tickets } from './th/tickets.ts'
import { vigilance } from './th/vigilance.ts'
import { workshop } from './th/workshop.ts'

/** The Thai texts of the desk. Thai counts need one form only. */
export const th: Translation = {
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
}
