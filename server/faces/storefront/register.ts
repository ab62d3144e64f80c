import { constants } from 'node:zlib'
import compress from '@fastify/compress'
import cookie from '@fastify/cookie'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { routes } from '../../../storefront/index.ts'
import { fail } from '../../kernel/errors/kernel-errors.ts'
import { countRequest } from '../../kernel/http/app.ts'
import { assertSameOrigin } from '../../kernel/http/identify.ts'
import type { Kernel } from '../../kernel/kernel.ts'
import { registerAssets } from './assets.ts'
import { showLanding, signIn } from './central/landing.ts'
import { SIGNED_UP_PATH, showSignedUp, showSignUp, signUp } from './central/sign-up.ts'
import { writeCookie } from './cookies.ts'
import { sendError } from './error-pages.ts'
import { acceptForms } from './form.ts'
import { askToClaim, confirmClaim, showClaim, showConfirm } from './owner/claim.ts'
import { showMyPassport } from './owner/my-passport.ts'
import {
  askForLink,
  cancelTransfer,
  eraseMe,
  leave,
  offerTransfer,
  reportFound,
  reportStolen,
  showMyPiece,
  showMyPieces,
  showPhoto,
} from './owner/my-pieces.ts'
import { robots } from './robots.ts'
import { guardHeaders } from './send-page.ts'
import { addToCart, changeLine, showCart } from './shop/cart.ts'
import { postCheckout, showCheckout } from './shop/checkout.ts'
import { showShop } from './shop/list.ts'
import { showOrder } from './shop/order.ts'
import { showProduct } from './shop/product.ts'
import { ShopVisit } from './shop/shop-visit.ts'
import { chosenLocale, type Visit, visitOf } from './visit.ts'

/** Below that a smaller answer is not worth the work. */
const COMPRESS_FROM_BYTES = 1024
/** Of 11: nearly as small as the best, at a tenth of its time. */
const BROTLI_QUALITY = 5

type Show<V> = (visit: V) => Promise<FastifyReply>

/** Puts the public pages onto their addresses. */
export async function registerStorefront(app: FastifyInstance, kernel: Kernel): Promise<void> {
  const policy = { name: 'pages', limit: kernel.config.rateLimitPerMinute, windowS: 60 }
  await acceptForms(app)
  await app.register(cookie)
  await app.register(compress, {
    threshold: COMPRESS_FROM_BYTES,
    encodings: ['br', 'gzip'],
    brotliOptions: { params: { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY } },
    globalDecompression: false,
  })
  app.setErrorHandler((error, request, reply) => sendError(kernel, error, request, reply))
  app.addHook('onRequest', async (_request, reply) => guardHeaders(kernel.config, reply))
  registerAssets(app)

  /** Finds out where the visitor is, and lets them see the page if it is one of that host. */
  const visit = async (request: FastifyRequest, reply: FastifyReply): Promise<Visit> => {
    await countRequest(kernel, policy, request.ip, reply)
    assertSameOrigin(request)
    const found = await visitOf(kernel, request, reply)
    if (!found) throw fail('not_found')
    const chosen = chosenLocale(request)
    if (chosen) writeCookie(kernel.config, reply, 'lang', chosen)
    return found
  }
  const central = (show: Show<Visit>) => async (request: FastifyRequest, reply: FastifyReply) => {
    const found = await visit(request, reply)
    if (found.tenant) throw fail('not_found')
    return await show(found)
  }
  const shop = (show: Show<ShopVisit>) => async (request: FastifyRequest, reply: FastifyReply) => {
    return await show(shopVisit(await visit(request, reply)))
  }
  const shopVisit = ({ request, reply, tenant, brand }: Visit) => {
    if (!tenant) throw fail('not_found')
    return new ShopVisit(kernel, request, reply, tenant, brand)
  }

  app.get(routes.home(), async (request, reply) => {
    const found = await visit(request, reply)
    return found.tenant ? reply.redirect(routes.shop(), 302) : await showLanding(found)
  })
  app.get('/robots.txt', async (request, reply) => robots(await visit(request, reply)))

  app.get(routes.signUp(), central(showSignUp))
  app.post(routes.signUp(), central(signUp))
  app.get(SIGNED_UP_PATH, central(showSignedUp))
  app.get(routes.signIn(), central(signIn))

  app.get(routes.shop(), shop(showShop))
  app.get(`${routes.shop()}/:slug`, shop(showProduct))
  app.get(routes.cart(), shop(showCart))
  app.post(routes.cartLines(), shop(addToCart))
  app.post(`${routes.cartLines()}/:productId`, shop(changeLine))
  app.get(routes.checkout(), shop(showCheckout))
  app.post(routes.checkout(), shop(postCheckout))
  app.get('/orders/:id', shop(showOrder))

  app.get(routes.claim(), shop(showClaim))
  app.post(routes.claim(), shop(askToClaim))
  app.get(routes.claimConfirm(), shop(showConfirm))
  app.post(routes.claimConfirm(), shop(confirmClaim))
  app.get(routes.myPieces(), shop(showMyPieces))
  app.post(routes.myPieces(), shop(askForLink))
  app.post(routes.leaveMyPieces(), shop(leave))
  app.post(routes.eraseMe(), shop(eraseMe))
  app.get(`${routes.myPieces()}/:id`, shop(showMyPiece))
  app.post(`${routes.myPieces()}/:id/transfer`, shop(offerTransfer))
  app.post(`${routes.myPieces()}/:id/transfer/cancel`, shop(cancelTransfer))
  app.post(`${routes.myPieces()}/:id/stolen`, shop(reportStolen))
  app.post(`${routes.myPieces()}/:id/found`, shop(reportFound))
  app.get(`${routes.myPieces()}/:id/passport`, shop(showMyPassport))
  app.get(`${routes.myPieces()}/:id/photos/:photoId`, shop(showPhoto))

  // Whatever nobody else answers: to people with a page.
  app.get('/*', async () => {
    throw fail('not_found')
  })
}
