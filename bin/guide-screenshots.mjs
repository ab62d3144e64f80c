// `npm run guide:screenshots`: takes the pictures of docs/guide anew, in both languages, from the real desk.
import path from 'node:path'
import { build, install, node, root, run, toolEnv } from './prepare.mjs'

install()
await build()
const vitest = path.join(root, 'node_modules/vitest/vitest.mjs')
process.exitCode = await run(node, [vitest, 'run', 'web/e2e/guide-pictures.test.ts'], {
  env: { ...toolEnv(), GUIDE_SCREENSHOTS: '1' },
})
