import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { decodeBase58, encodeBase58 } from '../../../../shared/credential/base58.ts'
import { canonicalJson } from '../../../../shared/credential/jcs.ts'
import { externalVectorPath } from '../../../../shared/testing/external-vectors.ts'
import { hashesOf, isSecured, type JsonObject, multikey, secure } from './data-integrity.ts'
import { signingKey } from './signing-keys.ts'

const folder = externalVectorPath('credentials/eddsa-jcs-2022')
const text = (name: string) => readFileSync(path.join(folder!, name), 'utf8').trim()
const json = (name: string) => JSON.parse(text(name)) as JsonObject

describe.skipIf(folder === undefined)('the published steps of eddsa-jcs-2022', () => {
  const { proof, ...document } = folder === undefined ? ({} as JsonObject) : json('signedJCS.json')
  const { proofValue, ...config } = (proof ?? {}) as JsonObject

  it('canonical texts and hashes', () => {
    expect(canonicalJson(document)).toBe(text('canonDocJCS.txt'))
    expect(canonicalJson(json('proofConfigJCS.json'))).toBe(text('proofCanonJCS.txt'))
    expect(canonicalJson(config)).toBe(text('proofCanonJCS.txt'))
    const hashes = hashesOf(document, config).toString('hex')
    expect(hashes).toBe(text('combinedHashJCS.txt'))
    expect(hashes).toBe(text('proofHashJCS.txt') + text('docHashJCS.txt'))
  })

  it('signature and verification', () => {
    const signature = decodeBase58(String(proofValue).slice(1))!
    expect(Buffer.from(signature).toString('hex')).toBe(text('sigHexJCS.txt'))
    expect(`z${encodeBase58(signature)}`).toBe(text('sigBTC58JCS.txt'))
    const ofMethod = (method: string) => multikey(method.split('#')[1] ?? '')
    expect(isSecured(json('signedJCS.json'), ofMethod)).toBe(true)
    for (const change of [
      { name: 'Another' },
      { proof: { ...(proof as JsonObject), created: '2023-02-24T23:36:39Z' } },
    ])
      expect(isSecured({ ...json('signedJCS.json'), ...change }, ofMethod)).toBe(false)
  })
})

describe('a secured document', () => {
  const key = signingKey(Buffer.alloc(32, 7))
  const document = { '@context': ['https://www.w3.org/ns/credentials/v2'], a: 1, b: { c: ['é', null] } }
  const options = { created: '2026-03-02T03:00:00Z', verificationMethod: 'did:web:x#k' }
  const secured = secure(document, options, key.privateKey)
  const known = () => key.publicKey

  it('is the same each time, and verifies, also with its members in another order', () => {
    expect(secure(document, options, key.privateKey)).toEqual(secured)
    expect(isSecured(secured, known)).toBe(true)
    expect(isSecured(Object.fromEntries(Object.entries(secured).reverse()), known)).toBe(true)
    expect(multikey(key.multibase)!.equals(key.publicKey)).toBe(true)
    expect(key.multibase).toMatch(/^z6Mk/)
  })

  it('does not verify with another key, another word, or without its proof', () => {
    const other = signingKey(Buffer.alloc(32, 8))
    expect(isSecured(secured, () => other.publicKey)).toBe(false)
    expect(isSecured(secured, () => undefined)).toBe(false)
    expect(isSecured({ ...secured, a: 2 }, known)).toBe(false)
    expect(isSecured({ ...secured, more: true }, known)).toBe(false)
    expect(isSecured(document, known)).toBe(false)
    const { proof } = secured as { proof: JsonObject }
    for (const change of [
      { cryptosuite: 'eddsa-rdfc-2022' },
      { proofPurpose: 'authentication' },
      { proofValue: 'zzz0' },
      { verificationMethod: 'did:web:y#k' },
      { '@context': ['https://other.example'] },
    ])
      expect(isSecured({ ...secured, proof: { ...proof, ...change } }, known)).toBe(false)
  })
})
