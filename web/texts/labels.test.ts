import { describe, expect, it } from 'vitest'
import { operatorsOf } from '../../server/kernel/list/list-field.ts'
import { modules } from '../../server/modules.ts'
import { labelsEn } from './labels.en.ts'
import { labelsTh } from './labels.th.ts'

const operations = modules.flatMap((module) => module.operations ?? [])
const lists = operations.flatMap(({ list }) => (list ? [list] : []))
const bulk = operations.filter((operation) => operation.bulk !== undefined)

describe.each([
  ['English', labelsEn],
  ['Thai', labelsTh],
])('the labels in %s', (_language, labels) => {
  const { fields, values, verbs } = labels as unknown as Record<string, Readonly<Record<string, string>>>

  it('name every list, every field of it and every command for many of its rows', () => {
    const names = labels.lists as Readonly<Record<string, string>>
    expect(lists.filter(({ name }) => !(name in names)).map(({ name }) => name)).toEqual([])
    const unnamed = lists.flatMap((list) =>
      Object.keys(list.fields)
        .filter((field) => !(`${list.name}.${field}` in fields!) && !(field in fields!))
        .map((field) => `${list.name}.${field}`),
    )
    expect(unnamed).toEqual([])
    expect(bulk.map(({ name }) => name.split('.').at(-1)!).filter((verb) => !(verb in verbs!))).toEqual([])
  })

  it('name the inputs of commands for many rows', () => {
    const inputs = bulk.flatMap(({ input }) => Object.keys(input.shape)).filter((name) => name !== 'id')
    expect(inputs.filter((name) => !(name in fields!))).toEqual([])
  })

  it('name nothing that there is not', () => {
    const known = new Set([
      ...lists.flatMap((list) =>
        Object.keys(list.fields).flatMap((field) => [field, `${list.name}.${field}`]),
      ),
      ...bulk.flatMap(({ input }) => Object.keys(input.shape)),
      // Of the sample that the tests have, and of what imports alone know.
      'boughtOn',
      'address',
    ])
    expect(Object.keys(fields!).filter((field) => !known.has(field))).toEqual([])
    const choices = lists.flatMap((list) =>
      Object.entries(list.fields)
        .filter(([, field]) => operatorsOf(field).length > 0)
        .flatMap(([name, field]) => (field.values ?? []).map((value) => `${list.name}.${name}.${value}`)),
    )
    expect(Object.keys(values!).filter((value) => !choices.includes(value))).toEqual([])
  })
})
