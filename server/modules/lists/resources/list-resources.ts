import { z } from 'zod'
import { type Operation, query } from '../../../kernel/command/operation.ts'
import { jsonSchema } from '../../../kernel/http/openapi.ts'
import type { Kernel } from '../../../kernel/kernel.ts'
import { FIELD_TYPES, OPERATORS, operatorsOf } from '../../../kernel/list/list-field.ts'
import { columnNameOf } from '../../../kernel/resource/import-records.ts'

const field = z.object({
  name: z.string().meta({ description: 'Where it stands in a row: `product.sku` is a part of `product`' }),
  type: z.enum(FIELD_TYPES),
  nullable: z.boolean(),
  values: z.array(z.string()).optional().meta({ description: 'What an enum may be' }),
  operators: z.array(z.enum(OPERATORS)).meta({ description: 'Conditions of `where`' }),
  sort: z.boolean(),
  shown: z.boolean().meta({ description: 'A column of the list unless its reader chose others' }),
  of: z.string().optional().meta({ description: 'The list that an id points into' }),
  beside: z.string().optional().meta({ description: 'The field with its currency or unit' }),
  create: z.boolean().meta({ description: 'Can be given when such a record is made' }),
  update: z.boolean().meta({ description: 'Can be changed' }),
  required: z.boolean(),
  maxLength: z.number().int().optional(),
  column: z.string().optional().meta({ description: 'Its name in a file to import' }),
})

const bulkInput = z.object({
  name: z.string(),
  type: z.enum(['text', 'boolean', 'enum']),
  required: z.boolean(),
  values: z.array(z.string()).optional(),
  maxLength: z.number().int().optional(),
})

const resource = z.object({
  name: z.string(),
  path: z.string().meta({ description: 'Below `/api/v1`' }),
  entity: z.string(),
  label: z.string().meta({ description: 'The field that a person knows a record by' }),
  search: z.boolean(),
  keyField: z
    .string()
    .optional()
    .meta({ description: 'The moment whose order, downwards, the list has of itself' }),
  sort: z.string().optional().meta({ description: 'The order it has of itself, where that is another' }),
  plain: z.boolean().meta({ description: 'Made of a table alone: record and form follow from the fields' }),
  deletable: z.boolean(),
  versioned: z.boolean(),
  may: z
    .object({
      create: z.boolean(),
      update: z.boolean(),
      delete: z.boolean(),
      restore: z.boolean(),
      import: z.boolean(),
    })
    .meta({ description: 'What the caller may do, as far as the role decides it' }),
  importColumns: z.array(z.object({ name: z.string(), required: z.boolean() })),
  bulk: z.array(z.object({ operation: z.string(), input: z.array(bulkInput) })),
  fields: z.array(field),
})

export const listResources = query({
  name: 'lists.resource.list',
  summary: 'List what there are lists of, their fields, and what can be done with their rows',
  description:
    'Only what the caller may read. Screens, exports and imports that nobody wrote by hand are made of this.',
  route: 'GET /meta/resources',
  anyMember: 'it tells which lists the caller may read, and nothing of what is in them',
  input: z.object({}),
  output: z.object({ items: z.array(resource) }),
  example: {},
  async run(ctx) {
    const may = (permission: string) => permission !== NEVER && ctx.principal.permissions.has(permission)
    const items = describedLists(ctx.kernel)
      .filter(({ permission }) => may(permission))
      .map(({ described, permissions }) => ({
        ...described,
        may: {
          create: may(permissions.create),
          update: may(permissions.update),
          delete: may(permissions.delete),
          restore: may(permissions.restore),
          import: may(permissions.import),
        },
        bulk: described.bulk
          .filter(({ permission }) => may(permission))
          .map(({ permission: _permission, ...rest }) => rest),
      }))
    return { items }
  },
})

