// What a fresh clone needs before anything can run: the packages, and the built web pages. Plain JavaScript for Node 20.
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'

export const root = path.resolve(import.meta.dirname ?? new URL('.', import.meta.url).pathname, '..')
const modules = path.join(root, 'node_modules')
const installStamp = path.join(modules, '.touchmark-install')

/** The Node.js that the project brings, whichever one runs this script. */
export const node = path.join(modules, '.bin/node')

/** The environment in which the project's own programs come first. */
export const toolEnv = () => ({
  ...process.env,
  PATH: `${path.join(modules, '.bin')}${path.delimiter}${process.env.PATH ?? ''}`,
})

const seconds = (sinceMs) => `${((Date.now() - sinceMs) / 1000).toFixed(1)} s`
const readJson = (file) => JSON.parse(readFileSync(file, 'utf8'))
const hashOf = (text) => createHash('sha256').update(text).digest('hex')

/**
 * Whether what npm wrote down about node_modules is what package-lock.json asks for. So an install made by hand
 * counts, and none that was broken off: npm writes its list last.
 */
function matchesLock() {
  const listed = path.join(modules, '.package-lock.json')
  if (!existsSync(listed)) return false
  const wanted = readJson(path.join(root, 'package-lock.json')).packages
  const present = readJson(listed).packages
  const isSame = (name) =>
    present[name]?.version === wanted[name]?.version && present[name]?.integrity === wanted[name]?.integrity
  const isThere = (name) =>
    name in present || wanted[name].optional || wanted[name].peer || wanted[name].devOptional
  return (
    Object.keys(present).every((name) => name in wanted && isSame(name)) &&
    Object.keys(wanted).every((name) => name === '' || isThere(name))
  )
}

/** Installs the packages when they are missing or package-lock.json changed. Ends the process where npm fails. */
export function install() {
  const lockHash = hashOf(readFileSync(path.join(root, 'package-lock.json')))
  const stamp = existsSync(installStamp) ? readFileSync(installStamp, 'utf8').trim() : ''
  if (stamp === lockHash && existsSync(node)) return
  if (existsSync(node) && matchesLock()) {
    writeFileSync(installStamp, `${lockHash}\n`)
    return
  }
  const startMs = Date.now()
  const isFirst = !existsSync(modules)
  console.error(
    `Installing the packages (${isFirst ? 'first start, a minute or two' : 'package-lock.json changed'}) ...`,
  )
  // Under `npm start` npm says where it is; `node bin/start.mjs` takes the one on the path.
  const npm = process.env.npm_execpath?.endsWith('.js')
    ? [process.env.npm_node_execpath ?? process.execPath, process.env.npm_execpath]
    : ['npm']
  const [program, ...first] = npm
  // Also what only building and testing needs, even where NODE_ENV=production would leave it out.
  const options = ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error', '--progress']
  const { status, error } = spawnSync(program, [...first, ...options], { cwd: root, stdio: 'inherit' })
  if (status !== 0) {
    console.error(
      `touchmark: the packages could not be installed${error ? ` (${error.message})` : ''}: see above.`,
    )
    process.exit(status || 1)
  }
  if (!existsSync(node)) {
    console.error('touchmark: npm brought no Node.js for this platform; install without --ignore-scripts.')
    process.exit(1)
  }
  writeFileSync(installStamp, `${lockHash}\n`)
  console.error(`Packages installed in ${seconds(startMs)}`)
}

/** One line per file: name, size and time of change. */
function fingerprint(folder) {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const name = path.join(folder, entry.name)
    if (entry.name === 'node_modules' || entry.name === 'dist' || entry.name.startsWith('.')) return []
    if (entry.isDirectory()) return fingerprint(name)
    const { size, mtimeMs } = statSync(name)
    return [`${path.relative(root, name)} ${size} ${mtimeMs}`]
  })
}

/** The pages that are built, each into dist/ under its own name; all of them may use shared/. */
const pages = ['web', 'floor']

/** Builds with Vite what changed since it was built last. Tells whether all of it could be built. */
export async function build() {
  for (const page of pages) {
    const source = path.join(root, page)
    if (!existsSync(path.join(source, 'index.html'))) continue
    const out = path.join(root, 'dist', page)
    const stampFile = path.join(root, 'dist', `.${page}.stamp`)
    const lines = [source, path.join(root, 'shared')].flatMap(fingerprint)
    lines.push(readFileSync(path.join(root, 'package-lock.json'), 'utf8'))
    const stamp = hashOf(lines.sort().join('\n'))
    const isBuilt = existsSync(path.join(out, 'index.html')) && existsSync(stampFile)
    if (isBuilt && readFileSync(stampFile, 'utf8').trim() === stamp) continue
    const startMs = Date.now()
    console.error(`Building ${page} ...`)
    const vite = path.join(modules, 'vite/bin/vite.js')
    const options = ['build', source, '--outDir', out, '--emptyOutDir', '--logLevel', 'warn']
    const code = await run(node, [vite, ...options], { cwd: source })
    if (code !== 0) return false
    mkdirSync(path.dirname(stampFile), { recursive: true })
    writeFileSync(stampFile, `${stamp}\n`)
    console.error(`Built ${page} in ${seconds(startMs)}`)
  }
  return true
}

/** Runs a program of the project to its end and tells its exit code (128 and more: ended by a signal). */
export function run(program, args, options = {}) {
  return new Promise((resolve) => {
    const child = spawn(program, args, { cwd: root, stdio: 'inherit', env: toolEnv(), ...options })
    child.once('error', (error) => {
      console.error(`touchmark: ${program} cannot be run: ${error.message}`)
      resolve(1)
    })
    child.once('close', (code, signal) => resolve(code ?? signalCode(signal)))
  })
}

const signalNumbers = { SIGHUP: 1, SIGINT: 2, SIGQUIT: 3, SIGABRT: 6, SIGKILL: 9, SIGSEGV: 11, SIGTERM: 15 }
export const signalCode = (signal) => 128 + (signalNumbers[signal] ?? 0)
