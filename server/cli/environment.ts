import { existsSync } from 'node:fs'
import path from 'node:path'
import { type Config, ConfigError, loadConfig } from '../kernel/config.ts'

const envFile = path.resolve(import.meta.dirname, '../../.env')

/** Adds what `.env` beside the program says to the environment, which comes first. */
export function loadEnvFile(file = envFile): void {
  if (!existsSync(file)) return
  try {
    process.loadEnvFile(file)
  } catch (error) {
    throw new ConfigError(`${file} cannot be read: ${(error as Error).message}.`, { cause: error })
  }
}

/**
 * The configuration that a command works with; what is likely a mistake in it is said on standard error.
 * @throws ConfigError
 */
export function commandConfig(argv: readonly string[] = []): Config {
  loadEnvFile()
  const config = loadConfig(process.env, argv)
  for (const warning of config.warnings) console.error(`touchmark: warning: ${warning}`)
  return config
}
