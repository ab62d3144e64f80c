import { createHash } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { newId } from '../../../shared/ids.ts'
import type { TenantContext } from '../../kernel/command/context.ts'
import { command } from '../../kernel/command/operation.ts'
import type { Tx } from '../../kernel/db/database.ts'
import { sql } from '../../kernel/db/sql.ts'
import { fail as kernelFail } from '../../kernel/errors/kernel-errors.ts'
import { defineErrors } from '../../kernel/errors/problem.ts'
import { hostOf, identify } from '../../kernel/http/identify.ts'
import type { Kernel } from '../../kernel/kernel.ts'
import { readRecord } from '../../kernel/live/read-record.ts'
import { kindsOf, mayRead } from '../../kernel/live/record-kinds.ts'
import { defineModule } from '../../kernel/module.ts'
import { id, line } from '../../kernel/wire.ts'
import { fileUrl } from './file-url.ts'
import { mediaTypeOf } from './media-type.ts'
import { listFiles, removeFile } from './record-files.ts'

export { fileUrl } from './file-url.ts'

const MAX_BYTES = 8_000_000

const fail = defineErrors({
  'documents.media_type': {
    status: 422,
    title: { en: 'This kind of file is not kept', th: 'ไม่รองรับไฟล์ชนิดนี้' },
    detail: { en: 'Send a PNG, JPEG, WebP, SVG or PDF.', th: 'โปรดส่งไฟล์ PNG, JPEG, WebP, SVG หรือ PDF' },
  },
  'documents.too_large': {
    status: 422,
    title: { en: 'The file is too large', th: 'ไฟล์มีขนาดใหญ่เกินไป' },
    detail: { en: 'A file may have {limitMb} MB at the most.', th: 'ไฟล์ต้องมีขนาดไม่เกิน {limitMb} MB' },
  },
})

export interface NewFile {
  name: string
  bytes: Buffer
  visibility: 'public' | 'members'
  entity?: string
  entityId?: string
}

/**
 * Keeps a file. The bytes are written before the row: if the transaction does not commit, a file without a row is left,
 * which nobody can reach. The same bytes of the same workshop are kept once.
 */
export async function storeFile(
  ctx: TenantContext,
  file: NewFile,
): Promise<{ id: string; mediaType: string }> {
  const mediaType = mediaTypeOf(file.bytes)
  if (mediaType === undefined) throw fail('documents.media_type')
  if (file.bytes.length > MAX_BYTES) throw fail('documents.too_large', { limitMb: MAX_BYTES / 1_000_000 })
  const sha256 = createHash('sha256').update(file.bytes).digest('hex')
  const key = `${ctx.tenant.id}/${sha256.slice(0, 2)}/${sha256}`
  if (!(await ctx.kernel.storage.exists(key))) await ctx.kernel.storage.put(key, file.bytes)
  const fileId = newId(ctx.now.getTime())
  await ctx.tx.run(sql`
    insert into stored_file (tenant_id, id, key, name, media_type, bytes, sha256, entity, entity_id, visibility, created_by, created_at)
    values (${ctx.tenant.id}::uuid, ${fileId}::uuid, ${key}, ${file.name}, ${mediaType}, ${file.bytes.length}::bigint, ${sha256},
      ${file.entity ?? null}, ${file.entityId ?? null}, ${file.visibility}, ${ctx.principal.id}, ${ctx.now}::timestamptz)`)
  return { id: fileId, mediaType }
}

