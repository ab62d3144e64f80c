import type { QueryClient } from '@tanstack/react-query'
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
} from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { closeLive, openLive } from './api/live.ts'
import { ApiProblem } from './api/problem.ts'
import { JOURNAL_KEYS } from './features/books/books-texts.ts'
import HomePage from './features/home/home-page.tsx'
import { MESSAGE_STATE_KEYS } from './features/messages/message-texts.ts'
import { ORDER_STATE_KEYS } from './features/orders/order-texts.ts'
import { PIECE_STATE_KEYS } from './features/pieces/piece-texts.ts'
import SignInPage from './features/sign-in/sign-in-page.tsx'
import { TICKET_STATE_KEYS } from './features/tickets/ticket-texts.ts'
import { ALERT_STATE_KEYS, DETECTOR_KEYS } from './features/vigilance/vigilance-texts.ts'
import { Frame } from './frame.tsx'
import { BrokenPage, LostPage } from './kit/broken-page.tsx'
import { calendarDay, listState, oneOf, parseSearch, search, stringifySearch, uuid, words } from './search.ts'
import { meQuery, workshopQuery } from './session/session.tsx'

/**
 * Every page of the desk and what it keeps in its address. Pages are loaded when they are first gone to, but for the two that one
 * comes in by. Their functions name their result (`: ReactNode`), because the types of the router are made of theirs.
 */
const page = (load: () => Promise<{ default: () => ReactNode }>) => lazyRouteComponent(load)

const root = createRootRouteWithContext<{ client: QueryClient }>()({ notFoundComponent: LostPage })

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: search({ next: words }),
  beforeLoad: closeLive,
  component: SignInPage,
})
const forgotPassword = createRoute({
  getParentRoute: () => root,
  path: '/forgot-password',
  component: page(() => import('./features/sign-in/forgot-password-page.tsx')),
})
const setPassword = createRoute({
  getParentRoute: () => root,
  path: '/set-password',
  component: page(() => import('./features/sign-in/set-password-page.tsx')),
})
const join = createRoute({
  getParentRoute: () => root,
  path: '/join',
  component: page(() => import('./features/sign-in/join-page.tsx')),
})

/** Everything else is for members. */
const desk = createRoute({
  getParentRoute: () => root,
  id: 'desk',
  beforeLoad: async ({ context, location }) => {
    openLive(context.client)
    try {
      const [me, workshop] = await Promise.all([
        context.client.ensureQueryData(meQuery()),
        context.client.ensureQueryData(workshopQuery()),
      ])
      return { me, workshop }
    } catch (error) {
      if (!(error instanceof ApiProblem) || error.code !== 'auth.required') throw error
      throw redirect({ to: '/sign-in', search: location.pathname === '/' ? {} : { next: location.href } })
    }
  },
  component: Frame,
})

const home = createRoute({
  getParentRoute: () => desk,
  path: '/',
  component: HomePage,
})
const account = createRoute({
  getParentRoute: () => desk,
  path: '/account',
  component: page(() => import('./features/account/account-page.tsx')),
})
const products = createRoute({
  getParentRoute: () => desk,
  path: '/products',
  validateSearch: search({
    ...listState,
    kind: oneOf(['finished', 'material', 'component', 'service']),
    published: oneOf(['true', 'false']),
    deleted: oneOf(['true']),
  }),
  component: page(() => import('./features/products/product-list.tsx')),
})
const product = createRoute({
  getParentRoute: () => desk,
  path: '/products/$id',
  component: page(() => import('./features/products/product-page.tsx')),
})
const customers = createRoute({
  getParentRoute: () => desk,
  path: '/customers',
  validateSearch: search({ ...listState, deleted: oneOf(['true']) }),
  component: page(() => import('./features/customers/customer-list.tsx')),
})
const customer = createRoute({
  getParentRoute: () => desk,
  path: '/customers/$id',
  component: page(() => import('./features/customers/customer-page.tsx')),
})
const audit = createRoute({
  getParentRoute: () => desk,
  path: '/audit',
  validateSearch: search({
    ...listState,
    entity: words,
    entityId: words,
    operation: words,
    actor: words,
  }),
  component: page(() => import('./features/audit/audit-list.tsx')),
})

