import pg from 'pg'

/** Waits until no job is queued or running, and tells how long that took, in milliseconds. */
export async function drained(ownerUrl: string): Promise<number> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  const startedMs = performance.now()
  try {
    for (;;) {
      const { rows } = await client.query<{ n: string }>(
        `select count(*) as n from jobs.job where name = 'work' and state in ('created', 'active', 'retry')`,
      )
      if (Number(rows[0]!.n) === 0) return performance.now() - startedMs
      if (performance.now() - startedMs > 120_000)
        throw new Error(`${rows[0]!.n} jobs are left after two minutes`)
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
  } finally {
    await client.end()
  }
}
