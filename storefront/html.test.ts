import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { attributes, escapeHtml, html, isHtml, raw, safeUrl, type TemplateValue } from './html.ts'

const print = (template: { toString(): string }) => template.toString()
/** Passes a value that the types would refuse, as a careless caller could. */
const smuggled = (value: unknown) => value as TemplateValue

describe('values in text', () => {
  it('escapes what could open a tag, an entity or a quote', () => {
    expect(print(html`<p>${`<img src=x onerror="alert('1')"> & co`}</p>`)).toBe(
      '<p>&lt;img src=x onerror=&quot;alert(&#39;1&#39;)&quot;&gt; &amp; co</p>',
    )
  })

  it('does not escape markup twice, and joins arrays of any depth', () => {
    const items = ['a<b', 'c'].map((text) => html`<li>${text}</li>`)
    expect(print(html`<ul>${[items, [html`<li>d</li>`, ['&']]]}</ul>`)).toBe(
      '<ul><li>a&lt;b</li><li>c</li><li>d</li>&amp;</ul>',
    )
  })

  it('prints numbers and amounts, and nothing for null, undefined and false', () => {
    expect(print(html`${0}|${12n}|${null}${undefined}${false}|${''}`)).toBe('0|12||')
  })

  it('refuses true and objects, also one that pretends to be markup', () => {
    expect(() => html`${smuggled(true)}`).toThrow(TypeError)
    expect(() => html`${smuggled({ toString: () => '<b>' })}`).toThrow(TypeError)
    expect(() => html`${smuggled({ markup: '<b>' })}`).toThrow('a object cannot be printed')
  })

  it('never lets any text open a tag or leave an attribute', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const inText = print(html`<p>${text}</p>`).slice(3, -4)
        const inAttribute = print(html`<p title="${text}"></p>`).slice(10, -6)
        expect(inText).not.toMatch(/[<>"']/)
        expect(inAttribute).toBe(inText)
        expect(unescaped(inText)).toBe(text)
      }),
    )
  })
})

describe('values in attributes', () => {
  it('escapes in double and single quotes', () => {
    expect(print(html`<p title="${'" onclick="x'}" lang='${"' onclick='x"}'></p>`)).toBe(
      `<p title="&quot; onclick=&quot;x" lang='&#39; onclick=&#39;x'></p>`,
    )
  })

  it('escapes a value in the middle and joins lists of classes', () => {
    expect(print(html`<p class="card ${['wide', ' ', '<']} end"></p>`)).toBe(
      '<p class="card wide &lt; end"></p>',
    )
  })

  it('refuses markup inside an attribute', () => {
    expect(() => html`<p title="${html`<b>x</b>`}"></p>`).toThrow('markup may not stand in an attribute')
  })

  it.each([
    ['an unquoted attribute', () => html`<p title=${'x'}></p>`],
    ['an event handler', () => html`<p onclick="${'x'}"></p>`],
    ['an inline style', () => html`<p style="color:${'red'}"></p>`],
    ['a srcdoc', () => html`<iframe srcdoc="${'x'}"></iframe>`],
    ['a srcset', () => html`<img srcset="${'x'}">`],
    ['a tag name', () => html`<${'p'}></p>`],
    ['a longer tag name', () => html`<h${1}></h1>`],
    ['a closing tag', () => html`<p></p ${attributes({})}>`],
    ['an attribute name', () => html`<p data-${'x'}="1"></p>`],
    ['a script', () => html`<script>${'x'}</script>`],
    ['a style sheet', () => html`<style>${'x'}</style>`],
    ['a comment', () => html`<!-- ${'x'} -->`],
    ['a declaration', () => html`<!doctype ${'html'}>`],
  ])('refuses any value in %s', (_where, template) => {
    expect(template).toThrow(/no value may stand/)
  })

  it('refuses a template that ends inside a tag or has a lone <', () => {
    expect(() => html`<p`).toThrow('ends in the state tag-name')
    expect(() => html`<p title="x`).toThrow('ends in the state double-quoted')
    expect(() => html`1 < 2`).toThrow('a lone <')
  })

  it('reads constant markup as a browser does', () => {
    const page = html`<!doctype html><!-- a > b --><script src="/a.js"></script><br/><i a=1 b>${'x'}</i>`
    expect(print(page)).toBe('<!doctype html><!-- a > b --><script src="/a.js"></script><br/><i a=1 b>x</i>')
  })
})

