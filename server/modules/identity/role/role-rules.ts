import { z } from 'zod'
import { line } from '../../../kernel/wire.ts'

/** How a role of a workshop's own is called in the program. */
export const roleKey = z
  .string()
  .regex(/^[a-z][a-z0-9_]{1,38}[a-z0-9]$/, 'small letters, digits and _, such as night_shift')

export const roleName = line(80)

export const rolePermissions = z
  .array(
    z.string().regex(/^[a-z_]+(\.[a-z_]+)*(\.\*)?$/, 'a permission such as sales.order.ship, or sales.*'),
  )
  .max(500)
  .transform((patterns) => [...new Set(patterns)].sort())
  .meta({ description: 'Permissions, or `module.*` for all of a module' })
