// Before anything of the program is loaded, as in server/cli.ts.
await import('../server/commonjs-packages.ts')
const { drained } = await import('./drained.ts')
const { openEnvironment } = await import('./environment.ts')
const { runFor, summarise } = await import('./measure.ts')
const { openYardstick } = await import('./yardstick.ts')

/** The benchmarks, in order. Each prints its figures; names on the command line choose some of them. */
const SCENARIOS = [
  'yardstick',
  'checkout',
  'journal-entry',
  'issue-serials',
  'verify',
  'verify-timing',
  'workshop-floor',
  'shop-list',
  'many-tenants',
  'list-million',
] as const
/** What takes long: only when it is named. */
const LONG = ['serials-at-scale'] as const

const wanted = process.argv.slice(2)
const chosen = wanted.length > 0 ? [...SCENARIOS, ...LONG].filter((name) => wanted.includes(name)) : SCENARIOS
if (chosen.length === 0) {
  console.error(`There is no benchmark of that name; there are: ${[...SCENARIOS, ...LONG].join(', ')}`)
  process.exit(2)
}
console.info(`Node ${process.version}; database, program and client share this machine; fsync is on`)
const env = await openEnvironment()

/** What the machine does before and after each scenario: it changes by the hour, and bars are read beside it. */
async function measureMachine(): Promise<void> {
  const { writes } = await openYardstick(env)
  // What a scenario left to the worker is none of the machine's slowness.
  await drained(env.ownerUrl)
  await runFor(500, 8, writes)
  const { perSecond } = summarise([await runFor(2_000, 8, writes)])
  console.info(`(yardstick ${Math.round(perSecond).toLocaleString('en')}/s)`)
  env.bars.yardstick(perSecond)
}

try {
  for (const name of chosen) {
    const scenario = (await import(`./scenarios/${name}.ts`)) as {
      title: string
      run(environment: typeof env): Promise<void>
    }
    console.info(`\n== ${scenario.title}`)
    env.bars.begin(name)
    await measureMachine()
    await scenario.run(env)
    await measureMachine()
  }
  const lines = env.bars.lines()
  if (lines.length > 0) console.info(`\n== What was asked for\n${lines.join('\n')}`)
  if (env.bars.isMissed) process.exitCode = 1
} finally {
  await env.close()
}
