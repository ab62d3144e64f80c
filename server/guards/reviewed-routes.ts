import type { Route } from './routes.ts'

/** What the answers of a route that is no operation depend on, and so who may see what. */
interface Reviewed {
  /**
   * `anybody`: the same for everybody, nothing of a workshop; `workshop`: what a workshop shows in public, on its own host; `buyer`: asks for the token of a cart or order;
   * `makers`: what all makers show in public, on every host; `person`: only of the person whose session, password or code
   * comes with it; `member`: asks for a permission itself; `sender`: asks for a signature; `staff`: platform staff on the
   * central host; `machine`: the machine itself.
   */
  readonly reach:
    | 'anybody'
    | 'workshop'
    | 'buyer'
    | 'makers'
    | 'person'
    | 'member'
    | 'sender'
    | 'staff'
    | 'machine'
  readonly reason: string
}

const health = { reach: 'anybody', reason: 'whether a part answers, for what watches over it' } as const
const account = {
  reach: 'person',
  reason: 'sessions, passwords and codes; each checks what it is given',
} as const
const figures = { reach: 'staff', reason: 'figures over all workshops' } as const
const shop = {
  reach: 'workshop',
  reason: 'the shop window, the same for everybody on the workshop’s host',
} as const
const cart = { reach: 'buyer', reason: 'a buyer’s own cart, by the cookie that carries its token' } as const
const mailed = { reach: 'person', reason: 'what a mailed link is about, by its token' } as const
const pieces = {
  reach: 'person',
  reason: 'an owner’s own pieces, by the cookie of their mailed link',
} as const
const central = { reach: 'anybody', reason: 'pages of the platform, for who has no account yet' } as const
const asset = {
  reach: 'anybody',
  reason: 'style, script and icon of the pages, files of the program',
} as const
const verdict = {
  reach: 'makers',
  reason: 'whether a piece is real, which anybody may ask anywhere',
} as const

const told = {
  reach: 'makers',
  reason: 'what makers have published of their pieces, and the keys that say it was them',
} as const

/** Addresses of the EPCIS binding, which say by OPTIONS what they can. */
const EPCIS = [
  ...['capture', 'capture/:', 'events', 'events/:', 'epcs/:/events', 'serials/:', 'lots/:', 'lots/:/classes'],
  ...['queries', 'queries/:', 'queries/:/events'],
  ...['eventTypes', 'bizSteps', 'dispositions', 'readPoints', 'bizLocations'].flatMap((resource) => [
    resource,
    `${resource}/:/events`,
  ]),
]
const binding = {
  reach: 'anybody',
  reason: 'versions and limits of the EPCIS binding, the same for all',
} as const

