import type { JsonObject } from './credential/data-integrity.ts'

interface Verdict {
  readonly verified: boolean
  readonly error?: Error
}
interface Loaded {
  readonly documentUrl: string
  readonly document: JsonObject
}

/** The packages have no types; this is what is used of them. */
interface Signatures {
  readonly purposes: { readonly AssertionProofPurpose: new () => object }
  verify(
    document: JsonObject,
    options: { suite: object; purpose: object; documentLoader(url: string): Promise<Loaded> },
  ): Promise<Verdict>
}

const load = async <T>(name: string): Promise<T> => (await import(name)) as T

/**
 * Verifies a credential with somebody else's verifier, the packages of Digital Bazaar, so that what we sign is not believed by
 * ourselves alone. It fetches nothing: the DID documents are given, by their DID, and of a document only what its proof names is asked for.
 */
export async function verifyIndependently(
  credential: JsonObject,
  didDocuments: Readonly<Record<string, JsonObject>>,
): Promise<Verdict> {
  const { DataIntegrityProof } = await load<{ DataIntegrityProof: new (options: object) => object }>(
    '@digitalbazaar/data-integrity',
  )
  const { createVerifyCryptosuite } = await load<{ createVerifyCryptosuite(): object }>(
    '@digitalbazaar/eddsa-jcs-2022-cryptosuite',
  )
  const { default: signatures } = await load<{ default: Signatures }>('jsonld-signatures')
  return await signatures.verify(credential, {
    suite: new DataIntegrityProof({ cryptosuite: createVerifyCryptosuite() }),
    purpose: new signatures.purposes.AssertionProofPurpose(),
    async documentLoader(url) {
      const [did = '', fragment] = url.split('#')
      const document = didDocuments[did]
      if (!document) throw new Error(`nothing is known of ${url}`)
      if (fragment === undefined) return { documentUrl: url, document }
      const methods = document.verificationMethod as unknown as JsonObject[]
      const method = methods.find((one) => one.id === url)
      if (!method) throw new Error(`${did} has no key ${url}`)
      return {
        documentUrl: url,
        document: { '@context': 'https://w3id.org/security/multikey/v1', ...method },
      }
    },
  })
}