const tickets = createRoute({
  getParentRoute: () => desk,
  path: '/tickets',
  validateSearch: search({
    ...listState,
    state: oneOf(['all', 'overdue', 'soon', ...TICKET_STATE_KEYS]),
    productId: uuid,
  }),
  component: page(() => import('./features/tickets/ticket-list.tsx')),
})
const ticket = createRoute({
  getParentRoute: () => desk,
  path: '/tickets/$id',
  component: page(() => import('./features/tickets/ticket-page.tsx')),
})
const board = createRoute({
  getParentRoute: () => desk,
  path: '/tickets/board',
  validateSearch: search({ q: words, line: words, due: oneOf(['overdue', 'soon']) }),
  component: page(() => import('./features/tickets/board-page.tsx')),
})
const work = createRoute({
  getParentRoute: () => desk,
  path: '/work',
  validateSearch: search({ ...listState, centre: uuid, state: oneOf(['running', 'paused', 'ready']) }),
  component: page(() => import('./features/tickets/work-page.tsx')),
})
const workCentres = createRoute({
  getParentRoute: () => desk,
  path: '/work-centres',
  validateSearch: search({ ...listState, deleted: oneOf(['true']) }),
  component: page(() => import('./features/tickets/work-centres-page.tsx')),
})
const token = createRoute({
  getParentRoute: () => desk,
  path: '/work/$code',
  component: page(() => import('./features/tickets/token-page.tsx')),
})
const pieces = createRoute({
  getParentRoute: () => desk,
  path: '/pieces',
  validateSearch: search({
    ...listState,
    state: oneOf(PIECE_STATE_KEYS),
    productId: uuid,
    ticketId: uuid,
    lotId: uuid,
  }),
  component: page(() => import('./features/pieces/piece-list.tsx')),
})
const piece = createRoute({
  getParentRoute: () => desk,
  path: '/pieces/$id',
  component: page(() => import('./features/pieces/piece-page.tsx')),
})
const recalls = createRoute({
  getParentRoute: () => desk,
  path: '/recalls',
  validateSearch: search(listState),
  component: page(() => import('./features/recalls/recall-list.tsx')),
})
const newRecall = createRoute({
  getParentRoute: () => desk,
  path: '/recalls/new',
  component: page(() => import('./features/recalls/recall-wizard.tsx')),
})
const recall = createRoute({
  getParentRoute: () => desk,
  path: '/recalls/$id',
  component: page(() => import('./features/recalls/recall-page.tsx')),
})
const watch = createRoute({
  getParentRoute: () => desk,
  path: '/watch',
  validateSearch: search({ days: oneOf(['90', '365']) }),
  component: page(() => import('./features/vigilance/watch-page.tsx')),
})
const alerts = createRoute({
  getParentRoute: () => desk,
  path: '/watch/alerts',
  validateSearch: search({ ...listState, state: oneOf(ALERT_STATE_KEYS), detector: oneOf(DETECTOR_KEYS) }),
  component: page(() => import('./features/vigilance/alert-list.tsx')),
})
const alert = createRoute({
  getParentRoute: () => desk,
  path: '/watch/alerts/$id',
  component: page(() => import('./features/vigilance/alert-page.tsx')),
})
const stock = createRoute({
  getParentRoute: () => desk,
  path: '/stock',
  validateSearch: search({
    ...listState,
    productKind: oneOf(['finished', 'material', 'component', 'service']),
    locationId: uuid,
    empty: oneOf(['true']),
  }),
  component: page(() => import('./features/stock/stock-list.tsx')),
})
const moves = createRoute({
  getParentRoute: () => desk,
  path: '/stock/moves',
  validateSearch: search({
    ...listState,
    kind: words,
    productId: uuid,
    locationId: uuid,
    lotId: uuid,
    serialId: uuid,
    ticketId: uuid,
    from: calendarDay,
    to: calendarDay,
  }),
  component: page(() => import('./features/stock/move-list.tsx')),
})
const lots = createRoute({
  getParentRoute: () => desk,
  path: '/stock/lots',
  validateSearch: search({ ...listState, productId: uuid }),
  component: page(() => import('./features/stock/lot-list.tsx')),
})
const lot = createRoute({
  getParentRoute: () => desk,
  path: '/stock/lots/$id',
  component: page(() => import('./features/pieces/lot-page.tsx')),
})
const places = createRoute({
  getParentRoute: () => desk,
  path: '/stock/places',
  validateSearch: search({ ...listState, archived: oneOf(['true']) }),
  component: page(() => import('./features/stock/place-list.tsx')),
})
const orders = createRoute({
  getParentRoute: () => desk,
  path: '/orders',
  validateSearch: search({
    ...listState,
    state: oneOf(ORDER_STATE_KEYS),
    email: words,
    from: calendarDay,
    to: calendarDay,
  }),
  component: page(() => import('./features/orders/order-list.tsx')),
})
const newOrder = createRoute({
  getParentRoute: () => desk,
  path: '/orders/new',
  component: page(() => import('./features/orders/new-order-page.tsx')),
})
const order = createRoute({
  getParentRoute: () => desk,
  path: '/orders/$id',
  component: page(() => import('./features/orders/order-page.tsx')),
})
const journal = createRoute({
  getParentRoute: () => desk,
  path: '/books',
  validateSearch: search({ ...listState, journal: oneOf(JOURNAL_KEYS), from: calendarDay, to: calendarDay }),
  component: page(() => import('./features/books/journal-list.tsx')),
})
const entry = createRoute({
  getParentRoute: () => desk,
  path: '/books/entries/$id',
  component: page(() => import('./features/books/entry-page.tsx')),
})
const invoices = createRoute({
  getParentRoute: () => desk,
  path: '/books/invoices',
  validateSearch: search({ ...listState, number: words, kind: oneOf(['invoice', 'credit_note']) }),
  component: page(() => import('./features/books/invoice-list.tsx')),
})
const invoice = createRoute({
  getParentRoute: () => desk,
  path: '/books/invoices/$id',
  component: page(() => import('./features/books/invoice-page.tsx')),
})
const trialBalance = createRoute({
  getParentRoute: () => desk,
  path: '/books/trial-balance',
  validateSearch: search({ date: calendarDay }),
  component: page(() => import('./features/books/trial-balance-page.tsx')),
})
const profitAndLoss = createRoute({
  getParentRoute: () => desk,
  path: '/books/profit-and-loss',
  validateSearch: search({ from: calendarDay, to: calendarDay }),
  component: page(() => import('./features/books/profit-and-loss-page.tsx')),
})
const balanceSheet = createRoute({
  getParentRoute: () => desk,
  path: '/books/balance-sheet',
  validateSearch: search({ date: calendarDay }),
  component: page(() => import('./features/books/balance-sheet-page.tsx')),
})
const periods = createRoute({
  getParentRoute: () => desk,
  path: '/books/periods',
  validateSearch: search(listState),
  component: page(() => import('./features/books/period-list.tsx')),
})
const ledger = createRoute({
  getParentRoute: () => desk,
  path: '/books/accounts/$id',
  validateSearch: search({ from: calendarDay, to: calendarDay }),
  component: page(() => import('./features/books/account-page.tsx')),
})
const messages = createRoute({
  getParentRoute: () => desk,
  path: '/messages',
  validateSearch: search({ ...listState, recipient: words, state: oneOf(MESSAGE_STATE_KEYS) }),
  component: page(() => import('./features/messages/message-list.tsx')),
})
const message = createRoute({
  getParentRoute: () => desk,
  path: '/messages/$id',
  component: page(() => import('./features/messages/message-page.tsx')),
})
const members = createRoute({
  getParentRoute: () => desk,
  path: '/people',
  validateSearch: search({ ...listState, role: words }),
  component: page(() => import('./features/people/member-list.tsx')),
})
const invitations = createRoute({
  getParentRoute: () => desk,
  path: '/people/invitations',
  validateSearch: search({ ...listState, state: oneOf(['open', 'accepted', 'revoked', 'expired']) }),
  component: page(() => import('./features/people/invitation-list.tsx')),
})
const roles = createRoute({
  getParentRoute: () => desk,
  path: '/people/roles',
  component: page(() => import('./features/people/role-list.tsx')),
})
const apiKeys = createRoute({
  getParentRoute: () => desk,
  path: '/people/api-keys',
  validateSearch: search({ ...listState, state: oneOf(['active', 'revoked', 'expired']) }),
  component: page(() => import('./features/people/api-key-list.tsx')),
})
const member = createRoute({
  getParentRoute: () => desk,
  path: '/people/members/$id',
  component: page(() => import('./features/people/member-page.tsx')),
})
const role = createRoute({
  getParentRoute: () => desk,
  path: '/people/roles/$id',
  component: page(() => import('./features/people/role-page.tsx')),
})
const apiKey = createRoute({
  getParentRoute: () => desk,
  path: '/people/api-keys/$id',
  component: page(() => import('./features/people/api-key-page.tsx')),
})
const settings = createRoute({
  getParentRoute: () => desk,
  path: '/settings',
  component: page(() => import('./features/settings/settings-page.tsx')),
})

