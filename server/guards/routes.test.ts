import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { API_PREFIX } from '../kernel/http/prefix.ts'
import type { Workshop } from '../kernel/testing/workshop.ts'
import { signedIn } from './cast.ts'
import { PASSWORD } from './chapters/opening.ts'
import { REVIEWED_ROUTES } from './reviewed-routes.ts'
import { routesOf } from './routes.ts'
import type { Story } from './story.ts'
import { AMARANTH, openTold } from './tell.ts'

let workshop: Workshop
let story: Story
beforeAll(async () => {
  const told = await openTold([AMARANTH])
  workshop = told.workshop
  story = told.stories[0]!
})
afterAll(() => workshop?.close())

const routes = (reach: string): string[] =>
  Object.entries(REVIEWED_ROUTES)
    .filter(([, reviewed]) => reviewed.reach === reach)
    .map(([route]) => route)

const ask = async (route: string, headers: Record<string, string>, remoteAddress = '127.0.0.1') => {
  const [method, path] = route.split(' ') as ['GET' | 'POST', string]
  const url = path.replace(/:/g, '0198c0de-0000-7000-8000-00000000dead').replace('*', '/somewhere')
  return await workshop.app.inject({ method, url, headers, remoteAddress })
}

describe('every route that the program answers', () => {
  it('is an operation, or was reviewed', () => {
    const operations = new Set(
      workshop.kernel.operations.map(
        ({ method, path }) => `${method} ${API_PREFIX}${path.replace(/:\w+/g, ':')}`,
      ),
    )
    const answered = routesOf(workshop.app)
    // Every operation must be found, so that nothing else can be overlooked.
    expect([...operations].filter((route) => !answered.includes(route))).toEqual([])
    expect(answered.filter((route) => !operations.has(route))).toEqual(Object.keys(REVIEWED_ROUTES).sort())
  })

  it('and shows what is of a workshop is visited in the story, so that it is tried as another workshop', () => {
    const patterns = Object.entries(REVIEWED_ROUTES)
      .filter(([, { reach }]) => ['workshop', 'buyer', 'member', 'sender'].includes(reach))
      .map(([route]) => [route, new RegExp(`^${route.replace(/:/g, '[^/?]+')}(\\?.*)?$`)] as const)
    const visited = story.visited.map(({ sent }) => `${sent.method} ${sent.url}`)
    const missing = patterns.filter(([, pattern]) => !visited.some((url) => pattern.test(url)))
    expect(missing.map(([route]) => route)).toEqual([])
  })

  it('of platform staff is closed to everybody else, and to the host of a workshop', async () => {
    // Style and script of its pages are the same for everybody.
    const platform = Object.keys(REVIEWED_ROUTES).filter(
      (route) => route.includes('/platform/') && !/\.(css|js)$/.test(route),
    )
    expect(routes('staff')).toEqual(platform)
    expect(platform.length).toBeGreaterThan(0)
    for (const route of platform) {
      const statuses = []
      for (const part of ['stranger', 'account', 'buyer', 'owner', 'key'] as const)
        statuses.push((await ask(route, story.cast[part])).statusCode)
      expect([route, statuses]).toEqual([route, [401, 403, 404, 404, 404]])
    }
    await workshop.asOwner(
      `update identity."user" set role = 'platform' where email = $1`,
      story.email('owner'),
    )
    const staff = await signedIn(workshop, 'localhost', { email: story.email('owner'), password: PASSWORD })
    // What is sent leads back to the page; what lacks its fields is told which.
    const asks = ['POST /platform/serials/gtins', 'POST /api/platform/gtins/transfer']
    for (const route of platform)
      expect([route, (await ask(route, staff)).statusCode]).toEqual([
        route,
        asks.includes(route) ? 400 : route.startsWith('POST') ? 303 : 200,
      ])
  })

  it('of the machine is not there for anybody from outside', async () => {
    for (const route of routes('machine')) {
      expect([route, (await ask(route, { host: 'localhost' })).statusCode]).toEqual([route, 200])
      expect([route, (await ask(route, { host: 'localhost' }, '203.0.113.9')).statusCode]).toEqual([
        route,
        404,
      ])
    }
  })

  it('that asks for a permission or a signature is closed without', async () => {
    for (const route of [...routes('member'), ...routes('sender')])
      expect([route, (await ask(route, story.cast.buyer)).statusCode]).toEqual([route, 404])
  })

  it('that is the same for everybody says nothing of a workshop', async () => {
    for (const route of routes('anybody')) {
      const reply = await ask(route, story.cast.owner)
      expect([route, reply.body.includes(story.tenantId), reply.body.includes('Amaranth')]).toEqual([
        route,
        false,
        false,
      ])
    }
  })
})
