// `npm run screenshots -- [folder] [part of a screen's name]`: a picture of every screen of the desk, in both languages and schemes, wide and
// on a phone. Nothing of it is committed; somebody looks at them.
import path from 'node:path'
import { build, install, node, root, run, toolEnv } from './prepare.mjs'

const [folder = '.data/screenshots', only = ''] = process.argv.slice(2)
install()
await build()
const target = path.resolve(root, folder)
const vitest = path.join(root, 'node_modules/vitest/vitest.mjs')
process.exitCode = await run(node, [vitest, 'run', 'web/e2e/screenshots.test.ts'], {
  env: { ...toolEnv(), SCREENSHOTS: target, SCREENSHOTS_ONLY: only },
})
console.error(`Pictures are in ${target}`)
