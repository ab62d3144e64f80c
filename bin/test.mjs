// `npm test`: installs and builds what is missing or changed, then runs every check. Arguments go to Vitest, and then
// only the tests they name are run: `npm test -- server/kernel/config.test.ts`.
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { constants, setPriority } from 'node:os'
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
function tell(name, isGood, startMs, output = '') {
  const seconds = ((Date.now() - startMs) / 1000).toFixed(1)
  console.error(`${output}== ${name}: ${isGood ? 'passed' : 'FAILED'} (${seconds} s)`)
  if (!isGood) failedSteps.push(name)
}
async function step(name, work) {
  const startMs = Date.now()
  console.error(`\n== ${name}`)
  tell(name, await work(), startMs)
}
/** A step beside the tests. */
async function stepAside(name, work) {
  const startMs = Date.now()
  const { isGood, output } = await work()
  tell(name, isGood, startMs, `\n== ${name}\n${output}`)
}

/** Runs a program in what the tests leave of the machine, and tells what it wrote only when it ends. */
function runAside(program, args, options = {}) {
  return new Promise((resolve) => {
    const stdio = ['ignore', 'pipe', 'pipe']
    const child = spawn(program, args, { cwd: root, env: toolEnv(), stdio, ...options })
    let stdout = ''
    let output = ''
    child.stdout.setEncoding('utf8').on('data', (chunk) => {
      stdout += chunk
      output += chunk
    })
    child.stderr.setEncoding('utf8').on('data', (chunk) => {
      output += chunk
    })
    child.once('error', (error) => resolve({ code: 1, stdout, output: `${program}: ${error.message}` }))
    child.once('close', (code) => resolve({ code: code ?? 1, stdout, output }))
    try {
      if (child.pid) setPriority(child.pid, constants.priority.PRIORITY_LOW)
    } catch {
      // It has ended already, or this system does not let us.
    }
  })
}
async function checks(script, args, options) {
  const { code, output } = await runAside(node, [tool(script), ...args], options)
  return { isGood: code === 0, output }
}

/**
 * The compiler by itself checks types several times over, to be ready sooner, and collects its garbage as it goes. Beside the tests the
 * work counts and not the wait: this way it is a third of it, in 1.5 GB.
 */
async function checkTypes(project) {
  const env = { ...toolEnv(), GOGC: 'off', GOMEMLIMIT: '3GiB' }
  return await checks('typescript/bin/tsc', ['--noEmit', '--singleThreaded', '-p', project], { env })
}

/** Asks the registry; one that has no answer (a mirror, no network) is told, not taken for a yes. */
async function audit() {
  const { stdout } = await runAside('npm', ['audit', '--json', '--audit-level=high'], {
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
    skipped++
    return { isGood: true, output: 'skipped: the registry does not answer npm audit\n' }
  }
  return {
    isGood: counts.critical === 0 && counts.high === 0,
    output: `critical ${counts.critical}, high ${counts.high}, moderate ${counts.moderate}, low ${counts.low}\n`,
  }
}

const hasTypeScript = (folder) =>
  readdirSync(folder, { withFileTypes: true, recursive: true }).some((entry) => /\.tsx?$/.test(entry.name))
const projects = ['tsconfig.json', 'web/tsconfig.json', 'floor/tsconfig.json'].filter(
  (name) => exists(name) && (name !== 'tsconfig.json' || hasTypeScript(path.join(root, 'server'))),
)

/** What looks at the sources and not at the program: it takes the moments in which the pages and the tests wait. */
async function checkSources() {
  for (const project of projects) {
    await stepAside(`types (${project})`, () => checkTypes(project))
  }
  if (exists('biome.json')) {
    const quiet = ['--no-errors-on-unmatched', '--diagnostic-level=warn']
    await stepAside('format and lint', () => checks('@biomejs/biome/bin/biome', ['check', ...quiet]))
  }
  if (exists('.dependency-cruiser.cjs')) {
    const folders = ['server', 'shared', 'storefront', 'web', 'floor'].filter(exists)
    const depcruise = 'dependency-cruiser/bin/dependency-cruiser.mjs'
    await stepAside('module boundaries', () =>
      checks(depcruise, ['--config', '.dependency-cruiser.cjs', ...folders]),
    )
  }
  await stepAside('dependencies without known high or critical faults (npm audit)', audit)
}

let sources
if (picked.length === 0) {
  sources = checkSources()
  // The tests visit them.
  await step('web pages', build)
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

// Counting lines costs a tenth of the time. It is done where it costs least: in the database part, which runs four lines of five by itself,
// and only where that cannot run in all of it.
const missing = postgres15Missing()
const counted = ['--coverage']
// A name that fits no test is a mistake; a project without tests is not.
const scope = picked.length === 0 ? ['--passWithNoTests', ...(missing ? counted : [])] : picked
if (!(await runTests(scope))) failedSteps.push('tests or their coverage')
await sources

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
