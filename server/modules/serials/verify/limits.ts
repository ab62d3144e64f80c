import type { RateDecision, RatePolicy } from '../../../kernel/http/rate-limit.ts'
import type { Kernel } from '../../../kernel/kernel.ts'

/** How many clients' worth one serial may be asked for in a minute: more is not people with the piece in their hands. */
const CLIENTS_PER_SERIAL = 20
/** How many clients' worth the whole installation answers in a minute: beyond, it protects what else it does. */
const CLIENTS_OVER_ALL = 20_000
const WINDOW_S = 60

export interface VerifyLimits {
  readonly client: RatePolicy
  readonly serial: RatePolicy
  readonly all: RatePolicy
}

/** The limits of public verification, all of which grow with VERIFY_LIMIT_PER_MINUTE. */
export function verifyLimits(perClient: number): VerifyLimits {
  return {
    client: { name: 'verify', limit: perClient, windowS: WINDOW_S },
    // Half a million numbers a minute would otherwise be remembered under load.
    serial: {
      name: 'verify-serial',
      limit: perClient * CLIENTS_PER_SERIAL,
      windowS: WINDOW_S,
      isCoarse: true,
    },
    all: { name: 'verify-all', limit: perClient * CLIENTS_OVER_ALL, windowS: WINDOW_S },
  }
}

/** Takes from several limits; the first that refuses decides. Does not wait where the limiter does not. */
export async function takeFrom(
  kernel: Kernel,
  limits: readonly (readonly [RatePolicy, string])[],
  nowMs: number,
): Promise<{ policy: RatePolicy; decision: RateDecision }> {
  let first: { policy: RatePolicy; decision: RateDecision } | undefined
  for (const [policy, key] of limits) {
    const taken = kernel.limiter.take(policy, key, nowMs)
    const decision = taken instanceof Promise ? await taken : taken
    if (!decision.allowed) {
      kernel.metrics.limited(policy.name)
      return { policy, decision }
    }
    first ??= { policy, decision }
  }
  return first!
}
