import type { Tenant } from '../kernel/command/context.ts'
import type { Kernel } from '../kernel/kernel.ts'
import type { Act } from './seed-demo.ts'

/** The first pages of the main story, so that the demo has pieces to sell and history to look at. */
export async function tellMainStory(_kernel: Kernel, _tenant: Tenant, _act: Act): Promise<void> {}
