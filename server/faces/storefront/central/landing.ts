import type { FastifyReply } from 'fastify'
import { type LandingView, landingPage } from '../../../../storefront/index.ts'
import { type Config, publicOrigin, tenantOrigin } from '../../../kernel/config.ts'
import { DESK_PATH } from '../../../modules/identity/index.ts'
import { TRIAL_DAYS, TRIAL_PLAN } from '../../../modules/tenancy/index.ts'
import { readForm } from '../form.ts'
import { sendPage } from '../send-page.ts'
import { noSuchWorkshop } from '../texts.ts'
import type { Visit } from '../visit.ts'

/** What follows the name in a workshop's address, as `.localhost:3000`. */
export const hostSuffix = ({ baseDomain, publicPort }: Config): string =>
  `.${baseDomain}${publicPort === null ? '' : `:${publicPort}`}`

/** The trial that every new workshop begins with. */
export const TRIAL = {
  days: TRIAL_DAYS,
  plan: TRIAL_PLAN.charAt(0).toUpperCase() + TRIAL_PLAN.slice(1),
} as const

function sendLanding(visit: Visit, signIn: LandingView['signIn'], status: number): FastifyReply {
  const { config } = visit.kernel
  const view: LandingView = { signUpOpen: true, trial: TRIAL, hostSuffix: hostSuffix(config), signIn }
  return sendPage(visit.reply, landingPage(view, visit.central('/')), {
    status,
    keep: status === 200 ? 'shop' : 'never',
    locale: visit.locale,
    // The form to sign in leads on to the desk of the workshop, on its own host.
    formTargets: [publicOrigin(config, `*.${config.baseDomain}`)],
  })
}

export const showLanding = async (visit: Visit): Promise<FastifyReply> =>
  sendLanding(visit, { slug: '', error: null }, 200)

/** Leads to the desk of the workshop that was typed, by the first part of its address or the whole of it. */
export async function signIn(visit: Visit): Promise<FastifyReply> {
  const { config, tenants } = visit.kernel
  const typed = readForm(visit.request.query).text('workshop').slice(0, 200)
  const slug = typed
    .toLowerCase()
    .replace(/^https?:\/\//, '')
    .replace(/\/.*$/, '')
    .replace(hostSuffix(config), '')
  const tenant = slug === '' ? undefined : await tenants.bySlug(slug)
  if (!tenant) return sendLanding(visit, { slug: typed, error: noSuchWorkshop(visit.locale) }, 404)
  return visit.reply
    .header('cache-control', 'no-store')
    .redirect(`${tenantOrigin(config, tenant.slug)}${DESK_PATH}/`, 303)
}
