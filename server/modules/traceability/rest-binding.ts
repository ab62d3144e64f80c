import { z } from 'zod'
import type { TenantContext } from '../../kernel/command/context.ts'
import { fail } from './errors.ts'
import { Identifiers } from './event/identifiers.ts'
import { PREFIX } from './own-events/own-event.ts'

/** The versions that the REST binding speaks of in headers. */
export const VERSION = '2.0.0'
const CONTEXT = 'https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld'

const header = z.string().max(200).optional()
/** Headers of the REST binding that a request may have. */
export const versionFields = {
  accept: z.string().max(1000).optional().meta({ description: 'application/ld+json or application/json' }),
  epcisVersion: header.meta({ description: 'GS1-EPCIS-Version: 2.0' }),
  epcisMin: header,
  epcisMax: header,
  cbvVersion: header,
}
export const versionHeaders = {
  accept: 'accept',
  epcisVersion: 'gs1-epcis-version',
  epcisMin: 'gs1-epcis-min',
  epcisMax: 'gs1-epcis-max',
  cbvVersion: 'gs1-cbv-version',
} as const
export const VERSION_ERRORS = ['traceability.version_unsupported'] as const

type Asked = { [K in keyof typeof versionFields]?: string | undefined }

const major = (text: string | undefined): number | undefined => {
  const number = Number.parseFloat(text ?? '')
  return Number.isNaN(number) ? undefined : number
}

/** Refuses what asks for another version, and says in the answer which one it is. */
export function speak(ctx: TenantContext, asked: Asked): void {
  const wanted = [asked.epcisVersion, asked.cbvVersion].map(major)
  const min = major(asked.epcisMin)
  const max = major(asked.epcisMax)
  if (wanted.some((one) => one !== undefined && one !== 2) || (min ?? 0) > 2 || (max ?? 2) < 2)
    throw fail('traceability.version_unsupported')
  ctx.answerHeader('gs1-epcis-version', VERSION)
  ctx.answerHeader('gs1-cbv-version', VERSION)
  ctx.answerHeader('gs1-epcis-min', VERSION)
  ctx.answerHeader('gs1-epcis-max', VERSION)
  ctx.answerHeader('gs1-epc-format', 'Always_GS1_Digital_Link')
  ctx.answerHeader('vary', 'Accept')
  if (/application\/ld\+json/i.test(asked.accept ?? ''))
    ctx.answerHeader('content-type', 'application/ld+json; charset=utf-8')
}

/** The `@context` of documents with our own events in them. */
export const contextOf = (ctx: TenantContext): (string | object)[] => [
  CONTEXT,
  { [PREFIX]: new Identifiers(ctx.kernel.config, ctx.tenant).vocabulary },
]
