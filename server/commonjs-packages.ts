import { createRequire, registerHooks } from 'node:module'
import { pathToFileURL } from 'node:url'

/**
 * Packages whose CommonJS files are loaded, whoever imports them. Node.js 24 copies and parses the package.json of a package for
 * every ES module file that it loads from it, and a file that ends in `.cjs` asks for none: drizzle-orm has 179 kB of it and 108
 * files, which took 0.65 s and 220 MB at every start.
 */
const PACKAGES = /^drizzle-orm($|\/)/

const require = createRequire(import.meta.url)
let isResolving = false

registerHooks({
  resolve(specifier, context, nextResolve) {
    // `require.resolve` comes through here as well.
    if (isResolving || !PACKAGES.test(specifier)) return nextResolve(specifier, context)
    isResolving = true
    try {
      const url = pathToFileURL(require.resolve(specifier)).href
      return { url, format: 'commonjs', shortCircuit: true }
    } finally {
      isResolving = false
    }
  },
})
