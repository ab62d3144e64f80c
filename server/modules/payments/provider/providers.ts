import { fail } from '../errors.ts'
import { manual } from './manual.ts'
import type { PaymentProvider } from './provider.ts'

const providers = new Map<string, PaymentProvider>([[manual.code, manual]])

/** Makes a provider known. Its code must be new: payments keep it. */
export function registerProvider(provider: PaymentProvider): void {
  if (providers.has(provider.code)) throw new Error(`two payment providers are called ${provider.code}`)
  providers.set(provider.code, provider)
}

export const providerCodes = (): string[] => [...providers.keys()]

export const findProvider = (code: string): PaymentProvider | undefined => providers.get(code)

/** The provider of a payment that exists. Throws `payments.provider_unknown` for a code that nobody has. */
export function providerOf(code: string): PaymentProvider {
  const provider = providers.get(code)
  if (!provider) throw fail('payments.provider_unknown', { providers: providerCodes().join(', ') })
  return provider
}
