import type { FastifyReply } from 'fastify'
import { routes } from '../../../../storefront/index.ts'
import { fail } from '../../../kernel/errors/kernel-errors.ts'
import { Problem } from '../../../kernel/errors/problem.ts'
import { dropCookie, readCookie } from '../cookies.ts'
import type { ShopVisit } from '../shop/shop-visit.ts'

export const tokenOf = (visit: ShopVisit): string | undefined =>
  readCookie(visit.kernel.config, visit.request, 'owner')

/** Whether the link that a visitor has is none any more. */
export const isOver = (error: unknown): boolean =>
  error instanceof Problem && (error.code === 'ownership.link_over' || error.code === 'request.malformed')

export const idOf = (visit: ShopVisit): string => (visit.request.params as { id: string }).id

/** Who has no link is asked for it; a piece that is not theirs is nowhere. */
export async function sendElsewhere(visit: ShopVisit, error: unknown): Promise<FastifyReply> {
  if (isOver(error)) {
    if (tokenOf(visit) !== undefined) dropCookie(visit.kernel.config, visit.reply, 'owner')
    return visit.go(routes.myPieces())
  }
  if (error instanceof Problem && error.code === 'ownership.not_owner') throw fail('not_found')
  throw error
}
