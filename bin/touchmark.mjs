#!/usr/bin/env node
// The `touchmark` command, whichever Node.js calls it: hands over to the one that the project brings.
import { existsSync } from 'node:fs'
import path from 'node:path'
import { nodeFlags } from './node-flags.mjs'
import { node, root, run } from './prepare.mjs'

if (!existsSync(node)) {
  console.error('touchmark: the packages are not installed yet: run `npm start` or `npm ci` first.')
  process.exit(1)
}
// Ctrl-C reaches the command by itself, which belongs to the same terminal; this process only waits for its end.
process.on('SIGINT', () => {})
const cli = path.join(root, 'server/cli.ts')
process.exit(await run(node, [...nodeFlags, cli, ...process.argv.slice(2)], { cwd: process.cwd() }))
