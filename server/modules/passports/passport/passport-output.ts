import { z } from 'zod'
import type { Kernel } from '../../../kernel/kernel.ts'
import { AUDIENCES, type Audience } from '../fields.ts'
import { passportCredential, subjectOf } from './credential.ts'
import type { PassportContent, PieceFacts } from './read-passport.ts'
import { contentFor } from './read-passport.ts'

const worded = z.object({ en: z.string(), th: z.string().nullable() })

/** What a passport says, in JSON. What an audience may not see is not there. */
export const contentOutput = z.object({
  product: z.object({ sku: z.string(), name: worded, gtin: z.string().nullable() }),
  description: worded.optional(),
  madeOn: z.string().optional(),
  place: worded.optional(),
  people: z.array(z.string()).optional(),
  operations: z.array(z.object({ name: worded, completedOn: z.string().nullable() })).optional(),
  materials: z
    .array(z.object({ name: worded, quantity: z.string(), unit: z.string(), lot: z.string().optional() }))
    .optional(),
  certificates: z
    .array(z.object({ name: z.string(), issuer: z.string().nullable(), url: z.string().nullable() }))
    .optional(),
  care: worded.optional(),
  repair: worded.optional(),
  carbonKg: z.string().optional(),
  recycledPercent: z.string().optional(),
})

export const jsonLdOutput = z.looseObject({ '@context': z.record(z.string(), z.string()) })

/** A passport that was issued, as an audience beyond the public sees it: what is said, as JSON-LD, and signed. */
export const audienceOutput = z.object({
  serial: z.string(),
  compact: z.string(),
  audience: z.enum(AUDIENCES),
  revoked: z.boolean(),
  content: contentOutput,
  jsonLd: jsonLdOutput,
  credential: z.looseObject({ '@context': z.array(z.string()) }).meta({ description: 'application/vc' }),
})

/** The JSON-LD of what a passport says. */
export const jsonLdOf = (
  kernel: Kernel,
  maker: { code: string; name: string },
  piece: { compact: string; human: string },
  content: PassportContent,
) => ({
  '@context': { '@vocab': `${kernel.config.publicUrl}/voc/` },
  ...subjectOf(kernel, maker, piece, content),
})

export interface Issued {
  readonly statusIndex: number
  readonly issuedAt: Date
  readonly revokedAt: Date | null
}

/** An issued passport for one audience, signed for it now: what others see is not in it. */
export function forAudience(
  kernel: Kernel,
  maker: { code: string; name: string },
  piece: PieceFacts,
  issued: Issued,
  audience: Audience,
  now: Date,
): z.input<typeof audienceOutput> {
  const content = contentFor(audience, piece)
  const { issuedAt, statusIndex } = issued
  return {
    serial: piece.human,
    compact: piece.compact,
    audience,
    revoked: issued.revokedAt !== null,
    content: content as z.input<typeof contentOutput>,
    jsonLd: {
      ...jsonLdOf(kernel, maker, piece, content),
      ...(issued.revokedAt === null ? {} : { revoked: true }),
    } as z.input<typeof jsonLdOutput>,
    credential: passportCredential(kernel, maker, piece, content, {
      ...{ issuedAt, statusIndex, now, audience },
    }) as { '@context': string[] },
  }
}
