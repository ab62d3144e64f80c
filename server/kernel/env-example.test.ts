import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { parseEnv } from 'node:util'
import { describe, expect, it } from 'vitest'
import { configKeys, loadConfig } from './config.ts'
import { variables } from './config-variables.ts'
import { envExample } from './env-example.ts'

describe('.env.example', () => {
  it('is in step with the table of variables (npm run env:example writes it)', async () => {
    const file = await readFile(path.resolve(import.meta.dirname, '../../.env.example'), 'utf8')
    expect(file).toBe(envExample())
  })

  it('names every variable and gives no secret', () => {
    const text = envExample()
    for (const key of configKeys) expect(text).toContain(`\n# ${variables[key].name}=`)
    expect(text).toMatch(/^# TOUCHMARK_SECRET=$/m)
    expect(text).toMatch(/^# SERIAL_MASTER_KEYS=$/m)
  })

  it('changes nothing when it is taken as it is, nor with every line uncommented', () => {
    expect(parseEnv(envExample())).toEqual({})
    const uncommented = parseEnv(envExample().replace(/^# (?=[A-Z_]+=)/gm, ''))
    expect(Object.keys(uncommented)).toHaveLength(configKeys.length)
    expect(loadConfig(uncommented)).toEqual(loadConfig({}))
  })
})
