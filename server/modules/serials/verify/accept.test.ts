import { describe, expect, it } from 'vitest'
import { prefersHtml } from './accept.ts'
import { clientOf } from './client.ts'

describe('an Accept header', () => {
  it.each([
    [undefined, false],
    ['', false],
    ['*/*', false],
    ['application/json', false],
    ['application/json, text/html;q=0.9', false],
    ['application/json, text/html', false],
    ['text/html;q=0, */*', false],
    ['image/avif,image/webp,*/*;q=0.8', false],
    ['text/html', true],
    ['TEXT/HTML', true],
    ['text/*', true],
    ['text/html, */*;q=0.1', true],
    ['application/json;q=0.5, text/html;q=0.8', true],
    ['text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8', true],
    ['application/xhtml+xml', true],
  ])('%j: a page is %s', (accept, page) => {
    expect(prefersHtml(accept)).toBe(page)
  })
})

describe('a client', () => {
  it.each([
    ['203.0.113.9', '203.0.113.9'],
    ['::ffff:203.0.113.9', '203.0.113.9'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:0DB8:0001:0002::1', '2001:db8:1:2::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['not an address', 'not an address'],
  ])('at %s is %s', (ip, client) => {
    expect(clientOf(ip)).toBe(client)
  })
})
