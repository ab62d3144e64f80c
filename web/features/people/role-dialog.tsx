import { useState } from 'react'
import { answerOf, api, idempotent } from '../../api/client.ts'
import { useCommand } from '../../api/queries.ts'
import { CommandDialog } from '../../kit/command-dialog.tsx'
import type { Field } from '../../kit/form-fields.tsx'
import { notify } from '../../kit/notify.tsx'
import { useTexts } from '../../texts/texts.tsx'
import { PermissionChoice } from './permission-table.tsx'
import { permissionLabel, usePermissions } from './permissions.ts'
import type { Role } from './use-roles.ts'

/** Each permission is a field of its own, so that what two people changed at once is put together one by one. */
type Values = { key: string; name: string } & { [permission: `may ${string}`]: boolean }

const may = (pattern: string) => `may ${pattern}` as const

const valuesOf = (
  role: Pick<Role, 'key' | 'name' | 'permissions'> | undefined,
  patterns: readonly string[],
): Values => ({
  key: role?.key ?? '',
  name: role?.name ?? '',
  ...Object.fromEntries(
    [...patterns, ...(role?.permissions ?? [])].map((pattern) => [
      may(pattern),
      role?.permissions.includes(pattern) ?? false,
    ]),
  ),
})
const permissionsOf = (values: Values): string[] =>
  Object.entries(values)
    .flatMap(([name, on]) => (name.startsWith('may ') && on === true ? [name.slice(4)] : []))
    .sort()

/** A role of the workshop's own: new, new as a copy, or changed. */
export function RoleDialog(props: {
  role?: Role
  copyOf?: Role
  onSaved(id: string): void
  onClose(): void
}) {
  const { areas } = usePermissions()
  // What there is to choose from decides which fields the form has.
  return areas.length === 0 ? null : <Form {...props} areas={areas} />
}

function Form(
  props: Parameters<typeof RoleDialog>[0] & { areas: ReturnType<typeof usePermissions>['areas'] },
) {
  const t = useTexts()
  const { areas, copyOf } = props
  // As it was when the dialog opened: what somebody else changes meanwhile must not be taken for read.
  const [role] = useState(props.role)
  const patterns = areas.flatMap((area) => [area.pattern, ...area.permissions.map(({ name }) => name)])
  const create = useCommand((body: { key: string; name: string; permissions: string[] }, key) =>
    api.POST('/api/v1/roles', { params: { header: idempotent(key) }, body }),
  )
  const update = useCommand(
    ({ id, ...body }: { id: string; version: number; name: string; permissions: string[] }) =>
      api.PATCH('/api/v1/roles/{id}', { params: { path: { id } }, body }),
  )
  const hidden: Field<Values>[] = areas.flatMap((area) => [
    {
      kind: 'switch',
      name: may(area.pattern),
      label: t('role.allOf', { area: area.label }),
      when: () => false,
    },
    ...area.things.flatMap((thing) =>
      thing.permissions.map(
        (one): Field<Values> => ({
          kind: 'switch',
          name: may(one.name),
          label: permissionLabel(area, thing, one),
          when: () => false,
        }),
      ),
    ),
  ])
  const id = role?.id ?? undefined
  return (
    <CommandDialog<Values>
      large
      title={role ? t('role.edit') : t('role.new')}
      text={role && role.members > 0 ? t.count('role.edit.text', role.members) : undefined}
      submit={role ? t('action.save') : t('role.create')}
      initial={valuesOf(role ?? (copyOf && { key: '', name: '', permissions: copyOf.permissions }), patterns)}
      operation={role ? 'identity.role.update' : 'identity.role.create'}
      draft={`role:${id ?? 'new'}`}
      {...(id === undefined
        ? {}
        : {
            editing: {
              version: role?.version ?? 0,
              read: async () => {
                const now = await answerOf(api.GET('/api/v1/roles/{id}', { params: { path: { id } } }))
                return { values: valuesOf(now, patterns), version: now.version ?? 0 }
              },
            },
          })}
      fields={[
        { kind: 'text', name: 'name', label: t('account.name'), required: true, half: true },
        {
          // Not a code: these are written in small letters, which a phone would not begin with.
          kind: 'text',
          name: 'key',
          label: t('role.key'),
          hint: t('role.key.hint'),
          required: true,
          half: true,
          when: () => id === undefined,
        },
        ...hidden,
      ]}
      more={(values, change) => (
        <PermissionChoice
          fromRole={id === undefined}
          value={permissionsOf(values)}
          onChange={(permissions) =>
            change({
              ...valuesOf({ key: '', name: '', permissions }, patterns),
              key: values.key!,
              name: values.name!,
            })
          }
        />
      )}
      onSubmit={async (values, version) => {
        const name = String(values.name).trim()
        const permissions = permissionsOf(values)
        if (id !== undefined) {
          await update.mutateAsync({ id, version, name, permissions })
          props.onSaved(id)
        } else
          props.onSaved((await create.mutateAsync({ key: String(values.key).trim(), name, permissions })).id)
        notify(t('done.saved'))
      }}
      onClose={props.onClose}
    />
  )
}
