import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'server',
          include: [
            'server/**/*.test.ts',
            'shared/**/*.test.ts',
            'storefront/**/*.test.ts',
            'bin/**/*.test.ts',
            'web/**/*.test.ts',
            'web/**/*.test.tsx',
          ],
          globalSetup: ['server/kernel/testing/global-setup.ts'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
    ],
    coverage: {
      provider: 'v8',
      include: ['server/**/*.ts', 'shared/**/*.ts', 'storefront/**/*.ts'],
      exclude: ['**/*.test.ts', 'server/migrations/**', 'storefront/preview*'],
      reporter: ['text-summary', 'json-summary'],
      thresholds: { lines: 80 },
    },
  },
})
