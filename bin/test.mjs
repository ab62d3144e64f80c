// `npm test`: installs and builds what is missing or changed, then runs every check. Arguments go to Vitest, and then
// only the tests they name are run: `npm test -- server/kernel/config.test.ts`.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { build, install, node, root, run } from './prepare.mjs'

const modules = path.join(root, 'node_modules')
const tool = (name) => path.join(modules, name)
const exists = (name) => existsSync(path.join(root, name))
const picked = process.argv.slice(2)

install()

const failedSteps = []
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
}

const report = path.join(modules, '.cache/touchmark/tests.json')
mkdirSync(path.dirname(report), { recursive: true })
rmSync(report, { force: true })
const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
// A name that fits no test is a mistake; a project without tests is not.
const scope = picked.length === 0 ? ['--coverage', '--passWithNoTests'] : picked
const code = await run(node, [tool('vitest/vitest.mjs'), 'run', ...reporters, ...scope])

let passed = 0
let failed = 0
let skipped = 0
if (existsSync(report)) {
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, testResults } = JSON.parse(
    readFileSync(report, 'utf8'),
  )
  // A file that does not even load has no test of its own that could fail.
  const unloaded = testResults.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && !assertionResults.some((result) => result.status === 'failed'),
  )
  passed = numPassedTests
  failed = numFailedTests + unloaded.length
  skipped = numPendingTests + numTodoTests
}
// What no single test shows: the runner itself failed, an error outside of tests, coverage below its bar.
if (code !== 0 && failed === 0) failedSteps.push('tests or their coverage')

if (failedSteps.length > 0)
  console.error(`\nFailed besides single tests, counted as one each: ${failedSteps.join(', ')}`)
failed += failedSteps.length
console.info(`\n${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`)
process.exitCode = failed === 0 && code === 0 ? 0 : 1
