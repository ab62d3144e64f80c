import type { Workshop } from '../../kernel/testing/workshop.ts'

/** What a browser that shows no pictures and runs no script would keep of an answer. */
export interface Shown {
  status: number
  markup: string
  headers: Readonly<Record<string, string | string[] | number | undefined>>
  /** Where it leads; empty where it leads nowhere. */
  location: string
  /** `Set-Cookie` lines. */
  cookies: readonly string[]
}

/** For tests: somebody in front of a browser, with its cookies. */
export class Visitor {
  readonly host: string
  readonly cookies = new Map<string, string>()
  readonly #workshop: Workshop
  readonly #headers: Readonly<Record<string, string>>

  constructor(workshop: Workshop, host: string, headers: Readonly<Record<string, string>> = {}) {
    this.#workshop = workshop
    this.host = host
    this.#headers = headers
  }

  async get(url: string, headers: Readonly<Record<string, string>> = {}): Promise<Shown> {
    return await this.#send('GET', url, headers)
  }

  /** Sends a form, as a page of the same host would. */
  async post(
    url: string,
    fields: Readonly<Record<string, string>>,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Shown> {
    const form = { 'content-type': 'application/x-www-form-urlencoded', origin: `http://${this.host}` }
    return await this.#send('POST', url, { ...form, ...headers }, new URLSearchParams(fields).toString())
  }

  /** Sends a form and goes where it leads. */
  async submit(url: string, fields: Readonly<Record<string, string>>): Promise<Shown> {
    const { status, location, markup } = await this.post(url, fields)
    if (location === '') throw new Error(`${url} answered ${status}: ${markup}`)
    return await this.get(location)
  }

  async #send(
    method: 'GET' | 'POST',
    url: string,
    headers: Readonly<Record<string, string>>,
    payload?: string,
  ): Promise<Shown> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const answer = await this.#workshop.app.inject({
      method,
      url,
      headers: {
        host: this.host,
        accept: 'text/html,application/xhtml+xml,*/*;q=0.8',
        ...(cookie === '' ? {} : { cookie }),
        ...this.#headers,
        ...headers,
      },
      ...(payload === undefined ? {} : { payload }),
    })
    const cookies = [answer.headers['set-cookie'] ?? []].flat()
    for (const line of cookies) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line)!
      if (value === '') this.cookies.delete(name!)
      else this.cookies.set(name!, value!)
    }
    return {
      status: answer.statusCode,
      markup: answer.body,
      headers: answer.headers,
      location: answer.headers.location ?? '',
      cookies,
    }
  }
}

/** The value of a hidden field. */
export function hidden(markup: string, name: string): string {
  const value = new RegExp(`<input type="hidden" name="${name}" value="([^"]*)"`).exec(markup)?.[1]
  if (value === undefined) throw new Error(`no hidden field ${name} in ${markup}`)
  return value
}

/** What a page says, without its markup. */
export const textOf = (markup: string): string =>
  markup
    .slice(markup.indexOf('<main'))
    .replace(/<[^>]+>/g, ' ')
    .replaceAll('&#39;', "'")
    .replace(/\s+/g, ' ')
    .trim()
