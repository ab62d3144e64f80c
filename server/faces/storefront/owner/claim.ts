import type { FastifyReply } from 'fastify'
import {
  type ClaimField,
  type ClaimView,
  claimPage,
  claimSentPage,
  confirmPage,
  type FieldErrors,
  linkOverPage,
  routes,
} from '../../../../storefront/index.ts'
import { Problem } from '../../../kernel/errors/problem.ts'
import { countRequest } from '../../../kernel/http/app.ts'
import { readCode } from '../../../modules/ownership/index.ts'
import { writeCookie } from '../cookies.ts'
import { type Form, readForm } from '../form.ts'
import type { OperationName } from '../operations.ts'
import type { ShopVisit } from '../shop/shop-visit.ts'

/** Counts a form like the operation behind it would be counted over the API. */
export async function countForm(visit: ShopVisit, name: OperationName): Promise<void> {
  const { limit } = visit.kernel.operation(name)
  if (limit) await countRequest(visit.kernel, limit, visit.request.ip, visit.reply)
}

type Order = NonNullable<ClaimView['order']>

/** The order that the form is about, where it came by one. */
function orderOf(form: Form): Order | null {
  const [id, token, pieceId] = [form.text('order'), form.text('token'), form.text('piece')]
  return id && token && pieceId ? { id, token, pieceId, serial: form.text('serial') } : null
}

/** The piece of an order, with what is known of its buyer. */
async function fromOrder(
  visit: ShopVisit,
  order: Order,
): Promise<{ order: Order; name: string; email: string }> {
  const found = await visit.run('checkout.order.get', { id: order.id, token: order.token })
  const piece = found.lines.flatMap((line) => line.serials).find((one) => one.pieceId === order.pieceId)
  return { order: { ...order, serial: piece?.serial ?? '' }, name: found.name, email: found.email }
}

async function sendClaim(visit: ShopVisit, view: ClaimView, status = 200): Promise<FastifyReply> {
  return visit.send(claimPage(view, visit.page(await visit.cart())), { status, keep: 'never' })
}

/** The form, with what the address already says. */
export async function showClaim(visit: ShopVisit): Promise<FastifyReply> {
  const form = readForm(visit.request.query)
  const given = orderOf(form)
  const known = given === null ? null : await fromOrder(visit, given)
  return await sendClaim(visit, {
    values: { code: form.text('code').slice(0, 40), name: known?.name ?? '', email: known?.email ?? '' },
    errors: {},
    problem: null,
    order: known?.order ?? null,
  })
}

/** Asks for a piece. Whatever was asked for, the next page says the same. */
export async function askToClaim(visit: ShopVisit): Promise<FastifyReply> {
  const form = readForm(visit.request.body)
  const order = orderOf(form)
  const values = { code: form.text('code'), name: form.text('name'), email: form.text('email') }
  const asked = { email: values.email, name: values.name }
  try {
    await countForm(visit, 'ownership.claim.ask')
    if (order === null) await visit.run('ownership.claim.ask', { code: values.code, ...asked })
    else
      await visit.run('ownership.claim.ask_by_order', {
        orderId: order.id,
        token: order.token,
        pieceId: order.pieceId,
        ...asked,
      })
  } catch (error) {
    if (!(error instanceof Problem) || error.status >= 500 || error.status === 404) throw error
    visit.reply.headers(error.headers)
    return await sendClaim(visit, { values, order, ...wrongOf(error, values, visit) }, error.status)
  }
  const page = visit.page(await visit.cart())
  return visit.send(claimSentPage({ email: values.email, byOrder: order !== null }, page), {
    status: 202,
    keep: 'never',
  })
}

function wrongOf(
  problem: Problem,
  values: Readonly<Record<ClaimField, string>>,
  visit: ShopVisit,
): { errors: FieldErrors<ClaimField>; problem: string | null } {
  const { t } = visit.central()
  const isCodeWrong = readCode(values.code) === undefined
  if (problem.code === 'ownership.code_malformed')
    return { errors: { code: t('own.claim.code.wrong') }, problem: null }
  if (problem.code === 'request.malformed') {
    const fields = new Set((problem.errors ?? []).map(({ field }) => field))
    return {
      errors: {
        ...(isCodeWrong && fields.has('code') ? { code: t('own.claim.code.wrong') } : {}),
        ...(fields.has('name') ? { name: t('own.name.wrong') } : {}),
        ...(fields.has('email') ? { email: t('own.email.wrong') } : {}),
      },
      problem: null,
    }
  }
  return { errors: {}, problem: problem.toDocument(visit.locale, visit.request.id).detail }
}

/** What the link in the mail leads to; nothing happens before the button. */
export async function showConfirm(visit: ShopVisit): Promise<FastifyReply> {
  return await sendConfirm(visit, readForm(visit.request.query).text('token'))
}

async function sendConfirm(
  visit: ShopVisit,
  token: string,
  name: { value: string; error: string | undefined } = { value: '', error: undefined },
): Promise<FastifyReply> {
  const page = visit.page(await visit.cart(), routes.claimConfirm(token))
  try {
    const claim = await visit.run('ownership.claim.preview', { token })
    const { product } = claim
    const view = {
      token,
      product: (visit.locale === 'th' ? product.nameTh : null) ?? product.name,
      serial: claim.serial,
      email: claim.email,
      isTransfer: claim.way === 'transfer',
      name: claim.name === null ? name : null,
    }
    return visit.send(confirmPage(view, page), {
      status: name.error === undefined ? 200 : 422,
      keep: 'never',
    })
  } catch (error) {
    return sendOver(visit, error, page)
  }
}

function sendOver(visit: ShopVisit, error: unknown, page: ReturnType<ShopVisit['page']>): FastifyReply {
  if (!(error instanceof Problem) || error.status >= 500 || error.status === 429) throw error
  const isOver = error.code === 'ownership.link_over' || error.code === 'request.malformed'
  const detail = isOver ? null : error.toDocument(visit.locale, visit.request.id).detail
  return visit.send(linkOverPage({ detail }, page), { status: isOver ? 404 : error.status, keep: 'never' })
}

/** Makes the visitor the owner, and leads to the piece. */
export async function confirmClaim(visit: ShopVisit): Promise<FastifyReply> {
  const form = readForm(visit.request.body)
  const token = form.text('token')
  const name = form.text('name')
  if ('name' in Object(visit.request.body) && name === '') {
    const { t } = visit.central()
    return await sendConfirm(visit, token, { value: '', error: t('own.name.wrong') })
  }
  try {
    await countForm(visit, 'ownership.claim.confirm')
    const done = await visit.run('ownership.claim.confirm', { token, ...(name === '' ? {} : { name }) })
    writeCookie(visit.kernel.config, visit.reply, 'owner', done.ownerToken)
    return visit.go(routes.myPiece(done.pieceId, { notice: 'claimed' }))
  } catch (error) {
    return sendOver(visit, error, visit.page(await visit.cart(), routes.claimConfirm()))
  }
}
