import chromium from '@sparticuz/chromium'

/** Once for all processes of tests: two that unpacked it at the same time would start what the other one is still writing. */
export default async function setup(): Promise<void> {
  if (!process.env.TEST_DATABASE_URL) await chromium.executablePath()
}
