import { createHash, createPublicKey, type KeyObject, sign, verify } from 'node:crypto'
import { decodeBase58, encodeBase58 } from '../../../../shared/credential/base58.ts'
import { canonicalJson, type Json } from '../../../../shared/credential/jcs.ts'

// The cryptosuite eddsa-jcs-2022 of "Data Integrity EdDSA Cryptosuites v1.0", section 3.3.

export type JsonObject = { readonly [key: string]: Json | undefined }

export interface ProofOptions {
  /** Whole seconds, UTC. */
  readonly created: string
  readonly verificationMethod: string
}

const sha256 = (text: string): Buffer => createHash('sha256').update(text, 'utf8').digest()

/** What is signed: the hash of the proof's own options, then that of the document, each in its canonical text. */
export const hashesOf = (document: JsonObject, proofConfig: JsonObject): Buffer =>
  Buffer.concat([sha256(canonicalJson(proofConfig)), sha256(canonicalJson(document))])

/** The document with its proof. */
export function secure(document: JsonObject, options: ProofOptions, key: KeyObject): JsonObject {
  const config = {
    type: 'DataIntegrityProof',
    cryptosuite: 'eddsa-jcs-2022',
    created: options.created,
    verificationMethod: options.verificationMethod,
    proofPurpose: 'assertionMethod',
    '@context': document['@context'],
  }
  const signature = sign(null, hashesOf(document, config), key)
  return { ...document, proof: { ...config, proofValue: `z${encodeBase58(signature)}` } }
}

/** Whether a secured document was signed by the key that its proof names, as it is. */
export function isSecured(
  secured: JsonObject,
  keyOf: (verificationMethod: string) => KeyObject | undefined,
): boolean {
  const { proof, ...document } = secured
  if (proof === null || typeof proof !== 'object' || Array.isArray(proof)) return false
  const { proofValue, ...config } = proof as JsonObject
  if (
    config.type !== 'DataIntegrityProof' ||
    config.cryptosuite !== 'eddsa-jcs-2022' ||
    config.proofPurpose !== 'assertionMethod' ||
    typeof proofValue !== 'string' ||
    !proofValue.startsWith('z')
  )
    return false
  // The proof's context, where it has one, must be what the document begins with.
  if (config['@context'] !== undefined) {
    const own = [config['@context']].flat() as Json[]
    const whole = [document['@context'] ?? null].flat() as Json[]
    if (own.some((part, i) => canonicalJson(part) !== canonicalJson(whole[i] ?? null))) return false
  }
  const key = keyOf(String(config.verificationMethod))
  const signature = decodeBase58(proofValue.slice(1))
  return (
    key !== undefined && signature !== undefined && verify(null, hashesOf(document, config), key, signature)
  )
}

/** Ed25519 as SubjectPublicKeyInfo, up to its 32 bytes. */
const SPKI = Buffer.from('302a300506032b6570032100', 'hex')

/** The key in a Multikey (`z6Mk…`); undefined for anything else. */
export function multikey(text: string): KeyObject | undefined {
  const bytes = text.startsWith('z') ? decodeBase58(text.slice(1)) : undefined
  if (bytes?.length !== 34 || bytes[0] !== 0xed || bytes[1] !== 0x01) return undefined
  return createPublicKey({ key: Buffer.concat([SPKI, bytes.subarray(2)]), format: 'der', type: 'spki' })
}
