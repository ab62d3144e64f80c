import { rename, writeFile } from 'node:fs/promises'
import v8 from '@vitest/coverage-v8'
import type { CoverageProviderModule } from 'vitest/node'

interface Worker {
  /** Calls back when this process has no more tests to run, before it is ended. */
  onCleanup(listener: () => unknown): void
}

let isPromised = false

/**
 * Counts lines with V8 as `@vitest/coverage-v8` does, but tells them once for each process and not after each file of tests: what is
 * told is every function of the program, and that took more time than the counting.
 */
export default {
  startCoverage: (options) => v8.startCoverage?.(options),

  /** After the first file of tests: the name of a file that is filled after the last one. */
  async takeCoverage(options) {
    if (isPromised) return undefined
    isPromised = true
    const file = `${options?.coverageFilesDirectory}/process-${process.pid}.json`
    // As long as it is not filled, it counts nothing: fewer lines than there must be, and the run fails.
    await writeFile(file, '{"result":[]}')
    // Vitest has no public name for it; without it nothing is told, and the run fails as well.
    const { __vitest_worker__: worker } = globalThis as unknown as { __vitest_worker__: Worker }
    worker.onCleanup(async () => {
      await rename((await v8.takeCoverage?.(options)) as string, file)
    })
    return file
  },

  getProvider: () => v8.getProvider(),
} satisfies CoverageProviderModule
