import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

/** Small files gain nothing: a packet is sent either way. */
const LEAST_BYTES = 1024

/** Writes a `.br` and a `.gz` beside every text of the build, so that the server compresses nothing. */
function precompress(): Plugin {
  let outDir = ''
  return {
    name: 'touchmark-precompress',
    apply: 'build',
    configResolved(config) {
      outDir = path.resolve(config.root, config.build.outDir)
    },
    closeBundle() {
      for (const name of readdirSync(outDir, { recursive: true }).map(String)) {
        if (!/\.(js|css|html|svg|json)$/.test(name)) continue
        const file = path.join(outDir, name)
        const bytes = readFileSync(file)
        if (bytes.length < LEAST_BYTES) continue
        writeFileSync(`${file}.gz`, gzipSync(bytes, { level: 9 }))
        writeFileSync(
          `${file}.br`,
          brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }),
        )
      }
    },
  }
}

/** Runs before anything is drawn, so it is a script of its own that waits for nothing; Vite would leave it out of index.html. */
const firstPaint: Plugin = {
  name: 'touchmark-first-paint',
  transformIndexHtml: {
    order: 'post',
    handler: () => [{ tag: 'script', attrs: { src: '/desk/first-paint.js' }, injectTo: 'head' }],
  },
}

export default defineConfig({
  base: '/desk/',
  plugins: [react(), firstPaint, precompress()],
  build: {
    outDir: '../dist/web',
    emptyOutDir: true,
    // What belongs to the first load is read from it by a test.
    manifest: true,
    target: 'es2023',
    // The policy of the page allows no data: fonts or scripts, and small pictures are better cached by themselves.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    chunkSizeWarningLimit: 400,
    rolldownOptions: {
      output: {
        // The first page asks for six scripts and each other one for about four. By themselves they would be two hundred and
        // fifty, half of them below 2 kB, of which a page needs fifty: one round trip after the other on bad Wi-Fi.
        codeSplitting: {
          groups: [
            { name: 'react', test: /node_modules[\\/](react|react-dom|scheduler)[\\/]/, priority: 3 },
            { name: 'tanstack', test: /node_modules[\\/]@tanstack[\\/]/, priority: 2 },
            { name: 'shell', tags: ['$initial'], priority: 1 },
            { name: 'kit', minShareCount: 3 },
          ],
        },
      },
    },
  },
  server: { proxy: { '/api': 'http://localhost:3000', '/files': 'http://localhost:3000' } },
})
