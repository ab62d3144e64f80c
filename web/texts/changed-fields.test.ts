import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { AMARANTH, tell } from '../../server/guards/tell.ts'
import { openWorkshop, type Workshop } from '../../server/kernel/testing/workshop.ts'
import { modules } from '../../server/modules.ts'
import { fieldWord, isLeftOut, LEFT_OUT, TEXTS } from '../kit/changed-fields.ts'
import { changedFieldsEn } from './changed-fields.en.ts'
import { changedFieldsTh } from './changed-fields.th.ts'
import { translatorOf } from './texts.tsx'

/**
 * What is written into the audit log and the story does not come to, and where in the server that is.
 *
 * The rest is told by the story itself, which gives every command and runs every job: so a new field of a command has to be named in the two
 * files of words and nowhere else. A list of fields in `shared/` that the server's tests compare with what was written would let this test
 * do without the story, and be a third place to know each of them.
 */
const OTHERS: Readonly<Record<string, string>> = {
  'epcis_event.archived': 'modules/traceability/retention/retain-events.ts',
  'epcis_event.file': 'modules/traceability/retention/retain-events.ts',
  'epcis_event.sha256': 'modules/traceability/retention/retain-events.ts',
  'job_ticket.product': 'modules/manufacturing/ticket/update-ticket.ts',
  'location.parent': 'modules/inventory/location/update-location.ts',
  'product.gtin': 'modules/catalog/product/give-gtin.ts',
  'product.reason': 'modules/catalog/product/give-gtin.ts',
  'serial.flaw': 'modules/serials/registry/quarantine-flawed.ts',
  'serial.quarantined': 'modules/serials/registry/quarantine-flawed.ts',
  'wip_log.repeated': 'modules/manufacturing/wip-log/log-work.ts',
}

/** Commands that tell field by field what they were given, and the kind of record that they change. */
const BY_FIELD: Readonly<Record<string, string>> = {
  'branding.brand.save': 'brand',
  'identity.role.update': 'role',
  'inventory.location.update': 'location',
  'labels.template.save': 'label_template',
  'manufacturing.ticket.update': 'job_ticket',
  'passports.profile.save': 'passport_profile',
  'serials.line.update': 'serial_line',
  'tenancy.workshop.update': 'workshop',
}

const operations = modules.flatMap((module) => module.operations ?? [])
const declared: [entity: string, field: string][] = [
  ...Object.keys(OTHERS).map((key) => key.split('.') as [string, string]),
  ...operations.flatMap(({ name, input }) =>
    Object.keys(BY_FIELD[name] === undefined ? {} : input.shape)
      .filter((field) => field !== 'id' && field !== 'version')
      .map((field): [string, string] => [BY_FIELD[name]!, field]),
  ),
  ...operations.flatMap(({ list }) =>
    (list?.record?.fields ?? [])
      .filter(({ update, derived }) => update || derived)
      .map(({ name }): [string, string] => [list!.name.split('.').at(-1)!, name]),
  ),
]

let workshop: Workshop
let written: [entity: string, field: string][]
beforeAll(async () => {
  workshop = await openWorkshop()
  await tell(workshop, AMARANTH)
  const rows = await workshop.asOwner<{ entity: string; field: string; inner: string[] | null }>(
    `select distinct a.entity, c.key as field,
       case when c.key in ('from', 'to') and jsonb_typeof(c.value) = 'object'
         then array(select jsonb_object_keys(c.value)) end as inner
     from audit_record a cross join lateral jsonb_each(a.changes) c where jsonb_typeof(a.changes) = 'object'`,
  )
  written = [
    ...rows.flatMap(({ entity, field, inner }) =>
      (inner ?? [field]).map((name): [string, string] => [entity, name]),
    ),
    ...declared,
  ]
})
afterAll(() => workshop.close())

describe.each(['en', 'th'] as const)('the words for what changed in %s', (locale) => {
  it('are there for every field that is not left out', async () => {
    const language = { locale, t: await translatorOf(locale) }
    const unnamed = written.filter(
      ([entity, field]) => !isLeftOut(entity, field) && fieldWord(language, entity, field) === undefined,
    )
    expect(unnamed.map((names) => names.join('.'))).toEqual([])
    expect(written.length).toBeGreaterThan(150)
  })
})

it('what has words or is left out is written by something', () => {
  const known = new Set(
    written.flatMap(([entity, field]) => {
      const name = field.replace(/Minor$/, '')
      return [name, `${entity}.${name}`]
    }),
  )
  const named = [...Object.keys(changedFieldsEn.fields), ...Object.keys(TEXTS), ...LEFT_OUT]
  expect(named.filter((name) => !known.has(name))).toEqual([])
})

it('what the story does not come to is written where it is said to be', () => {
  const server = new URL('../../server/', import.meta.url)
  const missing = Object.entries(OTHERS).filter(
    ([name, file]) =>
      !new RegExp(`\\b${name.split('.')[1]}\\b`).test(readFileSync(new URL(file, server), 'utf8')),
  )
  expect(missing).toEqual([])
  const names = operations.map(({ name }) => name)
  expect(Object.keys(BY_FIELD).filter((name) => !names.includes(name))).toEqual([])
})

it('the words are in lower case in English, and Thai in Thai', () => {
  expect(Object.values(changedFieldsEn.fields).filter((text) => /^\p{Lu}\P{Lu}|[.]$/u.test(text))).toEqual([])
  const thai = [...Object.values(changedFieldsTh.fields), ...Object.values(changedFieldsTh.values)]
  expect(thai.filter((text) => !/[\u0e00-\u0e7f]/.test(text))).toEqual([])
})
