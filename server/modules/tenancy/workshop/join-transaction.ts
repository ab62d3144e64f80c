import type { Tenant } from '../../../kernel/command/context.ts'
import type { Database, Tx } from '../../../kernel/db/database.ts'
import type { Kernel } from '../../../kernel/kernel.ts'

/**
 * The kernel as one that works in a transaction that is open already: `database.write` and `read` of that tenant join
 * it instead of opening their own. What the modules prepare for a new workshop is so written together with the
 * workshop, or not at all. Everything else is the kernel's own.
 */
export function joinTransaction(kernel: Kernel, tx: Tx, tenant: Tenant): Kernel {
  const joined = async <T>(tenantId: string | null, work: (tx: Tx) => Promise<T>): Promise<T> => {
    if (tenantId !== tenant.id) throw new Error('only the new workshop can be written while it is made')
    return await work(tx)
  }
  const database = replacing<Database>(kernel.database, { write: joined, read: joined })
  return replacing<Kernel>(kernel, { database })
}

/** The same object with some members replaced. Methods keep their own `this`, which private fields need. */
function replacing<T extends object>(target: T, members: Partial<T>): T {
  return new Proxy(target, {
    get: (_target, name) => {
      if (Object.hasOwn(members, name)) return members[name as keyof T]
      const value: unknown = Reflect.get(target, name, target)
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
}
