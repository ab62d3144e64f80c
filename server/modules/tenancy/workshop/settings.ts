import { z } from 'zod'
import type { TenantContext } from '../../../kernel/command/context.ts'
import { command, query } from '../../../kernel/command/operation.ts'
import { sql } from '../../../kernel/db/sql.ts'
import { fail as kernelFail } from '../../../kernel/errors/kernel-errors.ts'
import { changedFields } from '../../../kernel/resource/resource.ts'
import { action, allowed, id, line, moment, refused } from '../../../kernel/wire.ts'
import { address, locale, timeZone } from './workshop-rules.ts'

const settings = z.object({
  id,
  code: z.string(),
  slug: z.string(),
  name: z.string(),
  legalName: z.string().nullable(),
  taxId: z.string().nullable(),
  address: address.nullable(),
  timeZone: z.string(),
  currency: z.string(),
  locale,
  pricesIncludeTax: z.boolean(),
  status: z.enum(['trialing', 'active', 'past_due', 'suspended', 'cancelled']),
  plan: z.string(),
  trialEndsAt: moment.nullable(),
  version: z.int(),
  actions: z.object({ update: action, change_currency: action }),
})

interface Row {
  id: string
  code: string
  slug: string
  name: string
  legal_name: string | null
  tax_id: string | null
  address: z.output<typeof address> | null
  time_zone: string
  currency: string
  locale: z.output<typeof locale>
  prices_include_tax: boolean
  status: z.output<typeof settings>['status']
  plan: string
  trial_ends_at: Date | null
  version: bigint
}

const columns = sql.trusted(
  `id, code, slug, name, legal_name, tax_id, address, time_zone, currency, locale, prices_include_tax, status, plan,
   trial_ends_at, version`,
)

const shown = (ctx: TenantContext, row: Row): z.output<typeof settings> => ({
  id: row.id,
  code: row.code,
  slug: row.slug,
  name: row.name,
  legalName: row.legal_name,
  taxId: row.tax_id,
  address: row.address,
  timeZone: row.time_zone,
  currency: row.currency,
  locale: row.locale,
  pricesIncludeTax: row.prices_include_tax,
  status: row.status,
  plan: row.plan,
  trialEndsAt: row.trial_ends_at?.toISOString() ?? null,
  version: Number(row.version),
  actions: {
    update: ctx.principal.permissions.has('tenancy.workshop.update') ? allowed : refused('auth.forbidden'),
    change_currency: refused('tenancy.currency_fixed'),
  },
})

/** Without the fields that were left out: null clears one, nothing leaves it as it is. */
const definedOf = <T extends object>(fields: T) =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>
  }

export const getWorkshop = query({
  name: 'tenancy.workshop.get',
  anyMember: 'every screen needs the name, time zone and currency of the workshop, whatever the role',
  whenSuspended: 'the desk has to say in what state the workshop is',
  summary: 'The settings of the workshop',
  route: 'GET /workshop/settings',
  input: z.object({}),
  output: settings,
  example: {},
  async run(ctx) {
    const row = await ctx.tx.one<Row>(sql`select ${columns} from tenant where id = ${ctx.tenant.id}::uuid`)
    return shown(ctx, row)
  },
})

export const getWorkshopBrief = query({
  name: 'tenancy.workshop.brief',
  public:
    'who is about to sign in or to buy must see where they are; nothing more than the shop window shows',
  whenSuspended: 'signing in still works, and its page needs the name',
  summary: 'The name, language and currency of the workshop, for pages before the sign-in',
  route: 'GET /workshop',
  input: z.object({}),
  output: z.object({
    code: z.string(),
    slug: z.string(),
    name: z.string(),
    locale,
    currency: z.string(),
    timeZone: z.string(),
  }),
  example: {},
  async run(ctx) {
    const { code, slug, name, locale, currency, timeZone } = ctx.tenant
    return { code, slug, name, locale, currency, timeZone }
  },
})

export const updateWorkshop = command({
  name: 'tenancy.workshop.update',
  summary: 'Change the settings of the workshop',
  description:
    'Fields that are left out stay; null clears one. `version` is the one that was read: if somebody changed the settings meanwhile, nothing happens. Other processes follow within five seconds.',
  route: 'PATCH /workshop/settings',
  errors: ['conflict.version'],
  input: z.object({
    version: z.int().min(1),
    name: line(120).optional(),
    legalName: line(200).nullable().optional(),
    taxId: line(40).nullable().optional(),
    address: address.nullable().optional(),
    timeZone: timeZone.optional(),
    locale: locale.optional(),
    pricesIncludeTax: z.boolean().optional(),
  }),
  output: settings,
  example: {
    version: 1,
    legalName: 'Maison Atelier Co., Ltd.',
    taxId: '0105599000141',
    address: {
      line1: '118/4 Soi Charoen Krung 36',
      line2: 'Bang Rak',
      city: 'Bangkok',
      postalCode: '10500',
      country: 'TH',
    },
  },
  async run(ctx, input) {
    const { version, ...changes } = input
    const before = await ctx.tx.one<Row>(
      sql`select ${columns} from tenant where id = ${ctx.tenant.id}::uuid for update`,
    )
    if (before.version !== BigInt(version)) throw kernelFail('conflict.version')
    const old = shown(ctx, before)
    const next = { ...old, ...definedOf(changes) }
    const after = await ctx.tx.one<Row>(
      sql`update tenant set name = ${next.name}, legal_name = ${next.legalName}, tax_id = ${next.taxId},
            address = ${next.address === null ? null : JSON.stringify(next.address)}::jsonb, time_zone = ${next.timeZone},
            locale = ${next.locale}, prices_include_tax = ${next.pricesIncludeTax},
            updated_at = ${ctx.now}::timestamptz, version = version + 1
          where id = ${ctx.tenant.id}::uuid returning ${columns}`,
    )
    const saved = shown(ctx, after)
    ctx.audit({
      entity: 'workshop',
      id: ctx.tenant.id,
      label: next.name,
      changes: changedFields(old, saved),
    })
    ctx.afterCommit(() => {
      ctx.kernel.tenants.forget()
      ctx.kernel.authenticator.forget()
    })
    return saved
  },
})
