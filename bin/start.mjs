// `npm start`: installs and builds what is missing or changed, then runs `touchmark start` with the arguments given.
import { spawn } from 'node:child_process'
import path from 'node:path'
import { nodeFlags } from './node-flags.mjs'
import { build, install, node, root, signalCode, toolEnv } from './prepare.mjs'

install()
if (!(await build())) {
  console.error('touchmark: the web pages could not be built: see above.')
  process.exit(1)
}

// A session of its own, and a channel that tells the server when this process is gone: at Ctrl-C the terminal and npm
// both signal this process, the server must hear of it once.
const cli = path.join(root, 'server/cli.ts')
const server = spawn(node, [...nodeFlags, cli, 'start', ...process.argv.slice(2)], {
  cwd: root,
  env: toolEnv(),
  stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  detached: true,
})
server.once('error', (error) => {
  console.error(`touchmark: ${node} cannot be run: ${error.message}`)
  process.exit(1)
})

const sameKeyMs = 500
let lastMs = 0
const passOn = (signal) => {
  const nowMs = Date.now()
  if (nowMs - lastMs < sameKeyMs) return
  lastMs = nowMs
  server.kill(signal)
}
process.on('SIGINT', passOn)
process.on('SIGTERM', passOn)
process.on('SIGHUP', passOn)

server.once('close', (code, signal) => process.exit(code ?? signalCode(signal)))
