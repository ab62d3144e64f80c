import { type Kept, openWorkshop, type Workshop, type WorkshopOptions } from '../kernel/testing/workshop.ts'
import { make } from './chapters/bench.ts'
import { keepBooks, readBooks } from './chapters/books.ts'
import { fillCatalogue } from './chapters/catalogue.ts'
import { workTogether } from './chapters/company.ts'
import { lookAround } from './chapters/desk.ts'
import { readFigures } from './chapters/figures.ts'
import { writeHistory } from './chapters/history.ts'
import { printLabels, tagProducts } from './chapters/labels.ts'
import { workWithLists } from './chapters/lists.ts'
import { bringOldNumbers } from './chapters/old-numbers.ts'
import { openDoors } from './chapters/opening.ts'
import { ownPieces } from './chapters/ownership.ts'
import { turnPages } from './chapters/pages.ts'
import { tellOfPieces } from './chapters/passports.ts'
import { gatherPeople } from './chapters/people.ts'
import { markPieces } from './chapters/pieces.ts'
import { readMail, sell } from './chapters/shop.ts'
import { stockUp } from './chapters/storeroom.ts'
import { watchOver } from './chapters/vigilance.ts'
import type { Story, Teller } from './story.ts'

export const AMARANTH: Teller = { slug: 'amaranth', code: 'AMA', mark: 'Amaranth' }
export const BAOBAB: Teller = { slug: 'baobab', code: 'BAO', mark: 'Baobab' }

/**
 * The story of a workshop from its sign-up to its books, told over HTTP: it calls every operation there is at least once
 * with success. A new operation is called in the chapter it belongs to; a guard names those that are missing.
 */
export async function tell(workshop: Workshop, teller: Teller): Promise<Story> {
  const story = await openDoors(workshop, teller)
  await gatherPeople(story)
  const catalogue = await fillCatalogue(story)
  await tagProducts(story)
  await keepBooks(story)
  await stockUp(story, catalogue)
  await markPieces(story, catalogue)
  await bringOldNumbers(story, catalogue)
  await make(story, catalogue)
  await printLabels(story)
  await sell(story, catalogue)
  await workTogether(story)
  await writeHistory(story, catalogue)
  await tellOfPieces(story, catalogue)
  await workshop.drain()
  await ownPieces(story, catalogue)
  await watchOver(story)
  await workshop.drain()
  await readMail(story)
  await turnPages(story, catalogue)
  await readBooks(story)
  await readFigures(story, catalogue)
  await lookAround(story, catalogue)
  await workWithLists(story)
  await workshop.drain()
  return story
}

interface Edition {
  readonly kept: Kept
  readonly stories: readonly Story[]
}

const editions = new Map<string, Promise<Edition>>()

/** Each process of tests tells a story once, after those that come before it: that takes seconds, a copy a tenth of one. */
function editionOf(tellers: readonly Teller[]): Promise<Edition> {
  const name = tellers.map(({ slug }) => slug).join(' ')
  const edition = editions.get(name) ?? writeEdition(tellers)
  editions.set(name, edition)
  return edition
}

async function writeEdition(tellers: readonly Teller[]): Promise<Edition> {
  const before = tellers.slice(0, -1)
  const { workshop, stories } = before.length > 0 ? await openTold(before) : await openEmpty()
  try {
    const story = await tell(workshop, tellers.at(-1)!)
    return { kept: await workshop.keep(), stories: [...stories, story] }
  } catch (error) {
    await workshop.close()
    throw error
  }
}

const openEmpty = async () => ({ workshop: await openWorkshop(), stories: [] as readonly Story[] })

/** Opens a program on a copy, of its own, of the database in which these told their stories, one after the other. */
export async function openTold(
  tellers: readonly Teller[],
  options: WorkshopOptions = {},
): Promise<{ workshop: Workshop; stories: readonly Story[] }> {
  const { kept, stories } = await editionOf(tellers)
  const workshop = await openWorkshop({ ...options, from: kept })
  return { workshop, stories: stories.map((story) => story.in(workshop)) }
}
