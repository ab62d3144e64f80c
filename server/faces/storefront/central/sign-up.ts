import type { FastifyReply } from 'fastify'
import { z } from 'zod'
import {
  dayMoment,
  type FieldErrors,
  type SignupField,
  type SignupView,
  signupDonePage,
  signupPage,
} from '../../../../storefront/index.ts'
import { dayIn } from '../../../kernel/clock/clock.ts'
import { tenantOrigin } from '../../../kernel/config.ts'
import { Problem } from '../../../kernel/errors/problem.ts'
import { countRequest } from '../../../kernel/http/app.ts'
import { DESK_PATH, MIN_PASSWORD_LENGTH } from '../../../modules/identity/index.ts'
import { dropCookie, readCookie, writeCookie } from '../cookies.ts'
import { readForm } from '../form.ts'
import type { AnswerOf } from '../operations.ts'
import { sendPage } from '../send-page.ts'
import { SIGNUP_ADVICE } from '../texts.ts'
import type { Visit } from '../visit.ts'
import { currencyChoices, timeZoneChoices } from './choices.ts'
import { hostSuffix, TRIAL } from './landing.ts'

export const SIGNED_UP_PATH = '/signup/done'

type Values = SignupView['values']
interface Wrong {
  readonly status: number
  readonly errors: FieldErrors<SignupField>
  readonly problem: string | null
}

function sendForm(visit: Visit, values: Values, wrong?: Wrong): FastifyReply {
  const { config, clock } = visit.kernel
  const view: SignupView = {
    values,
    errors: wrong?.errors ?? {},
    problem: wrong?.problem ?? null,
    currencies: currencyChoices(visit.locale),
    timeZones: timeZoneChoices(clock.now()),
    hostSuffix: hostSuffix(config),
    passwordLengthMin: MIN_PASSWORD_LENGTH,
    trial: TRIAL,
  }
  return sendPage(visit.reply, signupPage(view, visit.central()), {
    status: wrong?.status ?? 200,
    keep: 'never',
    locale: visit.locale,
  })
}

/** The empty form. Who reads Thai keeps books in baht, most likely; the others choose. */
export async function showSignUp(visit: Visit): Promise<FastifyReply> {
  const isThai = visit.locale === 'th'
  return sendForm(visit, {
    name: '',
    slug: '',
    code: '',
    currency: isThai ? 'THB' : '',
    timeZone: isThai ? 'Asia/Bangkok' : '',
    ownerName: '',
    email: '',
  })
}

/** Opens the workshop, then leads to the page that says so. */
export async function signUp(visit: Visit): Promise<FastifyReply> {
  const { kernel, reply, request } = visit
  const form = readForm(request.body)
  const values: Values = {
    name: form.text('name'),
    slug: form.text('slug'),
    code: form.text('code'),
    currency: form.text('currency'),
    timeZone: form.text('timeZone'),
    ownerName: form.text('ownerName'),
    email: form.text('email'),
  }
  let opened: AnswerOf<'tenancy.workshop.sign_up'>
  try {
    const { limit } = kernel.operation('tenancy.workshop.sign_up')
    if (limit) await countRequest(kernel, limit, request.ip, reply)
    // A choice that was not made is refused like any other that is none.
    const currency = values.currency as 'THB'
    opened = await visit.run('tenancy.workshop.sign_up', {
      ...values,
      currency,
      password: form.exact('password'),
      locale: visit.locale,
    })
  } catch (error) {
    if (!(error instanceof Problem) || error.status >= 500) throw error
    reply.headers(error.headers)
    return sendForm(visit, values, wrongOf(error, visit))
  }
  const note: Opened = { slug: opened.slug, email: opened.owner.email, until: opened.trial.endsAt }
  writeCookie(kernel.config, reply, 'opened', Buffer.from(JSON.stringify(note)).toString('base64url'))
  return reply.header('cache-control', 'no-store').redirect(SIGNED_UP_PATH, 303)
}

/** To which field a refusal belongs. */
const FIELD_OF: Readonly<Record<string, SignupField>> = {
  'tenancy.slug_taken': 'slug',
  'tenancy.slug_reserved': 'slug',
  'tenancy.code_taken': 'code',
  'identity.password_weak': 'password',
  'identity.email_taken': 'email',
}

function wrongOf(problem: Problem, { locale, request }: Visit): Wrong {
  const { status } = problem
  if (problem.code === 'request.malformed') {
    const errors: Partial<Record<SignupField, string>> = {}
    for (const { field } of problem.errors ?? []) {
      if (Object.hasOwn(SIGNUP_ADVICE, field))
        errors[field as SignupField] = SIGNUP_ADVICE[field as SignupField][locale]
    }
    if (Object.keys(errors).length > 0) return { status: 422, errors, problem: null }
  }
  const { detail } = problem.toDocument(locale, request.id)
  const field = FIELD_OF[problem.code]
  if (field === undefined) return { status, errors: {}, problem: detail }
  return { status, errors: { [field]: detail }, problem: null }
}

/** What the next page needs to know; kept by the visitor's browser for an hour, since nobody else should see it. */
const opened = z.object({ slug: z.string().max(63), email: z.string().max(320), until: z.iso.datetime() })
type Opened = z.output<typeof opened>

function readOpened(value: string | undefined): Opened | undefined {
  if (value === undefined) return undefined
  try {
    return opened.safeParse(JSON.parse(Buffer.from(value, 'base64url').toString('utf8'))).data
  } catch {
    return undefined
  }
}

/** Says that the workshop is open, and where. */
export async function showSignedUp(visit: Visit): Promise<FastifyReply> {
  const { kernel, reply } = visit
  const note = readOpened(readCookie(kernel.config, visit.request, 'opened'))
  const tenant = note && (await kernel.tenants.bySlug(note.slug))
  if (!note || !tenant) {
    dropCookie(kernel.config, reply, 'opened')
    return reply.header('cache-control', 'no-store').redirect('/signup', 303)
  }
  const origin = tenantOrigin(kernel.config, tenant.slug)
  const view = {
    name: tenant.name,
    code: tenant.code,
    email: note.email,
    deskUrl: `${origin}${DESK_PATH}/`,
    shopUrl: `${origin}/shop`,
    trial: { plan: TRIAL.plan, until: dayMoment(dayIn(tenant.timeZone, new Date(note.until)), visit.locale) },
  }
  return sendPage(reply, signupDonePage(view, visit.central()), { keep: 'never', locale: visit.locale })
}
