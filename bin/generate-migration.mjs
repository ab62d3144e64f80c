// Writes the next migration from the table definitions: `npm run db:generate -- --name add_colour_to_product`.
// drizzle-kit cannot say PARTITION BY; a table that is new in this migration and split by month gets it here.
import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { partitionedTables } from '../server/kernel/db/columns.ts'
import '../server/schema.ts'

const folder = new URL('../server/migrations/', import.meta.url)
const before = new Set(readdirSync(folder))
const run = spawnSync('drizzle-kit', ['generate', ...process.argv.slice(2)], { stdio: 'inherit' })
if (run.status !== 0) process.exit(run.status ?? 1)
for (const name of readdirSync(folder)) {
  if (before.has(name) || !name.endsWith('.sql')) continue
  const file = new URL(name, folder)
  let text = readFileSync(file, 'utf8')
  for (const table of partitionedTables) {
    text = text.replace(
      new RegExp(`(CREATE TABLE "${table}" \\([^;]*\\n\\));`),
      '$1 PARTITION BY RANGE ("id");',
    )
    // A CHECK added to a parent is added to its partitions by the same text, where the parent's name means nothing.
    text = text.replace(
      new RegExp(`^ALTER TABLE "${table}" ADD CONSTRAINT .* CHECK .*$`, 'gm'),
      (statement) => statement.replaceAll(`"${table}".`, ''),
    )
  }
  writeFileSync(file, text)
}
