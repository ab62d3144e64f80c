import { Command, InvalidArgumentError } from 'commander'
import { exitCodes } from '../kernel/start-error.ts'
import type { CheckProgress, CheckReport, OutboxReport, PendingLink } from '../modules/serials/index.ts'
import type { Evaluation } from '../modules/vigilance/index.ts'
import { examples } from './examples.ts'

export function serialsCommand(): Command {
  return new Command('serials')
    .description('the serials of all workshops, in the tenant store and in the public registry')
    .addCommand(outboxCommand())
    .addCommand(checkCommand())
    .addCommand(anomaliesCommand())
    .addHelpText(
      'after',
      examples([
        ['touchmark serials outbox', 'retry what did not reach the registry'],
        ['touchmark serials check', 'compare both stores and repair the registry'],
        ['touchmark serials anomalies', 'look for scans that honest pieces do not have'],
      ]),
    )
}

interface Options {
  tenant?: string
  dryRun?: true
  json?: true
  fromStart?: true
  trustTenant?: true
}

const PROGRESS_MS = 2_000
const count = (value: number): string => value.toLocaleString('en')

/** Tells on standard error how far it is, every two seconds: standard output stays for the result. */
function everyFewSeconds<T>(textOf: (progress: T) => string): (progress: T) => void {
  let toldMs = performance.now()
  return (progress) => {
    if (performance.now() - toldMs < PROGRESS_MS) return
    toldMs = performance.now()
    console.error(textOf(progress))
  }
}

/** The parts that both commands need; the program is loaded only when it is needed. */
async function load() {
  const [{ withKernel, tenantOf }, serials] = await Promise.all([
    import('./with-kernel.ts'),
    import('../modules/serials/index.ts'),
  ])
  return { withKernel, tenantOf, ...serials }
}

/** Years that the thresholds were not chosen on. */
const EVALUATION_SEEDS = '101,102,103,104,105'

function anomaliesCommand(): Command {
  return new Command('anomalies')
    .description('look at the scans since the last time for what honest pieces are not asked like')
    .option('--evaluate', 'judge the detectors on generated years with planted counterfeits instead')
    .option('--seeds <list>', 'of the years, with --evaluate', EVALUATION_SEEDS)
    .option('--json', 'as JSON')
    .addHelpText(
      'after',
      `${examples([
        ['touchmark serials anomalies', 'look now; the scheduler does so every ten minutes'],
        ['touchmark serials anomalies --evaluate', 'precision and recall of each detector'],
        ['touchmark serials anomalies --evaluate --seeds 1,2,3 --json', 'on other years, for programs'],
      ])}
The thresholds were chosen on the seeds 1 to 5; the years that --evaluate takes by itself are others.`,
    )
    .action(
      async ({ evaluate: isEvaluation, seeds, json }: { evaluate?: true; seeds: string; json?: true }) => {
        const { evaluate, watchScans } = await import('../modules/vigilance/index.ts')
        if (isEvaluation) {
          const list = seeds.split(',').map(Number)
          if (!list.every(Number.isSafeInteger)) throw new InvalidArgumentError('seeds are whole numbers')
          const report = evaluate(list)
          console.info(json ? JSON.stringify(report, null, 2) : evaluationTable(report))
          return
        }
        const { withKernel } = await import('./with-kernel.ts')
        const report = await withKernel((kernel) => watchScans(kernel))
        console.info(
          json
            ? JSON.stringify(report, null, 2)
            : `${report.scans} scans of ${report.pieces} pieces: ${report.findings} findings`,
        )
      },
    )
}

function evaluationTable({ seeds, scans, detectors, together }: Evaluation): string {
  const percent = (share: number) => `${(share * 100).toFixed(1)} %`.padStart(9)
  const rows = [...detectors, { detector: 'any of them', ...together }].map(
    (row) =>
      `${row.detector.padEnd(18)}${percent(row.precision)}  ${`${row.right} of ${row.told} told`.padEnd(20)}${percent(row.recall)}  ${row.found} of ${row.planted} planted`,
  )
  return [
    `${scans} scans of ${seeds.length} generated years (seeds ${seeds.join(', ')})`,
    `${''.padEnd(18)}precision${''.padEnd(26)}recall`,
    ...rows,
  ].join('\n')
}

