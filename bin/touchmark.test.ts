import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { describe, expect, it } from 'vitest'

const touchmark = (...args: string[]) =>
  spawnSync(process.execPath, [path.join(import.meta.dirname, 'touchmark.mjs'), ...args], {
    encoding: 'utf8',
  })

describe('npx touchmark', () => {
  it('hands its arguments to the command, under the Node.js of the project', () => {
    expect(JSON.parse(touchmark('version', '--json').stdout)).toMatchObject({
      node: expect.stringMatching(/^24\./),
    })
  })

  it('ends with the exit code of the command', () => {
    expect(touchmark('start', '--role').status).toBe(2)
    expect(touchmark('start', '--role', 'chef').status).toBe(3)
  })
})
