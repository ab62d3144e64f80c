// `npm test`: installs and builds what is missing or changed, then runs every check. Arguments go to Vitest, and then
// only the tests they name are run: `npm test -- server/kernel/config.test.ts`.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { postgres15Missing, startPostgres15 } from './postgres15.mjs'
import { build, install, node, root, run, toolEnv } from './prepare.mjs'

const modules = path.join(root, 'node_modules')
const tool = (name) => path.join(modules, name)
const exists = (name) => existsSync(path.join(root, name))
const picked = process.argv.slice(2)

install()

const failedSteps = []
let passed = 0
let failed = 0
let skipped = 0
/** One text a failed test, told again at the end: its own place in the output may be thousands of lines up. */
const failures = []
async function step(name, work) {
  const startMs = Date.now()
  console.error(`\n== ${name}`)
  const isGood = await work()
  console.error(
    `== ${name}: ${isGood ? 'passed' : 'FAILED'} (${((Date.now() - startMs) / 1000).toFixed(1)} s)`,
  )
  if (!isGood) failedSteps.push(name)
}
const runs = async (script, ...args) => (await run(node, [tool(script), ...args])) === 0

/** Asks the registry; one that has no answer (a mirror, no network) is told, not taken for a yes. */
function audit() {
  const { stdout } = spawnSync('npm', ['audit', '--json', '--audit-level=high'], {
    cwd: root,
    encoding: 'utf8',
    shell: process.platform === 'win32',
  })
  let answer
  try {
    answer = JSON.parse(stdout)
  } catch {
    answer = {}
  }
  const counts = answer.metadata?.vulnerabilities
  if (!counts) {
    console.error('skipped: the registry does not answer npm audit')
    skipped++
    return true
  }
  console.error(
    `critical ${counts.critical}, high ${counts.high}, moderate ${counts.moderate}, low ${counts.low}`,
  )
  return counts.critical === 0 && counts.high === 0
}

const hasTypeScript = (folder) =>
  readdirSync(folder, { withFileTypes: true, recursive: true }).some((entry) => /\.tsx?$/.test(entry.name))
const projects = ['tsconfig.json', 'web/tsconfig.json', 'floor/tsconfig.json'].filter(
  (name) => exists(name) && (name !== 'tsconfig.json' || hasTypeScript(path.join(root, 'server'))),
)

if (picked.length === 0) {
  for (const project of projects) {
    await step(`types (${project})`, () => runs('typescript/bin/tsc', '--noEmit', '-p', project))
  }
  if (exists('biome.json')) {
    const quiet = ['--no-errors-on-unmatched', '--diagnostic-level=warn']
    await step('format and lint', () => runs('@biomejs/biome/bin/biome', 'check', ...quiet))
  }
  if (exists('.dependency-cruiser.cjs')) {
    const folders = ['server', 'shared', 'storefront', 'web', 'floor'].filter(exists)
    const depcruise = 'dependency-cruiser/bin/dependency-cruiser.mjs'
    await step('module boundaries', () => runs(depcruise, '--config', '.dependency-cruiser.cjs', ...folders))
  }
  await step('web pages', build)
  await step('dependencies without known high or critical faults (npm audit)', audit)
}

const report = path.join(modules, '.cache/touchmark/tests.json')
mkdirSync(path.dirname(report), { recursive: true })
const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
/** Runs Vitest and adds up its tests; true when every one passed. */
async function runTests(args, env = {}) {
  rmSync(report, { force: true })
  const code = await run(node, [tool('vitest/vitest.mjs'), 'run', ...reporters, ...args], {
    env: { ...toolEnv(), ...env },
  })
  let failedHere = 0
  if (existsSync(report)) {
    const result = JSON.parse(readFileSync(report, 'utf8'))
    // A file that does not even load has no test of its own that could fail.
    const unloaded = result.testResults.filter(
      ({ status, assertionResults }) =>
        status === 'failed' && !assertionResults.some((test) => test.status === 'failed'),
    )
    failedHere = result.numFailedTests + unloaded.length
    for (const { name, message, assertionResults } of result.testResults) {
      const file = path.relative(root, name)
      if (unloaded.some((one) => one.name === name)) failures.push(`${file}: did not load\n${message}`)
      for (const test of assertionResults.filter(({ status }) => status === 'failed')) {
        failures.push(`${file}: ${test.fullName}\n${test.failureMessages.join('\n')}`)
      }
    }
    passed += result.numPassedTests
    failed += failedHere
    skipped += result.numPendingTests + result.numTodoTests
  }
  // What no single test shows: the runner itself failed, an error outside of tests, coverage below its bar.
  return code === 0 || failedHere > 0
}

// Counting lines costs a sixth of the time. It is done where it costs least: in the database part, which runs four lines of five by itself,
// and only where that cannot run in all of it.
const missing = postgres15Missing()
const counted = ['--coverage']
// A name that fits no test is a mistake; a project without tests is not.
const scope = picked.length === 0 ? ['--passWithNoTests', ...(missing ? counted : [])] : picked
if (!(await runTests(scope))) failedSteps.push('tests or their coverage')

if (picked.length === 0) {
  if (missing) {
    console.error(`\n== the database part on PostgreSQL 15: skipped, ${missing}`)
    skipped++
  } else {
    await step('the database part on PostgreSQL 15', async () => {
      const server = await startPostgres15()
      try {
        const part = [...counted, 'server/kernel', 'server/modules', 'server/faces', 'server/guards/tables']
        return await runTests(part, { TEST_DATABASE_URL: server.url })
      } finally {
        server.stop()
      }
    })
  }
}

for (const text of failures) console.error(`\nFAILED ${text.slice(0, 3_000)}`)
if (failedSteps.length > 0)
  console.error(`\nFailed besides single tests, counted as one each: ${failedSteps.join(', ')}`)
failed += failedSteps.length
console.info(`\n${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`)
process.exitCode = failed === 0 ? 0 : 1
