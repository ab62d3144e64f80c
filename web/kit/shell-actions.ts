import type { AnyRouter } from '@tanstack/react-router'
import { awaitNew } from './page-commands.ts'

/** Goes to a page of the desk by its address below `/desk`. */
export const openPage = (router: AnyRouter, page: string): void => router.history.push(`/desk${page}`)

/** Goes where something is made and begins it; `byButton`: what the page offers as new. */
export function goAndMake(router: AnyRouter, page: string, byButton: boolean): void {
  if (byButton) awaitNew(page)
  openPage(router, page)
}
