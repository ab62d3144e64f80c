import type { Kernel } from '../../../kernel/kernel.ts'
import { serialLink } from '../../serials/index.ts'
import { type JsonObject, secure } from '../credential/data-integrity.ts'
import { didOf, methodOf } from '../credential/did.ts'
import { signingKeys } from '../credential/signing-keys.ts'
import { encodeList, placeInList } from '../credential/status-list.ts'
import type { Audience } from '../fields.ts'
import type { PassportContent, Worded } from './read-passport.ts'

const VC = 'https://www.w3.org/ns/credentials/v2'

/** Where a passport, and the workshop's identity and status lists, are found: on the central host. */
export const passportUrl = (kernel: Kernel, makerCode: string, compact: string): string =>
  `${kernel.config.publicUrl}/p/${encodeURIComponent(makerCode)}/${encodeURIComponent(compact)}`
export const statusListUrl = (kernel: Kernel, makerCode: string, list: number): string =>
  `${kernel.config.publicUrl}/makers/${encodeURIComponent(makerCode)}/status/${list}`

/** What is told to some says more than what is told to all: it is another credential, of the same bit in the status list. */
const credentialId = (kernel: Kernel, makerCode: string, compact: string, audience: Audience): string =>
  passportUrl(kernel, makerCode, compact) + (audience === 'public' ? '' : `#${audience}`)

/** Whole seconds: what a proof is created at has no fractions. */
const seconds = (at: Date): string => `${at.toISOString().slice(0, 19)}Z`

const language = (text: Worded): JsonObject | string =>
  text.th === null ? text.en : { en: text.en, th: text.th }

/** What a passport says, as JSON-LD about the piece. */
export function subjectOf(
  kernel: Kernel,
  maker: { code: string; name: string },
  piece: { compact: string; human: string },
  content: PassportContent,
): JsonObject {
  const { product, description, place, operations, materials, care, repair, carbonKg, recycledPercent } =
    content
  return {
    id: serialLink(kernel.config, {
      makerCode: maker.code,
      compact: piece.compact,
      kind: 'standard',
      gtin: product.gtin,
    }),
    type: 'Piece',
    serial: piece.human,
    maker: { id: didOf(kernel, maker.code), name: maker.name },
    product: {
      sku: product.sku,
      name: language(product.name),
      ...(product.gtin === null ? {} : { gtin: product.gtin }),
    },
    ...(description ? { productDescription: language(description) } : {}),
    ...(content.madeOn ? { madeOn: content.madeOn } : {}),
    ...(place ? { place: language(place) } : {}),
    ...(content.people ? { madeBy: [...content.people] } : {}),
    ...(operations
      ? {
          operations: operations.map((one) => ({
            name: language(one.name),
            ...(one.completedOn === null ? {} : { completedOn: one.completedOn }),
          })),
        }
      : {}),
    ...(materials
      ? {
          materials: materials.map((one) => ({
            name: language(one.name),
            quantity: one.quantity,
            unit: one.unit,
            ...(one.lot === undefined ? {} : { lot: one.lot }),
          })),
        }
      : {}),
    ...(content.certificates
      ? {
          certificates: content.certificates.map((one) => ({
            name: one.name,
            ...(one.issuer === null ? {} : { issuedBy: one.issuer }),
            ...(one.url === null ? {} : { url: one.url }),
          })),
        }
      : {}),
    ...(care ? { care: language(care) } : {}),
    ...(repair ? { repair: language(repair) } : {}),
    ...(carbonKg ? { carbonFootprintKgCo2e: carbonKg } : {}),
    ...(recycledPercent ? { recycledContentPercent: recycledPercent } : {}),
  }
}

/**
 * Where the words of a passport are explained, which are not of the credentials' own vocabulary. An address and not an object in its
 * place: verifiers compare the contexts of document and proof one by one, and some take objects for different that say the same.
 */
export const CONTEXT_PATH = '/voc/passport/v1'
export const contextDocument = (kernel: Kernel) => ({
  '@context': { '@vocab': `${kernel.config.publicUrl}/voc/` },
})
const contextOf = (kernel: Kernel) => [VC, kernel.config.publicUrl + CONTEXT_PATH]

/** The passport as a Verifiable Credential 2.0, signed by the workshop's current key. */
export function passportCredential(
  kernel: Kernel,
  maker: { code: string; name: string },
  piece: { compact: string; human: string },
  content: PassportContent,
  issue: { issuedAt: Date; statusIndex: number; now: Date; audience?: Audience },
): JsonObject {
  const did = didOf(kernel, maker.code)
  const { list, position } = placeInList(issue.statusIndex)
  const listUrl = statusListUrl(kernel, maker.code, list)
  const document: JsonObject = {
    '@context': contextOf(kernel),
    id: credentialId(kernel, maker.code, piece.compact, issue.audience ?? 'public'),
    type: ['VerifiableCredential', 'ProductPassport'],
    issuer: { id: did, name: maker.name },
    validFrom: seconds(issue.issuedAt),
    credentialSubject: subjectOf(kernel, maker, piece, content),
    credentialStatus: {
      id: `${listUrl}#${position}`,
      type: 'BitstringStatusListEntry',
      statusPurpose: 'revocation',
      statusListIndex: String(position),
      statusListCredential: listUrl,
    },
  }
  return signed(kernel, maker.code, document, issue.now)
}

/** A status list as a credential. */
export function statusListCredential(
  kernel: Kernel,
  maker: { code: string; name: string },
  list: number,
  revoked: readonly number[],
  now: Date,
): JsonObject {
  const url = statusListUrl(kernel, maker.code, list)
  return signed(
    kernel,
    maker.code,
    {
      '@context': [VC],
      id: url,
      type: ['VerifiableCredential', 'BitstringStatusListCredential'],
      issuer: { id: didOf(kernel, maker.code), name: maker.name },
      validFrom: seconds(now),
      credentialSubject: {
        id: `${url}#list`,
        type: 'BitstringStatusList',
        statusPurpose: 'revocation',
        encodedList: encodeList(revoked),
      },
    },
    now,
  )
}

function signed(kernel: Kernel, makerCode: string, document: JsonObject, now: Date): JsonObject {
  const [key] = signingKeys(kernel, makerCode)
  const verificationMethod = methodOf(didOf(kernel, makerCode), key.multibase)
  return secure(document, { created: seconds(now), verificationMethod }, key.privateKey)
}