function outboxCommand(): Command {
  return new Command('outbox')
    .description('retry the links that did not reach the registry, those given up for dead too')
    .option('--tenant <code>', 'of one workshop only')
    .option('--dry-run', 'only print them')
    .option('--json', 'as JSON')
    .addHelpText(
      'after',
      `${examples([
        ['touchmark serials outbox', 'retry now; the scheduler does so every 5 minutes'],
        ['touchmark serials outbox --dry-run', 'what waits, since when, and why'],
        ['touchmark serials outbox --tenant MA01 --json', 'of one workshop, for programs'],
      ])}
A link waits for its next try with growing pauses, and is dead after the ninth. Nothing is lost: what stays is tried
again. Ends with 1 while something could not be linked.`,
    )
    .action(async ({ tenant: name, dryRun, json }: Options) => {
      const { withKernel, tenantOf, retryLinks } = await load()
      const links: PendingLink[] = []
      const report = await withKernel(async (kernel) => {
        const tenant = name === undefined ? undefined : await tenantOf(kernel, name)
        const onLink = (link: PendingLink) => (json ? links.push(link) : console.info(lineOf(link)))
        const onProgress = everyFewSeconds<{ found: number; linked: number; failed: number }>(
          ({ found, linked, failed }) =>
            `${count(found)} links looked at, ${count(linked)} linked, ${count(failed)} failed again`,
        )
        return await retryLinks(kernel, { tenant, dryRun, onLink, onProgress })
      })
      if (json) console.info(JSON.stringify({ ...report, links }, null, 2))
      else console.info(outboxSummary(report))
      if (report.registryError !== null || report.failed > 0) process.exitCode = exitCodes.failed
    })
}

function lineOf(link: PendingLink): string {
  const pieces = `${link.pieces} ${link.pieces === 1 ? 'piece' : 'pieces'}`
  const next = link.nextTryAt === null ? 'no next try' : `next try ${link.nextTryAt}`
  const why = link.lastError === null ? '' : `  ${link.lastError.split('\n')[0]}`
  return `${link.tenant.padEnd(6)}  ${link.state.padEnd(9)}  ${pieces.padEnd(12)}  since ${link.queuedAt}  attempts ${link.attempts}  ${next}${why}`
}

function outboxSummary({ dryRun, found, linked, failed, busy, registryError }: OutboxReport): string {
  if (registryError !== null)
    return `${found} waiting; the registry cannot be reached (${registryError}), so nothing was tried`
  return dryRun
    ? `${found} waiting`
    : `${found} waiting, ${linked} linked, ${failed} failed again, ${busy} in work elsewhere`
}

function checkCommand(): Command {
  return new Command('check')
    .description('compare the tenant stores with the registry, repair it, quarantine invalid serials')
    .option('--tenant <code>', 'one workshop only')
    .option('--dry-run', 'change nothing')
    .option('--from-start', 'do not go on where an earlier check was ended')
    .option('--trust-tenant', 'where the registry has a higher version, write the one of the tenant store')
    .option('--json', 'as JSON')
    .addHelpText(
      'after',
      `${examples([
        ['touchmark serials check', 'all workshops; the scheduler does so every hour'],
        ['touchmark serials check --dry-run', 'what it would do'],
        ['touchmark serials check --tenant MA01 --json', 'one workshop, for programs'],
      ])}
Missing and stale pieces are written to the registry anew. A wrong check or hash, an old number that is not of its
pattern, a duplicate, or a maker who is no workshop quarantines a serial: the public no longer finds it. A check that was
ended is gone on with by the next one. Progress goes to standard error. Ends with 1 when there was an error to look into.`,
    )
    .action(async ({ tenant: name, dryRun, json, fromStart, trustTenant }: Options) => {
      const { withKernel, tenantOf, checkStores } = await load()
      const report = await withKernel(async (kernel) => {
        const tenant = name === undefined ? undefined : await tenantOf(kernel, name)
        const onProgress = everyFewSeconds<CheckProgress>(
          ({ tenant: code, checked, repaired, quarantined }) =>
            `${code}: ${count(checked)} checked, ${count(repaired)} repaired, ${count(quarantined)} quarantined so far`,
        )
        return await checkStores(kernel, { tenant, dryRun, fromStart, trustTenant, onProgress })
      })
      if (json) console.info(JSON.stringify(report, null, 2))
      else for (const line of checkLines(report)) console.info(line)
      if (report.errors > 0) process.exitCode = exitCodes.failed
    })
}

function checkLines(report: CheckReport): string[] {
  const { dryRun, tenants, checked, repaired, quarantined, errors, causes, messages } = report
  const resumed = report.resumed ? ', with what an earlier check had done' : ''
  const would = dryRun ? ' (dry run: nothing was changed)' : ''
  const reasons = Object.entries(causes).map(([cause, count]) => `  ${cause}: ${count}`)
  return [
    ...messages,
    `workshops ${tenants}, checked ${checked}, repaired ${repaired}, quarantined ${quarantined}, errors ${errors}${resumed}${would}`,
    ...reasons,
  ]
}
