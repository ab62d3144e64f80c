import type { z } from 'zod'
import type { RatePolicy } from '../http/rate-limit.ts'
import type { Kernel } from '../kernel.ts'
import type { List } from '../list/list.ts'
import type { CentralContext, TenantContext } from './context.ts'
import type { Answer, Caller } from './execute.ts'

export type Method = 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE'
/** On which hosts an operation answers: the tenants' or the central one. On the other it is 404. */
export type HostKind = 'tenant' | 'central'
export type OperationKind = 'command' | 'query'
/** `required`: without an `Idempotency-Key` 400. `optional`: honoured when sent. */
export type Idempotency = 'required' | 'optional'

// biome-ignore lint/suspicious/noExplicitAny: the widest object schema, as zod writes it
export type ObjectSchema = z.ZodObject<any>

interface Declaration<I extends ObjectSchema, O extends z.ZodType> {
  /** `module.concept.verb`; also the permission it needs, unless `permission` names another. */
  name: string
  /** One line for the API reference. */
  summary: string
  description?: string
  /** Method and path below `/api/v1`, parameters as `:id`. They are fields of `input` like the rest. */
  route: `${Method} /${string}`
  permission?: string
  /** Why anybody may call this without signing in. Reviewed in one list by a guard. */
  public?: string
  /** Signed in is enough, whatever the role: why. Reviewed in the same list. */
  anyMember?: string
  /** Still answers for a suspended or cancelled tenant: why. */
  whenSuspended?: string
  input: I
  output: O
  /** Fields of `input` that may come in a header instead, by the header's name in small letters: for secrets, which do not belong in an address. */
  headers?: Readonly<Record<string, string>>
  /** HTTP status of success: 200, or 201 where something new is made. */
  status?: 200 | 201 | 202 | 204
  /** Codes of the catalogue that this operation may answer besides the kernel's. */
  errors?: readonly string[]
  /** How large the request's body may be; 1 MiB unless told. */
  bodyLimitBytes?: number
  /** How often one client address may call it, besides the limit that all operations have together. */
  limit?: RatePolicy
  /** One realistic input, shown in the API reference and used by the guards. */
  example?: z.input<I>
}

interface CommandOnly<I extends ObjectSchema> {
  idempotency?: Idempotency
  /** Whose keys these are, where the callers cannot be told apart: a public command's cart. */
  idempotencyScope?: (input: z.output<I>) => string
  /**
   * Nothing of it is outside of its transaction, so that it may begin before it is known whether the key is free: if it is not, the
   * transaction is taken back. Its first statements then share the flush of the key.
   */
  beginsWithKey?: true
  /** What the audit record keeps of the input; the whole input unless told (secrets and bulk must be left out). */
  auditInput?: (input: z.output<I>) => unknown
  /**
   * Why its answer need not wait for the disk: what it wrote in the last half second before a crash of PostgreSQL may be gone, and nobody
   * minds doing it again. Reviewed in one list by a guard.
   */
  asynchronousCommit?: string
  /** The list (`sales.order`) whose rows it can be run for one after the other; its input has the row's `id`. */
  bulk?: string
  /** The columns of the file that it imports. */
  importColumns?: readonly ImportColumn[]
}

export interface ImportColumn {
  name: string
  required: boolean
}

interface QueryOnly {
  /**
   * Why everybody who asks the same gets the same answer. Requests that come while one like it is being answered then share the next
   * run: a crowd before one shop window costs one query at a time. Nobody gets what is older than the question.
   */
  shared?: string
}

/** A command or query as the kernel sees it, whatever its types. */
export interface Operation {
  readonly kind: OperationKind
  readonly host: HostKind
  readonly name: string
  readonly summary: string
  readonly description?: string
  readonly method: Method
  readonly path: string
  readonly pathParams: readonly string[]
  readonly permission: string | undefined
  readonly public?: string
  readonly anyMember?: string
  readonly whenSuspended?: string
  readonly input: ObjectSchema
  readonly output: z.ZodType
  readonly headers: Readonly<Record<string, string>>
  readonly status: number
  readonly errors: readonly string[]
  readonly idempotency?: Idempotency
  readonly beginsWithKey?: true
  readonly asynchronousCommit?: string
  readonly shared?: string
  readonly bodyLimitBytes?: number
  readonly limit?: RatePolicy
  readonly example?: unknown
  /** The list that this query is. */
  readonly list?: List
  readonly bulk?: string
  readonly importColumns?: readonly ImportColumn[]
  /** The media types that it answers in, where that is not JSON. */
  readonly produces?: readonly string[]
  /** Runs in place of `run`, in no transaction of its own, because it is many of them: a file that is streamed, a command for many rows. */
  direct?(kernel: Kernel, input: unknown, caller: Caller): Promise<Answer>
  idempotencyScope?(input: unknown): string
  auditInput?(input: unknown): unknown
  run(ctx: TenantContext | CentralContext, input: unknown): Promise<unknown>
}

/** An operation whose types are known: what a caller in this process may send and will get. */
export interface Declared<I extends ObjectSchema, O extends z.ZodType> extends Operation {
  readonly input: I
  readonly output: O
}

function toOperation<I extends ObjectSchema, O extends z.ZodType>(
  kind: OperationKind,
  host: HostKind,
  declaration: object,
): Declared<I, O> {
  const d = declaration as Declaration<ObjectSchema, z.ZodType> &
    CommandOnly<ObjectSchema> & { run: Operation['run'] }
  const [method, path] = d.route.split(' ') as [Method, string]
  const pathParams = [...path.matchAll(/:(\w+)/g)].map((match) => match[1]!)
  const headers = d.headers ?? {}
  for (const field of [...pathParams, ...Object.keys(headers)]) {
    if (!(field in d.input.shape))
      throw new Error(`${d.name}: the parameter ${field} is not a field of its input`)
  }
  const open = d.public !== undefined || d.anyMember !== undefined
  return {
    ...d,
    kind,
    host,
    method,
    path,
    pathParams,
    headers,
    permission: open ? undefined : (d.permission ?? d.name),
    status: d.status ?? 200,
    errors: d.errors ?? [],
  } as unknown as Declared<I, O>
}

/** Declares something that changes state, for one tenant. See `docs/how-to/add-a-command.md`. */
export const command = <I extends ObjectSchema, O extends z.ZodType>(
  declaration: Declaration<I, O> &
    CommandOnly<I> & { run(ctx: TenantContext, input: z.output<I>): Promise<z.input<O>> },
): Declared<I, O> => toOperation('command', 'tenant', declaration)

/** Declares a read, for one tenant. It runs in a read-only transaction. */
export const query = <I extends ObjectSchema, O extends z.ZodType>(
  declaration: Declaration<I, O> &
    QueryOnly & { run(ctx: TenantContext, input: z.output<I>): Promise<z.input<O>> },
): Declared<I, O> => toOperation('query', 'tenant', declaration)

/** A command of the central host: it belongs to no tenant until it enters one. */
export const centralCommand = <I extends ObjectSchema, O extends z.ZodType>(
  declaration: Declaration<I, O> &
    CommandOnly<I> & { run(ctx: CentralContext, input: z.output<I>): Promise<z.input<O>> },
): Declared<I, O> => toOperation('command', 'central', declaration)

/** A read of the central host. */
export const centralQuery = <I extends ObjectSchema, O extends z.ZodType>(
  declaration: Declaration<I, O> & { run(ctx: CentralContext, input: z.output<I>): Promise<z.input<O>> },
): Declared<I, O> => toOperation('query', 'central', declaration)
