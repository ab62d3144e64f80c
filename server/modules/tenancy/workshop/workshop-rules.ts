import { z } from 'zod'
import { CURRENCY_CODES } from '../../../../shared/currency.ts'
import { isTimeZone } from '../../../kernel/clock/clock.ts'
import { line } from '../../../kernel/wire.ts'

/**
 * Addresses that no workshop gets: names that a person would take for the installation itself, or that other programs
 * expect to find below a domain.
 */
const RESERVED = new Set(
  `about abuse account accounts admin administrator api app apps assets auth autoconfig autodiscover billing blog
   careers cdn central console contact css dashboard demo desk dev developer developers docs download downloads
   email example feed files floor ftp git graphql grafana health help helpdesk home host hostmaster id identity
   images imap img info internal invite join js legal live local localhost localdomain login logout mail mailer
   mcp media me metrics mx news no-reply noc noreply ns ns1 ns2 ns3 ns4 oauth offline ok ops owner partner
   partners pay payment payments platform pop pop3 postmaster press pricing privacy prometheus public register
   registry root sales search secure security server service settings setup shop sign-in sign-up signin signout
   signup smtp ssl staging static stats status storage store storefront support sysadmin system team test tests
   tls tools touchmark trust upload uploads user users v verify web webhook webhooks webmail webmaster wpad www
   www1 www2`.split(/\s+/),
)

export const isReserved = (slug: string): boolean => RESERVED.has(slug)

/** The first part of a workshop's host name: one label of DNS, beginning with a letter. */
export const slug = z
  .string()
  .trim()
  .toLowerCase()
  .regex(
    /^[a-z][a-z0-9-]{1,61}[a-z0-9]$/,
    '3 to 63 of a to z, 0 to 9 and -, beginning with a letter, not ending with -',
  )
  .refine((text) => !text.startsWith('xn--'), 'must not begin with xn--')
  .meta({ description: 'First part of the workshop’s host name', examples: ['maison-atelier'] })

/** What every serial of the workshop begins with; it never changes. */
export const code = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^[A-Z0-9]{2,6}$/, '2 to 6 of A to Z and 0 to 9')
  .meta({ description: 'Every serial begins with it; it never changes', examples: ['MA01'] })

export const workshopCurrency = z
  .enum(CURRENCY_CODES)
  .meta({ description: 'ISO 4217; the books are kept in it', examples: ['THB'] })

export const timeZone = z
  .string()
  .max(64)
  .refine((name) => /^[A-Za-z]/.test(name) && isTimeZone(name), 'an IANA time zone, such as Asia/Bangkok')
  .meta({ description: 'IANA name; decides what "today" means', examples: ['Asia/Bangkok'] })

export const locale = z.enum(['en', 'th'])

export const address = z
  .strictObject({
    line1: line(200).optional(),
    line2: line(200).optional(),
    city: line(120).optional(),
    region: line(120).optional(),
    postalCode: line(20).optional(),
    country: z
      .string()
      .regex(/^[A-Z]{2}$/, 'two capital letters, such as TH')
      .optional()
      .meta({ description: 'ISO 3166-1 alpha-2' }),
  })
  .meta({ description: 'Postal address, as it stands on documents' })

/** What opening a workshop takes, besides its owner. */
export const workshopFields = {
  name: line(120),
  slug,
  code,
  currency: workshopCurrency,
  timeZone,
  locale: locale.default('en'),
}
