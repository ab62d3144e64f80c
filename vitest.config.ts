import { defineConfig } from 'vitest/config'

const places = ['server', 'shared', 'storefront', 'bin', 'web']
const files = (ending: string): string[] =>
  places.flatMap((place) => [`${place}/**/*${ending}.ts`, `${place}/**/*${ending}.tsx`])

/** Where a server is given, only what depends on it: not what brings up a server of its own, and not the pages in a browser. */
const elsewhere = process.env.TEST_DATABASE_URL ? ['server/kernel/embedded/**', '**/*.browser.test.ts'] : []

const common = { testTimeout: 60_000, hookTimeout: 120_000 }

export default defineConfig({
  test: {
    // The database works in processes of its own: with one process of tests a core would often wait.
    maxWorkers: 2,
    // Tests make much that is soon forgotten: with more room for it V8 clears up less often.
    execArgv: ['--max-semi-space-size=64', '--import=./server/kernel/testing/worker.ts'],
    globalSetup: ['server/kernel/testing/global-setup.ts', 'storefront/testing/unpack-browser.ts'],
    projects: [
      {
        // Files share what they load: the program is loaded once in each process and not a hundred times.
        test: {
          ...common,
          name: 'server',
          include: files('.test'),
          exclude: [...files('.alone.test'), ...elsewhere, '**/node_modules/**'],
          isolate: false,
        },
      },
      {
        // What declares errors, tables or metrics of its own would be seen by the files after it.
        test: {
          ...common,
          name: 'alone',
          include: files('.alone.test'),
          exclude: [...elsewhere, '**/node_modules/**'],
          isolate: true,
        },
      },
    ],
    coverage: {
      provider: 'custom',
      customProviderModule: 'server/kernel/testing/coverage.ts',
      include: ['server/**/*.ts', 'shared/**/*.ts', 'storefront/**/*.ts'],
      exclude: ['**/*.test.ts', 'server/migrations/**', 'storefront/preview*'],
      reporter: ['text-summary', 'json-summary'],
      thresholds: { lines: 80 },
    },
  },
})
