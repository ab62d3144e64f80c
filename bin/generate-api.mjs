// Writes what the desk knows of the API, from the declarations of the modules: `npm run api:generate`.
//   web/api/schema.gen.ts            every path as types, for openapi-fetch
//   web/api/inputs.gen.json          which fields of a form must be there, and how long they may be
//   web/texts/refusals.{en,th}.gen.json   what each error code means, for buttons that may not be pressed
// openapi-typescript would do the first, but needs the compiler's JavaScript API, which TypeScript 7 does not have.
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { errorCatalogue } from '../server/kernel/errors/problem.ts'
import { openApiDocument } from '../server/kernel/http/openapi.ts'
import { modules } from '../server/modules.ts'

const root = fileURLToPath(new URL('..', import.meta.url))

/** A property name, in quotes where it needs them. */
const nameOf = (name) => (/^[A-Za-z_$][\w$]*$/.test(name) ? name : `'${name}'`)
const literal = (value) => (typeof value === 'string' ? `'${value.replaceAll("'", "\\'")}'` : String(value))
const union = (types) => [...new Set(types)].join(' | ')
const grouped = (type) => (/[ |&]/.test(type) && !type.startsWith('{') ? `(${type})` : type)

/** A JSON schema as a TypeScript type. Meets only what zod writes; anything else stops the generation. */
function typeOf(schema, indent) {
  if (schema.$ref !== undefined) return schema.$ref.split('/').at(-1)
  if (schema.const !== undefined) return literal(schema.const)
  if (schema.enum) return union(schema.enum.map(literal))
  if (schema.anyOf ?? schema.oneOf)
    return union((schema.anyOf ?? schema.oneOf).map((part) => grouped(typeOf(part, indent))))
  if (schema.allOf) {
    // Parts that only narrow what is beside them (a second pattern) have no type of their own.
    const { allOf, ...rest } = schema
    const types = [...allOf, rest].map((part) => typeOf(part, indent)).filter((type) => type !== 'unknown')
    return [...new Set(types)].map(grouped).join(' & ') || 'unknown'
  }
  if (Array.isArray(schema.type))
    return union(schema.type.map((type) => grouped(typeOf({ ...schema, type }, indent))))
  switch (schema.type) {
    case 'string':
      return 'string'
    case 'number':
    case 'integer':
      return 'number'
    case 'boolean':
      return 'boolean'
    case 'null':
      return 'null'
    case 'array':
      if (schema.prefixItems) return `[${schema.prefixItems.map((item) => typeOf(item, indent)).join(', ')}]`
      return `${grouped(schema.items ? typeOf(schema.items, indent) : 'unknown')}[]`
    case 'object':
      return objectType(schema, indent)
    case undefined:
      return 'unknown'
    default:
      throw new Error(`no type for ${JSON.stringify(schema).slice(0, 200)}`)
  }
}

function objectType(schema, indent) {
  const fields = Object.entries(schema.properties ?? {})
  const rest = schema.additionalProperties
  if (fields.length === 0) {
    if (rest === undefined || rest === true) return 'Record<string, unknown>'
    return rest === false ? 'Record<string, never>' : `Record<string, ${typeOf(rest, indent)}>`
  }
  const required = new Set(schema.required ?? [])
  const inner = `${indent}  `
  const lines = fields.map(
    ([name, value]) => `${inner}${nameOf(name)}${required.has(name) ? '' : '?'}: ${typeOf(value, inner)}`,
  )
  return `{\n${lines.join('\n')}\n${indent}}`
}

function parametersType(operation, indent) {
  const inner = `${indent}  `
  const lines = ['query', 'header', 'path', 'cookie'].map((place) => {
    const found = (operation.parameters ?? []).filter((parameter) => parameter.in === place)
    if (found.length === 0) return `${inner}${place}?: never`
    const properties = Object.fromEntries(found.map((parameter) => [parameter.name, parameter.schema]))
    const required = found.filter((parameter) => parameter.required).map((parameter) => parameter.name)
    const type = objectType({ properties, required }, inner)
    return `${inner}${place}${required.length > 0 ? '' : '?'}: ${type}`
  })
  return `{\n${lines.join('\n')}\n${indent}}`
}

const problem = (indent) => `${indent}default: { content: { 'application/problem+json': Problem } }`

function responsesType(operation, indent) {
  const inner = `${indent}  `
  const lines = Object.entries(operation.responses)
    .filter(([status]) => Number(status) < 300)
    .map(([status, response]) => {
      const schema = response.content?.['application/json']?.schema
      const content = schema ? `{ 'application/json': ${typeOf(schema, inner)} }` : 'never'
      return `${inner}${status}: { content: ${content} }`
    })
  return `{\n${[...lines, problem(inner)].join('\n')}\n${indent}}`
}

