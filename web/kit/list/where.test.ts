import { expect, it } from 'vitest'
import { readConditions } from '../../../server/kernel/list/where.ts'
import { readWhere, writeWhere } from './where.ts'

it('conditions come back as they were written, whatever is in their values, and the server reads the same', () => {
  const conditions = [
    { field: 'state', operator: 'in', value: 'paid|shipped' },
    { field: 'product.name', operator: 'is', value: 'a, b \\ c: d,' },
    { field: 'note', operator: 'empty', value: '' },
  ]
  const text = writeWhere(conditions)
  expect(text).toBe('state:in:paid|shipped,product.name:is:a\\, b \\\\ c: d\\,,note:empty:')
  expect(readWhere(text)).toEqual(conditions)
  expect(readConditions(text!)).toEqual(conditions)
  expect([readWhere(undefined), writeWhere([])]).toEqual([[], undefined])
})