type Described = Omit<z.input<typeof resource>, 'may' | 'bulk'> & {
  bulk: { operation: string; permission: string; input: z.input<typeof bulkInput>[] }[]
}
interface DescribedList {
  permission: string
  permissions: Record<'create' | 'update' | 'delete' | 'restore' | 'import', string>
  described: Described
}

const described = new WeakMap<Kernel, DescribedList[]>()

/** The same for everybody, so that it is put together once for a program. */
function describedLists(kernel: Kernel): DescribedList[] {
  let lists = described.get(kernel)
  if (!lists) {
    const byName = new Map(kernel.operations.map((operation) => [operation.name, operation]))
    lists = kernel.operations
      .filter((operation) => operation.list)
      .map((one) => describe(one, byName, kernel.operations))
    described.set(kernel, lists)
  }
  return lists
}

/** The permission of what there is not. */
const NEVER = ''

function describe(
  operation: Operation,
  byName: ReadonlyMap<string, Operation>,
  operations: readonly Operation[],
): DescribedList {
  const list = operation.list!
  const form = new Map(list.record?.fields.map((one) => [one.name, one]))
  const permissionOf = (verb: string) => byName.get(`${list.name}.${verb}`)?.permission ?? NEVER
  return {
    permission: operation.permission!,
    permissions: {
      create: permissionOf('create'),
      update: permissionOf('update'),
      delete: permissionOf('delete'),
      restore: permissionOf('restore'),
      import: permissionOf('import'),
    },
    described: {
      name: list.name,
      path: list.path,
      entity: list.entity,
      label: list.label,
      search: list.search,
      ...(list.keyField ? { keyField: list.keyField } : {}),
      ...(list.sort ? { sort: list.sort } : {}),
      plain: list.record !== undefined,
      deletable: list.record?.deletable ?? false,
      versioned: list.record?.versioned ?? false,
      importColumns: columnsOfImport(byName.get(`${list.name}.import`)),
      bulk: operations
        .filter((one) => one.bulk === list.name)
        .map((one) => ({ operation: one.name, permission: one.permission ?? NEVER, input: bulkInputs(one) })),
      fields: Object.entries(list.fields).map(([name, one]) => ({
        name,
        type: one.type,
        nullable: one.nullable ?? false,
        ...(one.values ? { values: [...one.values] } : {}),
        operators: [...operatorsOf(one)],
        sort: one.sort ?? false,
        shown: one.shown ?? false,
        ...(one.of ? { of: one.of } : {}),
        ...(one.beside ? { beside: one.beside } : {}),
        create: form.get(name)?.create ?? false,
        update: form.get(name)?.update ?? false,
        required: form.get(name)?.required ?? false,
        ...(form.get(name)?.maxLength === undefined ? {} : { maxLength: form.get(name)!.maxLength }),
        ...(form.get(name)?.create ? { column: columnNameOf(name) } : {}),
      })),
    },
  }
}

/** The columns that an import takes, as its description names them. */
function columnsOfImport(operation: Operation | undefined): { name: string; required: boolean }[] {
  return [...(operation?.importColumns ?? [])]
}

type Schema = { type?: string; enum?: string[]; maxLength?: number; anyOf?: Schema[] }

/** What a command for many needs to know besides which: plain values that a small form can ask for. */
function bulkInputs(operation: Operation): z.input<typeof bulkInput>[] {
  const { properties = {}, required = [] } = jsonSchema(operation.input, 'input') as {
    properties?: Record<string, Schema>
    required?: string[]
  }
  return Object.entries(properties).flatMap(([name, schema]): z.input<typeof bulkInput>[] => {
    if (name === 'id' || name === 'version') return []
    const common = { name, required: required.includes(name) }
    if (schema.enum) return [{ ...common, type: 'enum' as const, values: schema.enum }]
    if (schema.type === 'boolean') return [{ ...common, type: 'boolean' as const }]
    if (schema.type === 'string')
      return [
        { ...common, type: 'text' as const, ...(schema.maxLength ? { maxLength: schema.maxLength } : {}) },
      ]
    return []
  })
}