function operationType(operation) {
  const body = operation.requestBody?.content['application/json'].schema
  // A body of which nothing is required may be left out: the server takes none as an empty one.
  const optional = body && (body.required ?? []).length === 0 ? '?' : ''
  return [
    `  /** ${operation.summary.replaceAll('*/', '')} */`,
    `  '${operation.operationId}': {`,
    `    parameters: ${parametersType(operation, '    ')}`,
    body
      ? `    requestBody${optional}: { content: { 'application/json': ${typeOf(body, '    ')} } }`
      : '    requestBody?: never',
    `    responses: ${responsesType(operation, '    ')}`,
    '  }',
  ].join('\n')
}

/** The types of an OpenAPI document as openapi-fetch reads them. */
export function schemaTypes(document) {
  const paths = Object.entries(document.paths).sort(([a], [b]) => (a < b ? -1 : 1))
  const operations = paths.flatMap(([, methods]) => Object.values(methods))
  operations.sort((a, b) => (a.operationId < b.operationId ? -1 : 1))
  const pathLines = paths.map(
    ([name, methods]) =>
      `  '${name}': {\n${Object.entries(methods)
        .map(([method, operation]) => `    ${method}: operations['${operation.operationId}']`)
        .join('\n')}\n  }`,
  )
  return [
    '// Written by bin/generate-api.mjs from the modules’ declarations: `npm run api:generate`. Not to be edited.',
    '',
    `export interface paths {\n${pathLines.join('\n')}\n}`,
    '',
    `export interface operations {\n${operations.map(operationType).join('\n')}\n}`,
    '',
    `export interface Problem ${typeOf(document.components.schemas.Problem, '')}`,
    '',
  ].join('\n')
}

/** What a form has to know of a field before it is sent: whether it must be there, and how long it may be. */
function rulesOf(schema, isRequired) {
  const parts = schema.anyOf ?? schema.oneOf ?? [schema]
  const isNullable = parts.some((part) => part.type === 'null') || [schema.type].flat().includes('null')
  const lengths = parts
    .flatMap((part) => [part, ...(part.allOf ?? [])])
    .flatMap((part) => part.maxLength ?? [])
  return {
    ...(isRequired && !isNullable ? { required: true } : {}),
    ...(lengths.length > 0 ? { maxLength: Math.max(...lengths) } : {}),
  }
}

/** Rules of the fields of each command's body, by the field's path (`address.line1`); those without any are left out. */
export function inputRules(document) {
  const rules = {}
  const walk = (schema, path, isRequired, into) => {
    const properties = schema.properties ?? (schema.anyOf ?? []).find((part) => part.properties)?.properties
    if (!properties) {
      const own = rulesOf(schema, isRequired)
      if (path !== '' && Object.keys(own).length > 0) into[path] = own
      return
    }
    const required = new Set(schema.required ?? [])
    for (const [name, value] of Object.entries(properties))
      walk(value, path === '' ? name : `${path}.${name}`, path === '' && required.has(name), into)
  }
  for (const methods of Object.values(document.paths)) {
    for (const operation of Object.values(methods)) {
      const body = operation.requestBody?.content['application/json']?.schema
      if (!body) continue
      const into = {}
      walk(body, '', false, into)
      if (Object.keys(into).length > 0) rules[operation.operationId] = into
    }
  }
  return Object.fromEntries(Object.entries(rules).sort(([a], [b]) => (a < b ? -1 : 1)))
}

/** What each error code says in a language, where its text stands by itself: without the values of one refusal. */
export function refusalTexts(catalogue, locale) {
  const texts = [...catalogue].map(([code, { title, detail }]) => [
    code,
    // Thai has no full stop.
    /\{\w+\}/.test(detail[locale])
      ? title[locale]
      : `${title[locale]}${locale === 'th' ? ' ' : '. '}${detail[locale]}`,
  ])
  texts.sort(([a], [b]) => (a < b ? -1 : 1))
  return `${JSON.stringify(Object.fromEntries(texts), null, 2)}\n`
}

/** Every generated file by its path below the project. */
export function generatedFiles() {
  const operations = modules.flatMap((module) => module.operations ?? [])
  const document = openApiDocument(operations, '')
  return new Map([
    ['web/api/schema.gen.ts', schemaTypes(document)],
    ['web/api/inputs.gen.json', `${JSON.stringify(inputRules(document), null, 2)}\n`],
    ['web/texts/refusals.en.gen.json', refusalTexts(errorCatalogue, 'en')],
    ['web/texts/refusals.th.gen.json', refusalTexts(errorCatalogue, 'th')],
  ])
}

/** Those that are not as they should be. */
export const outdatedFiles = () =>
  [...generatedFiles()].filter(([name, text]) => {
    try {
      return readFileSync(path.join(root, name), 'utf8') !== text
    } catch {
      return true
    }
  })

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const outdated = outdatedFiles()
  for (const [name, text] of outdated) writeFileSync(path.join(root, name), text)
  console.info(outdated.length === 0 ? 'Up to date' : `Written: ${outdated.map(([name]) => name).join(', ')}`)
}
