import { describe, expect, it } from 'vitest'
import { type Sql, sql } from './sql.ts'

const by = (id: string) => sql`id = ${id}`
const statement = (where: Sql, limit: number) => sql`select * from product where ${where} limit ${limit}`

describe('a statement', () => {
  it('has its values bound, in the order of the text, and its fragments as text', () => {
    const { text, values } = statement(sql`${by('a')} and price > ${5n}`, 3)
    expect(text).toBe('select * from product where id = $1 and price > $2 limit $3')
    expect(values).toEqual(['a', 5n, 3])
  })

  it('is put together once for each way of doing so, whatever the values', () => {
    expect(statement(by('b'), 1).shape).toBe(statement(by('c'), 2).shape)
    expect(statement(by('b'), 1).values).toEqual(['b', 1])
    expect(statement(by('c'), 2).values).toEqual(['c', 2])
    expect(statement(by('b'), 1).name).toBe(statement(by('c'), 2).name)
  })

  it('is another with another fragment, or with a value in the place of one', () => {
    const other = statement(sql`sku = ${'b'}`, 1)
    expect(other.text).toBe('select * from product where sku = $1 limit $2')
    expect(other.shape).not.toBe(statement(by('b'), 1).shape)
    const either = (part: Sql | string) => sql`select ${part}, ${1}`
    expect([either('x').text, either(sql`now()`).text, either('x').text]).toEqual([
      'select $1, $2',
      'select now(), $1',
      'select $1, $2',
    ])
  })

  it('tells fragments apart by their place', () => {
    const two = (a: Sql | string, b: Sql | string) => sql`select ${a}, ${b}`
    expect([two(by('x'), 'y').text, two('y', by('x')).text]).toEqual([
      'select id = $1, $2',
      'select $1, id = $2',
    ])
  })

  it('joins fragments, and quotes names', () => {
    const joined = sql.join([by('a'), by('b'), sql`true`], ' or ')
    expect([joined.text, joined.values]).toEqual(['id = $1 or id = $2 or true', ['a', 'b']])
    expect(sql.join([]).text).toBe('')
    expect(sql.id('a"b', 'c').text).toBe('"a""b"."c"')
  })
})