/** Every route that is no operation, looked at one by one. A new one is added here with its reason, or the guard fails. */
export const REVIEWED_ROUTES: Readonly<Record<Route, Reviewed>> = {
  'GET /health': health,
  'GET /health/db': health,
  'GET /health/queue': health,
  'GET /health/registry': health,
  'GET /health/storage': health,
  'GET /api/health': health,
  'GET /api/health/db': health,
  'GET /api/health/queue': health,
  'GET /api/health/registry': health,
  'GET /api/health/storage': health,
  'GET /metrics': {
    reach: 'machine',
    reason: 'numbers of the whole installation, for what scrapes beside it',
  },
  'GET /api/v1/live': {
    reach: 'person',
    reason:
      'a WebSocket that tells whose session or key comes with it what changed; live.test.ts looks at it',
  },
  'GET /api/v1/openapi.json': { reach: 'anybody', reason: 'the document that the API is built from' },
  'GET /api/v1/reference': { reach: 'anybody', reason: 'the same document, for people' },
  'GET /api/v1/reference.js': {
    reach: 'anybody',
    reason: 'the script of the reference, a file of the program',
  },

  ...(Object.fromEntries(EPCIS.map((path) => [`OPTIONS /api/v1/epcis/${path}`, binding])) as Record<
    Route,
    Reviewed
  >),

  'POST /api/auth/sign-in/email': account,
  'POST /api/auth/sign-out': account,
  'GET /api/auth/get-session': account,
  'POST /api/auth/change-password': account,
  'POST /api/auth/request-password-reset': account,
  'POST /api/auth/reset-password': account,
  'POST /api/auth/two-factor/enable': account,
  'POST /api/auth/two-factor/disable': account,
  'POST /api/auth/two-factor/verify-totp': account,
  'POST /api/auth/two-factor/verify-backup-code': account,
  'POST /api/auth/two-factor/generate-backup-codes': account,

  'GET /api/public/serial/verify': verdict,
  'GET /api/public/serial/verify*': verdict,
  'OPTIONS /api/public/serial/verify*': verdict,
  'GET /v': verdict,
  'GET /verify': verdict,
  'GET /v/:': verdict,
  'GET /v/:/:': verdict,

  'GET /p': { reach: 'makers', reason: 'the form to type a number, for whoever has a key of its maker' },
  'GET /p/:/:': {
    reach: 'makers',
    reason:
      'what makers have published of their pieces; with a key of the maker, by header or cookie, what it tells authorities',
  },
  'GET /makers/:/did.json': told,
  'GET /makers/:/logo/:': told,
  'GET /makers/:/status/:': told,
  'GET /.well-known/did.json': told,
  'GET /voc/passport/v1': { reach: 'anybody', reason: 'where the words of passports are, the same for all' },
  'GET /01/:': verdict,
  'GET /01/:*': verdict,
  'OPTIONS /01/:': verdict,
  'OPTIONS /01/:*': verdict,
  'GET /.well-known/gs1resolver': {
    reach: 'anybody',
    reason: 'what the resolver of GS1 links can do, the same everywhere',
  },

  'GET /api/platform/serials/metrics/summary': figures,
  'GET /api/platform/serials/metrics/generation-rate': figures,
  'GET /api/platform/serials/metrics/link-health': figures,
  'GET /api/platform/serials/metrics/errors': figures,
  'GET /platform/serials': figures,
  'POST /platform/serials/retry': figures,
  'POST /platform/serials/links/:/retry': figures,
  'POST /platform/serials/gtins': { reach: 'staff', reason: 'gives a GTIN to another workshop' },
  'POST /api/platform/gtins/transfer': { reach: 'staff', reason: 'the same for programs' },
  'GET /platform/serials/console.css': asset,
  'GET /platform/serials/console.js': asset,

  'GET /': { reach: 'workshop', reason: 'leads to the shop; on the central host the page of the platform' },
  'GET /robots.txt': asset,
  'GET /icon.svg': asset,
  'GET /favicon.ico': asset,
  'GET /shop-assets/:': asset,
  'GET /*': { reach: 'anybody', reason: 'says that there is nothing, with a page for people' },
  'GET /signup': central,
  'POST /signup': central,
  'GET /signup/done': { reach: 'person', reason: 'what the visitor’s own cookie says of the sign-up' },
  'GET /signin': { reach: 'anybody', reason: 'leads to the desk of the workshop that was typed' },
  'GET /shop': shop,
  'GET /shop/:': shop,
  'GET /cart': cart,
  'POST /cart/lines': cart,
  'POST /cart/lines/:': cart,
  'GET /checkout': cart,
  'POST /checkout': cart,
  'GET /orders/:': cart,
  'GET /claim': shop,
  'POST /claim': {
    reach: 'workshop',
    reason: 'asks for a piece by its code; the answer is the same whatever the code',
  },
  'GET /claim/confirm': mailed,
  'POST /claim/confirm': mailed,
  'GET /my-pieces': pieces,
  'POST /my-pieces': {
    reach: 'workshop',
    reason: 'asks for the link to one’s pieces; the answer is the same whatever the address',
  },
  'POST /my-pieces/leave': pieces,
  'POST /my-pieces/erase': pieces,
  'GET /my-pieces/:': pieces,
  'GET /my-pieces/:/passport': pieces,
  'POST /my-pieces/:/transfer': pieces,
  'POST /my-pieces/:/transfer/cancel': pieces,
  'POST /my-pieces/:/stolen': pieces,
  'POST /my-pieces/:/found': pieces,
  'GET /my-pieces/:/photos/:': pieces,
  'POST /api/webhooks/payments/:': { reach: 'sender', reason: 'what a provider tells, by its signature' },
  'GET /files/:': { reach: 'workshop', reason: 'public pictures; the rest for members with documents.read' },
  'GET /desk': { reach: 'anybody', reason: 'the page of the back office, a file of the program' },
  'GET /desk*': { reach: 'anybody', reason: 'the same page and the files it is made of' },
  'GET /desk/:': { reach: 'anybody', reason: 'files that the page is made of' },
  'GET /desk/pictures/:': { reach: 'member', reason: 'leads to the picture of a product' },
}
