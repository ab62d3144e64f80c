import type { FastifyReply } from 'fastify'
import { passportPage, routes } from '../../../../storefront/index.ts'
import { fail } from '../../../kernel/errors/kernel-errors.ts'
import { Problem } from '../../../kernel/errors/problem.ts'
import { contentView, type PassportContent } from '../../../modules/passports/index.ts'
import { readForm } from '../form.ts'
import type { AnswerOf } from '../operations.ts'
import type { ShopVisit } from '../shop/shop-visit.ts'
import { idOf, sendElsewhere, tokenOf } from './owners-visit.ts'

/** The passport as the maker tells it to owners; undefined where none was issued. */
export async function passportOf(
  visit: ShopVisit,
): Promise<AnswerOf<'passports.passport.get_mine'> | undefined> {
  try {
    return await visit.run('passports.passport.get_mine', { id: idOf(visit), token: tokenOf(visit) ?? '' })
  } catch (error) {
    if (error instanceof Problem && error.code === 'passports.not_issued') return undefined
    throw error
  }
}

/** A piece's passport for its owner: the page, its JSON-LD or the credential. */
export async function showMyPassport(visit: ShopVisit): Promise<FastifyReply> {
  try {
    const read = await passportOf(visit)
    if (!read) throw fail('not_found')
    const as = readForm(visit.request.query).text('as')
    if (as === 'jsonld' || as === 'credential')
      return visit.reply
        .type(as === 'jsonld' ? 'application/ld+json; charset=utf-8' : 'application/vc')
        .header('cache-control', 'private, no-store')
        .send(JSON.stringify(as === 'jsonld' ? read.jsonLd : read.credential))
    const { tenant, locale } = visit
    const path = routes.myPassport(idOf(visit))
    const piece = contentView({
      ...{ serial: read.serial, compact: read.compact, revoked: read.revoked, path, locale },
      content: read.content as PassportContent,
      maker: { name: tenant.name, code: tenant.code, url: null },
      shownTo: { audience: 'owner' },
    })
    const page = visit.page(await visit.cart(), path)
    return visit.send(passportPage({ result: 'found', piece }, page), { keep: 'never' })
  } catch (error) {
    return await sendElsewhere(visit, error)
  }
}
