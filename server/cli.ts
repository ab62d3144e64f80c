#!/usr/bin/env node
import { enableCompileCache } from 'node:module'
import { fileURLToPath } from 'node:url'

// What was stripped and compiled once is read from the second start on: loading the program takes half as long. It lies beside
// the packages, so that nothing outside of this folder is written; a folder that cannot be written is done without.
enableCompileCache(fileURLToPath(new URL('../node_modules/.cache/touchmark/compiled', import.meta.url)))
await import('./commonjs-packages.ts')

// A reader that has seen enough (`touchmark --help | head`) is no error; what was begun goes on to its end.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
})
const { runCli } = await import('./cli/program.ts')

process.exitCode = await runCli(process.argv.slice(2))