/** Lists that have no page of their own, and their records: all that they show, the server has described. */
const records = createRoute({
  getParentRoute: () => desk,
  path: '/records/$list',
  validateSearch: search({ ...listState, deleted: oneOf(['true']) }),
  component: page(() => import('./features/records/record-list.tsx')),
})
const record = createRoute({
  getParentRoute: () => desk,
  path: '/records/$list/$id',
  component: page(() => import('./features/records/record-page.tsx')),
})
const importing = createRoute({
  getParentRoute: () => desk,
  path: '/import/$list',
  component: page(() => import('./features/imports/import-page.tsx')),
})
const numbers = createRoute({
  getParentRoute: () => desk,
  path: '/settings/numbers',
  component: page(() => import('./features/numbers/numbers-page.tsx')),
})
const passports = createRoute({
  getParentRoute: () => desk,
  path: '/settings/passports',
  component: page(() => import('./features/passports/passports-page.tsx')),
})
const guide = createRoute({
  getParentRoute: () => desk,
  path: '/guide',
  beforeLoad: () => {
    throw redirect({ to: '/guide/$page', params: { page: 'everybody' } })
  },
})
const guidePage = createRoute({
  getParentRoute: () => desk,
  path: '/guide/$page',
  component: page(() => import('./features/guide/guide-page.tsx')),
})

