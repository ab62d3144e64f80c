import type { TenantContext } from '../../../kernel/command/context.ts'
import { job } from '../../../kernel/jobs/job.ts'
import { serialsLinked } from '../events.ts'
import { linkPieces } from './link.ts'

export interface LinkData {
  ids: string[]
}

export const LINK_JOB = 'serials.link'
/** Pieces that several jobs bring together: as many as go to the registry in one statement. */
const MOST_TOGETHER = 1_000

/** Brings pieces as they are now to the registry. At least once, in any order: the higher version stays. */
export const linkJob = job<LinkData>({
  name: LINK_JOB,
  run: (ctx, { ids }) => link(ctx, ids),
  together: {
    run: (ctx, all) => link(ctx, [...new Set(all.flatMap(({ ids }) => ids))]),
    size: ({ ids }) => ids.length,
    most: MOST_TOGETHER,
  },
})

async function link(ctx: TenantContext, ids: readonly string[]): Promise<void> {
  await linkPieces(ctx, ids)
  ctx.publish(serialsLinked, {})
}

const queued = new WeakMap<TenantContext, { data: LinkData; seen: Set<string> }>()

/** Has the pieces linked after the commit. However often a command calls it, that is one job. */
export function queueLink(ctx: TenantContext, ids: readonly string[]): void {
  let entry = queued.get(ctx)
  if (!entry) {
    entry = { data: { ids: [] }, seen: new Set() }
    queued.set(ctx, entry)
    // The kernel writes the job at the end of the command: what is added until then goes with it.
    ctx.enqueue(linkJob, entry.data)
  }
  for (const id of ids) {
    if (entry.seen.has(id)) continue
    entry.seen.add(id)
    entry.data.ids.push(id)
  }
}