describe('attributes that depend on data', () => {
  it('prints names for true and leaves out what is absent', () => {
    const own = attributes({ checked: true, disabled: false, value: 'a"b', 'aria-label': null, min: 0 })
    expect(print(html`<input ${own}>`)).toBe('<input checked value="a&quot;b" min="0">')
    expect(print(html`<input ${null} name="x">`)).toBe('<input  name="x">')
  })

  it('refuses unsafe or malformed names and harmless-looking misuse', () => {
    for (const name of ['onclick', 'onfocus', 'style', 'srcdoc', 'srcset', 'a b', 'a=', 'a>', '', 'A', '1']) {
      expect(() => attributes({ [name]: 'x' }), name).toThrow(TypeError)
    }
    expect(() => html`<p>${attributes({ a: 1 })}</p>`).toThrow('only inside a tag')
    expect(() => html`<p ${'checked'}></p>`).toThrow('only attributes() may stand')
    expect(() => html`<p title="a"${attributes({ b: 1 })}></p>`).toThrow('no value may stand')
    expect(() => html`<p ${attributes({ a: true })}b></p>`).toThrow('the middle of an attribute name')
    expect(() => html`<p ${attributes({ a: true })}${attributes({ b: true })}></p>`).toThrow(TypeError)
  })

  it('checks addresses too', () => {
    expect(print(html`<a ${attributes({ href: 'javascript:alert(1)' })}>x</a>`)).toBe(
      '<a href="about:invalid">x</a>',
    )
  })
})

describe('addresses', () => {
  it.each([
    '/shop/tote?colour=black#top',
    'shop',
    '?lang=th',
    '#main',
    '',
    '/search?q=a:b',
    'https://example.com/a',
    'HTTP://example.com',
    'mailto:anong@example.com',
    'tel:+6621234567',
  ])('keeps %j', (url) => {
    expect(safeUrl(url)).toBe(url)
  })

  it.each([
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    ' javascript:alert(1)',
    '\u0001javascript:alert(1)',
    'java\nscript:alert(1)',
    'java\tscript\r:alert(1)',
    'data:text/html,<script>alert(1)</script>',
    'vbscript:x',
    'blob:https://example.com/1',
    'file:///etc/passwd',
    ':x',
  ])('refuses %j', (url) => {
    expect(safeUrl(url)).toBe('about:invalid')
    expect(print(html`<a href="${url}">x</a>`)).toBe('<a href="about:invalid">x</a>')
    expect(print(html`<form action='${url}'></form>`)).toBe(`<form action='about:invalid'></form>`)
    expect(print(html`<button formaction="${url}">x</button>`)).toContain('"about:invalid"')
    expect(print(html`<img src="${url}" alt="">`)).toContain('src="about:invalid"')
  })

  it('escapes an address after checking it', () => {
    expect(print(html`<a href="${'/s?a=1&b="2"'}">x</a>`)).toBe('<a href="/s?a=1&amp;b=&quot;2&quot;">x</a>')
  })

  it('lets values follow only where the scheme is settled', () => {
    expect(print(html`<a href="/v/${'javascript:x'}?q=${'1'}">x</a>`)).toBe(
      '<a href="/v/javascript:x?q=1">x</a>',
    )
    expect(print(html`<a href="${'/a'}?q=${'1'}">x</a>`)).toBe('<a href="/a?q=1">x</a>')
    expect(() => html`<a href="${'java'}${'script:x'}">x</a>`).toThrow('the scheme of an address')
    expect(() => html`<a href="${'java'}script:x">x</a>`).toThrow('the scheme of an address')
    expect(() => html`<a href="java${'script:x'}">x</a>`).toThrow('the scheme of an address')
    expect(() => html`<a href="${['/a', '/b']}">x</a>`).toThrow('an address is one value')
  })

  it('never lets a scheme that runs code through, however it is disguised', () => {
    const blanks = fc.string({
      unit: fc.constantFrom('\t', '\n', '\r', ' ', '\u0000', '\u001f'),
      maxLength: 3,
    })
    const disguised = fc
      .tuple(
        ...[...'javascript'].map((letter) => fc.tuple(blanks, fc.boolean(), fc.constant(letter))),
        blanks,
      )
      .map((parts) =>
        parts
          .map((part) =>
            typeof part === 'string' ? part : part[0] + (part[1] ? part[2].toUpperCase() : part[2]),
          )
          .join(''),
      )
    fc.assert(
      fc.property(disguised, fc.string(), (scheme, rest) => {
        expect(safeUrl(`${scheme}:${rest}`)).toBe('about:invalid')
      }),
    )
  })
})

describe('constants of our own', () => {
  it('prints them as they are, and takes no values', () => {
    expect(print(html`<p>${raw`<svg><path d="M0 0"/></svg>`}</p>`)).toBe('<p><svg><path d="M0 0"/></svg></p>')
    // @ts-expect-error values are refused by the types as well
    expect(() => raw`<svg>${'<script>'}</svg>`).toThrow('raw takes a constant')
  })

  it('tells markup from text', () => {
    expect(isHtml(html`<p></p>`)).toBe(true)
    expect(isHtml('<p></p>')).toBe(false)
  })

  it('cannot be made from a string by way of the class', () => {
    const Markup = html``.constructor as new (proof: symbol, markup: string) => unknown
    const Attributes = attributes({}).constructor as new (proof: symbol, markup: string) => unknown
    expect(() => new Markup(Symbol('Html'), '<b>')).toThrow(TypeError)
    expect(() => new Attributes(Symbol('Html'), 'onclick=x')).toThrow(TypeError)
  })
})

it('escapes a string by itself', () => {
  expect(escapeHtml(`<a href='x'>&"`)).toBe('&lt;a href=&#39;x&#39;&gt;&amp;&quot;')
})

function unescaped(markup: string): string {
  return markup
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')
}