/** What is nowhere is told inside the frame. */
const nowhere = createRoute({ getParentRoute: () => desk, path: '$', component: LostPage })

const routeTree = root.addChildren([
  signIn,
  forgotPassword,
  setPassword,
  join,
  desk.addChildren([
    home,
    account,
    products,
    product,
    tickets,
    board,
    ticket,
    work,
    workCentres,
    token,
    pieces,
    piece,
    recalls,
    newRecall,
    recall,
    watch,
    alerts,
    alert,
    stock,
    moves,
    lots,
    lot,
    places,
    orders,
    newOrder,
    order,
    customers,
    customer,
    messages,
    message,
    journal,
    entry,
    invoices,
    invoice,
    trialBalance,
    profitAndLoss,
    balanceSheet,
    periods,
    ledger,
    audit,
    members,
    member,
    invitations,
    roles,
    role,
    apiKeys,
    apiKey,
    settings,
    records,
    record,
    importing,
    numbers,
    passports,
    guide,
    guidePage,
    nowhere,
  ]),
])

export const createDeskRouter = (client: QueryClient) =>
  createRouter({
    routeTree,
    basepath: '/desk',
    context: { client },
    parseSearch,
    stringifySearch,
    defaultPreload: 'intent',
    defaultPreloadStaleTime: 0,
    defaultPendingMs: 400,
    scrollRestoration: true,
    defaultErrorComponent: BrokenPage,
    defaultNotFoundComponent: LostPage,
  })

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createDeskRouter>
  }
}
