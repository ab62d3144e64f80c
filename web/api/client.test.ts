import { describe, expect, it } from 'vitest'
import { answerOf } from './client.ts'
import { ApiProblem, UNREACHABLE, UNREADABLE } from './problem.ts'

const problem = {
  type: '/errors/stock.short',
  title: 'Not enough stock',
  status: 409,
  detail: 'Receive more first.',
  code: 'stock.short',
  requestId: 'r-1',
  errors: [{ field: 'lines.0.quantity', code: 'short', message: 'only 2 left' }],
}
const refusal = (status: number, error: unknown) =>
  answerOf(Promise.resolve({ error, response: new Response(null, { status }) })).then(
    () => undefined,
    (thrown: unknown) => thrown as ApiProblem,
  )

describe('the answer to a request', () => {
  it('is its data', async () => {
    const response = new Response(null, { status: 200 })
    expect(await answerOf(Promise.resolve({ data: { id: '1' }, response }))).toEqual({ id: '1' })
  })

  it('is nothing where nothing is sent back', async () => {
    expect(await answerOf(Promise.resolve({ response: new Response(null, { status: 204 }) }))).toBeUndefined()
  })

  it('throws the problem that the server names, with its fields, and knows that nothing was done', async () => {
    const thrown = await refusal(409, problem)
    expect(thrown).toBeInstanceOf(ApiProblem)
    expect([thrown?.code, thrown?.isUncertain, thrown?.fields]).toEqual([
      'stock.short',
      false,
      { 'lines.0.quantity': 'only 2 left' },
    ])
  })

  it('does not know whether something was done when the server broke or was not reached', async () => {
    expect((await refusal(500, { ...problem, status: 500, code: 'internal' }))?.isUncertain).toBe(true)
    const lost = (await answerOf(Promise.reject(new TypeError('Failed to fetch'))).catch(
      (thrown: unknown) => thrown,
    )) as ApiProblem
    expect([lost.code, lost.isUncertain]).toEqual([UNREACHABLE, true])
  })

  it('says so when something between answered that is no problem document', async () => {
    expect((await refusal(502, '<html>Bad gateway</html>'))?.code).toBe(UNREADABLE)
  })

  it('lets an aborted request be: nobody waits for it', async () => {
    const aborted = new DOMException('gone', 'AbortError')
    await expect(answerOf(Promise.reject(aborted))).rejects.toBe(aborted)
  })
})
