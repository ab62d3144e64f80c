import { describe, expect, it } from 'vitest'
import { asStartError, ConfigError, StartError } from './start-error.ts'

const failure = (code: string, more: object = {}): Error => Object.assign(new Error(code), { code, ...more })

describe('what the reader of a terminal can mend', () => {
  it.each([
    [
      failure('EADDRINUSE', { port: 3000, address: '127.0.0.1' }),
      5,
      'Port 3000 on 127.0.0.1 is in use: stop',
    ],
    [failure('ECONNREFUSED'), 4, 'Nothing answers at the address of the database'],
    [new AggregateError([failure('ECONNREFUSED'), failure('ECONNREFUSED')]), 4, 'Nothing answers'],
    [failure('ENOENT', { syscall: 'connect' }), 4, 'Nothing answers at the address of the database'],
    [failure('28P01'), 4, 'The database refuses the user name or password'],
    [failure('3D000'), 4, 'The database named in DATABASE_URL does not exist'],
  ])('%s becomes a sentence with an exit code', (error, exitCode, words) => {
    const known = asStartError(error)
    expect(known).toBeInstanceOf(StartError)
    expect(known?.exitCode).toBe(exitCode)
    expect(known?.message).toContain(words)
    expect(known?.cause).toBe(error)
  })

  it('passes a StartError on as it is', () => {
    const error = new ConfigError('PORT is wrong.')
    expect(asStartError(error)).toBe(error)
  })

  it.each([
    new TypeError('x is not a function'),
    failure('23505'),
    new AggregateError([]),
    'text',
    undefined,
  ])('leaves a fault of the program as it is: %s', (error) => {
    expect(asStartError(error)).toBeUndefined()
  })
})
