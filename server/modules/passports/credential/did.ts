import type { Kernel } from '../../../kernel/kernel.ts'
import { signingKeys } from './signing-keys.ts'

/**
 * The workshop's identity, below the central host: `did:web:touchmark.example:makers:MA01`. Its code never changes, and the central
 * host outlives a workshop's own domain.
 */
export const didOf = (kernel: Kernel, tenantCode: string): string =>
  `${didOfOrigin(kernel.config.publicUrl)}:makers:${tenantCode}`

/** `did:web` of a host; a port is written with its colon escaped. */
export const didOfOrigin = (origin: string): string => `did:web:${encodeURIComponent(new URL(origin).host)}`

export const methodOf = (did: string, multibase: string): string => `${did}#${multibase}`

/** The document of a DID of this workshop: every key that may have signed something of it. */
export function didDocument(kernel: Kernel, tenantCode: string, did: string, alsoKnownAs: readonly string[]) {
  const methods = signingKeys(kernel, tenantCode).map((key) => ({
    id: methodOf(did, key.multibase),
    type: 'Multikey',
    controller: did,
    publicKeyMultibase: key.multibase,
  }))
  return {
    '@context': ['https://www.w3.org/ns/did/v1', 'https://w3id.org/security/multikey/v1'],
    id: did,
    ...(alsoKnownAs.length > 0 ? { alsoKnownAs } : {}),
    verificationMethod: methods,
    assertionMethod: methods.map((method) => method.id),
  }
}
