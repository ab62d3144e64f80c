import createClient from 'openapi-fetch'
import { currentLocale } from '../texts/texts.tsx'
import { problemOf, unreachable } from './problem.ts'
import { isReached } from './reach.ts'
import type { paths } from './schema.gen.ts'

/** Asks the server. Every address, parameter, body and answer is typed from the modules' declarations. */
export const api = createClient<paths>({ baseUrl: '/' })

api.use({
  onRequest({ request }) {
    request.headers.set('accept-language', currentLocale())
    return request
  },
})

/** What openapi-fetch gives. */
export interface Answer<Data> {
  data?: Data
  error?: unknown
  response: Response
}

/** The data of an answer; throws `ApiProblem` for a refusal and for a server out of reach. */
export async function answerOf<Data>(asked: Promise<Answer<Data>>): Promise<Data> {
  let answer: Answer<Data>
  try {
    answer = await asked
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error
    isReached.set(false)
    throw unreachable(error)
  }
  isReached.set(true)
  if (!answer.response.ok) throw problemOf(answer.response.status, answer.error)
  return answer.data as Data
}

/** The header that lets the same action arrive twice and count once. */
export const idempotent = (key: string) => ({ 'Idempotency-Key': key })
