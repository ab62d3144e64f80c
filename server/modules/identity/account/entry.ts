import type { FastifyRequest } from 'fastify'
import { newId } from '../../../../shared/ids.ts'
import { insertAudit } from '../../../kernel/audit/audit-record.ts'
import type { Tenant } from '../../../kernel/command/context.ts'
import { sql } from '../../../kernel/db/sql.ts'
import type { Kernel } from '../../../kernel/kernel.ts'
import type { Identity } from '../identity.ts'

interface SignedIn {
  readonly id: string
  readonly token: string | undefined
}

/** The person that an answer is about. */
export function personIn(body: unknown): SignedIn | undefined {
  const { user, token } = (body ?? {}) as { user?: { id?: unknown }; token?: unknown }
  if (typeof user?.id !== 'string') return undefined
  return { id: user.id, token: typeof token === 'string' ? token : undefined }
}

/** Lets a person into a workshop and writes it down there; false for who is not a member. */
export async function enter(
  kernel: Kernel,
  tenant: Tenant,
  operation: string,
  person: SignedIn,
  request: FastifyRequest,
): Promise<boolean> {
  const now = kernel.clock.now()
  const member = await kernel.database.write(tenant.id, async (tx) => {
    const found = await tx.first<{ id: string; name: string; email: string }>(
      sql`select id, name, email from member
          where tenant_id = ${tenant.id}::uuid and user_id = ${person.id} and deleted_at is null`,
    )
    if (found) {
      await tx.run(
        insertAudit(
          {
            tenantId: tenant.id,
            at: now,
            actorKind: 'user',
            actorId: person.id,
            actorName: found.name,
            operation,
            input: JSON.stringify({ address: request.ip }),
            requestId: request.id,
          },
          [
            {
              id: newId(now.getTime()),
              entity: 'member',
              entityId: found.id,
              label: found.email,
              changes: undefined,
            },
          ],
        ),
      )
    }
    return found
  })
  return member !== undefined
}

/** Ends the session that a sign-in has just made, before its cookie leaves. */
export async function expel(identity: Identity, person: SignedIn): Promise<void> {
  if (person.token === undefined) return
  const { internalAdapter } = await (await identity.auth()).$context
  await internalAdapter.deleteSession(person.token)
}

/** A failed sign-in, in the log of the workshop whose member was named. The same statement runs for a stranger. */
export async function recordFailure(
  kernel: Kernel,
  tenant: Tenant,
  email: string,
  request: FastifyRequest,
): Promise<void> {
  const now = kernel.clock.now()
  await kernel.database.write(tenant.id, (tx) =>
    tx.run(
      sql`insert into audit_record
            (tenant_id, id, at, actor_kind, actor_id, actor_name, operation, entity, entity_id, label, input, request_id)
          select m.tenant_id, ${newId(now.getTime())}::uuid, ${now}::timestamptz, 'anonymous', null, 'anonymous',
            'identity.session.sign_in_failed', 'member', m.id, m.email, ${JSON.stringify({ address: request.ip })}::jsonb, ${request.id}
          from member m
          where m.tenant_id = ${tenant.id}::uuid and m.email = ${email.toLowerCase()} and m.deleted_at is null`,
    ),
  )
}
