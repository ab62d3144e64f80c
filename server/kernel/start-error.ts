/** What the program's exit codes mean; `touchmark --help` prints the same list. */
export const exitCodes = {
  ok: 0,
  failed: 1,
  usage: 2,
  configuration: 3,
  database: 4,
  portInUse: 5,
  dataInvalid: 6,
} as const

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes]

/** A start that cannot go on for a reason the reader can mend: one sentence that says what to do, and an exit code. */
export class StartError extends Error {
  readonly exitCode: ExitCode

  constructor(exitCode: ExitCode, sentence: string, options?: ErrorOptions) {
    super(sentence, options)
    this.name = 'StartError'
    this.exitCode = exitCode
  }
}

/** The environment or the data folder's secrets are not usable; the sentence lists everything wrong. */
export class ConfigError extends StartError {
  constructor(sentence: string, options?: ErrorOptions) {
    super(exitCodes.configuration, sentence, options)
    this.name = 'ConfigError'
  }
}

const codeOf = (error: unknown): string => {
  if (!(error instanceof Error)) return ''
  if ('code' in error && typeof error.code === 'string') return error.code
  // Node tries every address of a host name and reports the failures together.
  return error instanceof AggregateError ? codeOf(error.errors[0]) : ''
}

const databaseAnswers: Record<string, string> = {
  ECONNREFUSED: 'nothing answers at the address of the database: start it, or correct DATABASE_URL',
  ENOTFOUND: 'the host name of the database is unknown: correct DATABASE_URL',
  EAI_AGAIN:
    'the host name of the database could not be looked up: check the network or correct DATABASE_URL',
  EHOSTUNREACH: 'the host of the database cannot be reached: check the network or correct DATABASE_URL',
  ETIMEDOUT: 'the database did not answer in time: check the network or correct DATABASE_URL',
  '28P01': 'the database refuses the user name or password: correct DATABASE_URL',
  '28000': 'the database refuses this user: correct DATABASE_URL or its pg_hba.conf',
  '3D000': 'the database named in DATABASE_URL does not exist: create it first',
  '53300': 'the database has no connection left: raise its max_connections or lower DATABASE_POOL_MAX',
  '57P03': 'the database is starting up or shutting down: try again in a moment',
}

/** The StartError that an error stands for, if it is one that the reader of a terminal can mend. */
export function asStartError(error: unknown): StartError | undefined {
  if (error instanceof StartError) return error
  const code = codeOf(error)
  if (code === 'EADDRINUSE') {
    const address = error as { port?: number; address?: string }
    const where = address.port ? `Port ${address.port} on ${address.address ?? 'this machine'}` : 'The port'
    const sentence = `${where} is in use: stop the program that holds it, or choose another port with PORT.`
    return new StartError(exitCodes.portInUse, sentence, { cause: error })
  }
  // A socket that is not there is a server that does not run; any other missing file is none of the database.
  const isSocket = code === 'ENOENT' && (error as NodeJS.ErrnoException).syscall === 'connect'
  const answer = databaseAnswers[isSocket ? 'ECONNREFUSED' : code]
  if (!answer) return undefined
  const sentence = `${answer.charAt(0).toUpperCase()}${answer.slice(1)}.`
  return new StartError(exitCodes.database, sentence, { cause: error })
}