const uploadFile = command({
  name: 'documents.file.upload',
  permission: 'documents.upload',
  summary: 'Keep a file',
  route: 'POST /files',
  status: 201,
  bodyLimitBytes: 12_000_000,
  errors: ['documents.media_type', 'documents.too_large'],
  input: z.object({
    name: line(200),
    content: z.base64().min(1).max(11_500_000).meta({ description: 'The bytes, base64' }),
    visibility: z.enum(['public', 'members']).default('members'),
    entity: line(80).optional(),
    entityId: id.optional(),
  }),
  output: z.object({ id, url: z.string(), mediaType: z.string() }),
  auditInput: ({ content, ...rest }) => ({ ...rest, bytes: Math.floor((content.length * 3) / 4) }),
  example: {
    name: 'tote.svg',
    content: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>').toString('base64'),
    visibility: 'public',
  },
  async run(ctx, input) {
    const { content, entity, entityId, ...rest } = input
    const isOfRecord = entity !== undefined && entityId !== undefined
    // A record that can be read by its id must be there; what else there is (a token of work) is looked for by who keeps it.
    const record =
      isOfRecord && kindsOf(ctx.kernel).get(entity)?.get ? await readRecord(ctx, entity, entityId) : undefined
    const stored = await storeFile(ctx, {
      ...rest,
      bytes: Buffer.from(content, 'base64'),
      ...(entity === undefined ? {} : { entity }),
      ...(entityId === undefined ? {} : { entityId }),
    })
    ctx.audit({ entity: 'file', id: stored.id, label: input.name })
    if (record) {
      ctx.audit({
        entity: record.kind.entity,
        id: entityId!,
        ...(record.label === null ? {} : { label: record.label }),
        changes: { file: { to: input.name } },
      })
    }
    return { ...stored, url: fileUrl(stored.id) }
  },
})

/** The bytes of a file, for whoever has found out that they may be seen; undefined where there is none. */
export async function readFile(
  kernel: Kernel,
  tx: Tx,
  tenantId: string,
  fileId: string,
): Promise<{ mediaType: string; bytes: Buffer } | undefined> {
  const file = await tx.first<{ key: string; media_type: string }>(
    sql`select key, media_type from stored_file
      where tenant_id = ${tenantId}::uuid and id = ${fileId}::uuid and deleted_at is null`,
  )
  return file && { mediaType: file.media_type, bytes: Buffer.from(await kernel.storage.getBytes(file.key)) }
}

/** A file is what it is, for ever, under its id; an uploaded SVG may not run or load anything. */
function registerFiles(app: FastifyInstance, kernel: Kernel): void {
  app.get<{ Params: { id: string } }>('/files/:id', async (request, reply) => {
    const host = await hostOf(kernel, request)
    if (host?.kind !== 'tenant' || !id.safeParse(request.params.id).success) throw kernelFail('not_found')
    const { tenant } = host
    const file = await kernel.database.read(tenant.id, (tx) =>
      tx.first<{ key: string; media_type: string; visibility: string; entity: string | null }>(
        sql`select key, media_type, visibility, entity from stored_file
            where tenant_id = ${tenant.id}::uuid and id = ${request.params.id}::uuid and deleted_at is null`,
      ),
    )
    if (!file) throw kernelFail('not_found')
    if (file.visibility !== 'public') {
      const caller = await identify(kernel, request)
      const kind = file.entity === null ? undefined : kindsOf(kernel).get(file.entity)
      const isOpen = kind === undefined || mayRead(kind, caller.principal, null)
      if (!isOpen || !caller.principal.permissions.has('documents.read')) throw kernelFail('not_found')
    }
    return reply
      .type(file.media_type)
      .header(
        'cache-control',
        file.visibility === 'public' ? 'public, max-age=31536000, immutable' : 'private, no-store',
      )
      .header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'; sandbox")
      .header(
        'cross-origin-resource-policy',
        // Public pictures stand on the central host as well, and on a maker's own domain.
        file.visibility === 'public' ? 'cross-origin' : 'same-site',
      )
      .send(Buffer.from(await kernel.storage.getBytes(file.key)))
  })
}

/** Files and pictures. */
export const documentsModule = defineModule({
  name: 'documents',
  operations: [uploadFile, listFiles, removeFile],
  permissions: ['documents.read'],
  pages: [
    {
      reason: 'bytes, not JSON: public pictures for everybody, the rest for members with documents.read',
      register: registerFiles,
    },
  ],
})
