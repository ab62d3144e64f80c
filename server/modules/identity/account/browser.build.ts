import { createHmac } from 'node:crypto'
import { API_PREFIX } from '../../../kernel/http/prefix.ts'
import { assertConforms } from '../../../kernel/testing/conformance.ts'
import type { Reply, Workshop } from '../../../kernel/testing/workshop.ts'
import { AUTH_PREFIX } from './better-auth.ts'

/** A browser on one host, for tests: it keeps the cookies it is given and says which page it is on, as a real one does. */
export class Browser {
  readonly cookies = new Map<string, string>()
  /** Every `Set-Cookie` that came, as it came. */
  readonly setCookies: string[] = []
  readonly host: string
  readonly #workshop: Workshop

  constructor(workshop: Workshop, host: string) {
    this.#workshop = workshop
    this.host = host
  }

  get(path: string, headers?: Record<string, string>): Promise<Reply> {
    return this.send('GET', path, undefined, headers)
  }

  post(path: string, body: unknown = {}, headers?: Record<string, string>): Promise<Reply> {
    return this.send('POST', path, body, headers)
  }

  patch(path: string, body: unknown = {}, headers?: Record<string, string>): Promise<Reply> {
    return this.send('PATCH', path, body, headers)
  }

  delete(path: string, headers?: Record<string, string>): Promise<Reply> {
    return this.send('DELETE', path, undefined, headers)
  }

  /** A route of better-auth: `auth('sign-in/email', { … })`. Without a body it is a GET. */
  auth(path: string, body?: unknown, headers?: Record<string, string>): Promise<Reply> {
    return this.send(body === undefined ? 'GET' : 'POST', `${AUTH_PREFIX}/${path}`, body, headers)
  }

  signIn(email: string, password: string): Promise<Reply> {
    return this.auth('sign-in/email', { email, password })
  }

  /** The same person in another tab of another host would not have these cookies; a thief might. */
  stealInto(other: Browser): void {
    for (const [name, value] of this.cookies) other.cookies.set(name, value)
  }

  async send(
    method: 'GET' | 'POST' | 'PATCH' | 'DELETE',
    path: string,
    body?: unknown,
    extra: Record<string, string> = {},
  ): Promise<Reply> {
    const url = path.startsWith('/') ? path : `${API_PREFIX}/${path}`
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const response = await this.#workshop.app.inject({
      method,
      url,
      headers: {
        host: this.host,
        'user-agent': 'Mozilla/5.0 (test)',
        'sec-fetch-site': 'same-origin',
        ...(method === 'GET' ? {} : { origin: `http://${this.host}` }),
        ...(cookie === '' ? {} : { cookie }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...extra,
      },
      ...(body === undefined ? {} : { payload: JSON.stringify(body) }),
    })
    const given = response.headers['set-cookie']
    for (const text of given === undefined ? [] : Array.isArray(given) ? given : [given]) this.#keep(text)
    const isJson = /json/.test(String(response.headers['content-type'] ?? ''))
    const reply: Reply = {
      status: response.statusCode,
      body: isJson && response.body !== '' ? JSON.parse(response.body) : undefined,
      text: response.body,
      headers: response.headers,
    }
    assertConforms(this.#workshop.kernel.operations, method, url, reply)
    return reply
  }

  #keep(text: string): void {
    this.setCookies.push(text)
    const [pair = '', ...attributes] = text.split(';').map((part) => part.trim())
    const at = pair.indexOf('=')
    const name = pair.slice(0, at)
    const value = pair.slice(at + 1)
    const isOver = attributes.some((attribute) => /^max-age=0$/i.test(attribute))
    if (isOver || value === '') this.cookies.delete(name)
    else this.cookies.set(name, value)
  }
}

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** RFC 4648 base 32, as it stands in an `otpauth://` address. */
export function fromBase32(text: string): Buffer {
  let bits = 0
  let value = 0
  const bytes: number[] = []
  for (const letter of text.replace(/=+$/, '').toUpperCase()) {
    value = (value << 5) | BASE32.indexOf(letter)
    bits += 5
    if (bits < 8) continue
    bits -= 8
    bytes.push((value >>> bits) & 255)
  }
  return Buffer.from(bytes)
}

/** The code of RFC 6238 (HMAC-SHA-1, 30 seconds) at a moment, written after the RFC and not by the library under test. */
export function totp(secret: Buffer, atMs: number, digits = 6): string {
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(Math.floor(atMs / 30_000)))
  const digest = createHmac('sha1', secret).update(counter).digest()
  const offset = digest[19]! & 15
  const number = digest.readUInt32BE(offset) & 0x7fffffff
  return String(number % 10 ** digits).padStart(digits, '0')
}
