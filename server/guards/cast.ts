import { API_PREFIX } from '../kernel/http/prefix.ts'
import { assertConforms } from '../kernel/testing/conformance.ts'
import type { Reply, Workshop } from '../kernel/testing/workshop.ts'
import { Browser } from '../modules/identity/account/browser.build.ts'
import type { Sent } from './request-of.ts'

/**
 * Who sends a request: the owner in a browser on the workshop's host or on the central one, a program with a key of all
 * permissions, a buyer who is not signed in, or nobody on the central host.
 */
export type Part = 'owner' | 'account' | 'key' | 'buyer' | 'stranger'

/** Host and credentials of each part. */
export type Cast = Readonly<Record<Part, Readonly<Record<string, string>>>>

export const CENTRAL_HOST = 'localhost'

/** The headers of a browser that is signed in on a host. */
export async function signedIn(
  workshop: Workshop,
  host: string,
  person: { email: string; password: string },
): Promise<Record<string, string>> {
  const browser = new Browser(workshop, host)
  const reply = await browser.signIn(person.email, person.password)
  if (reply.status !== 200) throw new Error(`${person.email} cannot sign in on ${host}: ${reply.text}`)
  const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  return { host, cookie, origin: `http://${host}`, 'sec-fetch-site': 'same-origin' }
}

/** The same credentials shown to another host. */
export const movedTo = (host: string, headers: Readonly<Record<string, string>>): Record<string, string> => ({
  ...headers,
  host,
  ...(headers.origin === undefined ? {} : { origin: `http://${host}` }),
})

/** Sends a request; an answer of the API must be one that the OpenAPI document promises, and never a 5xx. */
export async function sendAs(
  workshop: Workshop,
  credentials: Readonly<Record<string, string>>,
  { method, url, body }: Sent,
  headers: Readonly<Record<string, string>> = {},
): Promise<Reply> {
  const response = await workshop.app.inject({
    method,
    url,
    headers: {
      ...credentials,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { payload: typeof body === 'string' ? body : JSON.stringify(body) }),
  })
  const isJson = /json/.test(String(response.headers['content-type'] ?? ''))
  const reply: Reply = {
    status: response.statusCode,
    body: isJson && response.body !== '' ? JSON.parse(response.body) : undefined,
    text: response.body,
    headers: response.headers,
  }
  if (url.startsWith(API_PREFIX)) assertConforms(workshop.kernel.operations, method, url, reply)
  return reply
}
