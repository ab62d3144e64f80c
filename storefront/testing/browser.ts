import { tmpdir } from 'node:os'
import chromium from '@sparticuz/chromium'
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium as playwright,
} from 'playwright-core'
import { memoryFolder } from '../../bin/memory-folder.mjs'

/** Windows of the browser that all files of a process share. */
export interface Windows {
  /** A window that knows nothing of the others: no cookies, nothing kept. */
  newContext(options?: BrowserContextOptions): Promise<BrowserContext>
  /** Closes those that were opened here. */
  close(): Promise<void>
}

let shared: Promise<Browser> | undefined

/** Opens windows in one Chromium for each process of tests: it is started once, and ends with the process. */
export async function openBrowser(): Promise<Windows> {
  shared ??= launchBrowser()
  const browser = await shared
  const opened: BrowserContext[] = []
  return {
    newContext: async (options) => {
      const context = await browser.newContext(options)
      opened.push(context)
      return context
    },
    close: async () => {
      await Promise.all(opened.splice(0).map((context) => context.close()))
    },
  }
}

const FLAGS = [
  '--no-sandbox',
  // It draws without a graphics card: an emulated one costs three times the time.
  '--disable-gpu',
  '--font-render-hinting=none',
  // Each page of a test is new to V8 and soon gone: what the optimizing compilers make of it costs more than it saves.
  '--js-flags=--no-maglev --no-turbofan',
]

/** Chromium from the npm package. */
export async function launchBrowser(): Promise<Browser> {
  return await playwright.launch({
    executablePath: await chromium.executablePath(),
    args: FLAGS,
    ignoreDefaultArgs: memoryFolder() === tmpdir() ? [] : ['--disable-dev-shm-usage'],
    headless: true,
  })
}
