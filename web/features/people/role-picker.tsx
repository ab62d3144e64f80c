import { Radio } from '@mantine/core'
import { useEffect, useRef } from 'react'
import { type PlainKey, useTexts } from '../../texts/texts.tsx'
import styles from './role-picker.module.css'
import { useRoles } from './use-roles.ts'

const ROLE_TEXTS: Readonly<Record<string, PlainKey>> = {
  owner: 'role.owner.text',
  admin: 'role.admin.text',
  planner: 'role.planner.text',
  supervisor: 'role.supervisor.text',
  operator: 'role.operator.text',
  warehouse: 'role.warehouse.text',
  sales: 'role.sales.text',
  purchasing: 'role.purchasing.text',
  accountant: 'role.accountant.text',
  viewer: 'role.viewer.text',
}

/** What one of the ten roles is for; undefined for one of the workshop's own. */
export const roleText = (key: string): PlainKey | undefined => ROLE_TEXTS[key]

/** A role, each with what it is for; one that the reader may not give says why. */
export function RolePicker(props: {
  value: string
  onChange(role: string): void
  error?: string | undefined
}) {
  const t = useTexts()
  const roles = useRoles()
  const list = useRef<HTMLDivElement>(null)
  const isThere = roles.items.length > 0
  // The one that is chosen is seen, also where it is the last of many.
  useEffect(() => {
    const chosen = list.current?.querySelector('input:checked')?.closest<HTMLElement>(`.${styles.role}`)
    if (isThere && list.current && chosen)
      list.current.scrollTop = chosen.offsetTop - list.current.offsetTop - chosen.offsetHeight
  }, [isThere])
  return (
    <Radio.Group
      label={t('people.role')}
      error={props.error}
      value={props.value}
      onChange={props.onChange}
      className={styles.picker}
    >
      <div className={styles.roles} ref={list}>
        {roles.items.map(({ key, actions }) => {
          const text = roleText(key)
          const { give } = actions
          return (
            <Radio
              key={key}
              value={key}
              className={styles.role}
              label={roles.nameOf(key)}
              disabled={!give.allowed}
              description={
                give.allowed
                  ? text === undefined
                    ? t('role.own')
                    : t(text)
                  : ((give.reason && t.refusal(give.reason)) ?? t('action.refused'))
              }
            />
          )
        })}
      </div>
    </Radio.Group>
  )
}
