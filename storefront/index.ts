/** What the server needs to answer with the public pages. */
export { accentStylesheet, parseColour } from './accent.ts'
export { ASSETS_FOLDER, assetVersion } from './assets.ts'
export { dayMoment, timeMoment } from './dates.ts'
export type { Html } from './html.ts'
export type * from './page.ts'
export type { NoticeTone, Totals, TotalsRow } from './parts/commerce.ts'
export { inLanguage, routes } from './routes.ts'
export { LOCALES, type Locale, parseLocale, preferredLocale, type Translator, translator } from './texts.ts'
export { type CartLine, type CartNotice, type CartView, cartPage } from './views/cart.ts'
export { type CheckoutField, type CheckoutView, checkoutPage } from './views/checkout.ts'
export {
  type ClaimField,
  type ClaimView,
  type ConfirmView,
  claimPage,
  claimSentPage,
  confirmPage,
  linkOverPage,
} from './views/claim.ts'
export { ERROR_STATUS, type ErrorKind, type ErrorView, errorPage } from './views/error.ts'
export { type LandingView, landingPage } from './views/landing.ts'
export {
  type AskForLinkView,
  askForLinkPage,
  type MyPiece,
  type MyPieceState,
  type MyPiecesNotice,
  type MyPieceView,
  myPiecePage,
  myPiecesPage,
  type ServiceEntry,
} from './views/my-pieces.ts'
export { type OrderStatus, type OrderStep, type OrderView, orderPage } from './views/order.ts'
export { type PassportPiece, passportPage } from './views/passport.ts'
export { type ProductOption, type ProductView, productPage } from './views/product.ts'
export { type ProductCard, type ShopListView, shopListPage } from './views/shop-list.ts'
export {
  type SignupDoneView,
  type SignupField,
  type SignupView,
  signupDonePage,
  signupPage,
} from './views/signup.ts'
export { type VerifiedPiece, type VerifyView, verifyPage } from './views/verify.ts'
