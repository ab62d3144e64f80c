// Before anything of the program is loaded, as in server/cli.ts.
await import('../server/commonjs-packages.ts')
const { openEnvironment } = await import('./environment.ts')

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
try {
  for (const name of chosen) {
    const scenario = (await import(`./scenarios/${name}.ts`)) as {
      title: string
      run(environment: typeof env): Promise<void>
    }
    console.info(`\n== ${scenario.title}`)
    await scenario.run(env)
  }
} finally {
  await env.close()
}
