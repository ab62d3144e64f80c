// Who may import whom. The order of modules is the order of server/modules.ts, read from it: a module imports only
// modules above it, and of those only their index.ts and their table definitions (for foreign keys).
const { readFileSync } = require('node:fs')
const path = require('node:path')

const list = readFileSync(path.join(__dirname, 'server/modules.ts'), 'utf8')
const paths = new Map(
  [...list.matchAll(/import \{ (\w+) \} from '\.\/modules\/(\w+)\//g)].map((match) => [match[1], match[2]]),
)
const body = list.slice(list.indexOf('= ['))
const order = [...body.matchAll(/(\w+Module)\b/g)].map((match) => paths.get(match[1])).filter(Boolean)

/** Files of a module that define tables: other modules' tables may refer to them. */
const tableFiles = readFileSync(path.join(__dirname, 'server/schema.ts'), 'utf8')
const tables = [...tableFiles.matchAll(/'\.\/(modules\/[^']+)'/g)].map(
  (match) => `^server/${match[1].replaceAll('.', '\\.')}$`,
)

module.exports = {
  forbidden: [
    {
      name: 'no-circular',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'kernel-knows-no-module',
      comment:
        'Only what puts the program together (compose, modules, main, schema) and the test workshop know the modules.',
      severity: 'error',
      from: { path: '^server/kernel/', pathNot: '(^server/kernel/testing/|.test.ts$)' },
      to: { path: '^server/modules', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'shared-is-browser-safe',
      severity: 'error',
      from: { path: '^shared/', pathNot: '(\\.test\\.ts$|^shared/testing/|^shared/speed\\.ts$)' },
      to: { path: '^(server|web|storefront)/' },
    },
    {
      name: 'storefront-views-are-pure',
      severity: 'error',
      from: { path: '^storefront/', pathNot: '\\.test\\.ts$' },
      to: { path: '^server/' },
    },
    {
      name: 'tests-are-not-imported',
      severity: 'error',
      from: { pathNot: '\\.test\\.tsx?$' },
      to: { path: '\\.test\\.tsx?$' },
    },
    {
      name: 'not-to-dev-dependencies',
      severity: 'error',
      from: {
        path: '^(server|shared|storefront)/',
        pathNot: '(\\.test\\.ts$|/testing/|^server/guards/|\\.build\\.ts$|preview)',
      },
      to: { dependencyTypes: ['npm-dev'] },
    },
    { name: 'not-to-unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
    ...order.map((name, i) => ({
      name: `${name}-imports-only-modules-above-it`,
      severity: 'error',
      from: { path: `^server/modules/${name}/`, pathNot: '\\.(test|build)\\.ts$' },
      to: {
        path: '^server/modules/',
        pathNot: [`^server/modules/(${[name, ...order.slice(0, i)].join('|')})/`, ...tables],
      },
    })),
    {
      name: 'modules-are-entered-by-their-index',
      severity: 'error',
      from: { path: '^server/modules/([^/]+)/', pathNot: '\\.(test|build)\\.ts$' },
      to: {
        path: '^server/modules/',
        pathNot: ['^server/modules/$1/', '^server/modules/[^/]+/index\\.ts$', ...tables],
      },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|migrations|migrations-registry)/' },
    tsConfig: { fileName: 'tsconfig.json' },
    parser: 'swc',
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.mjs', '.js'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
}
