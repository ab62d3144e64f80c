import { IconCircleCheckFilled, IconMinus } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { ErrorPanel } from '../../kit/error-panel.tsx'
import { Section } from '../../kit/section.tsx'
import { covers } from '../../session/session.tsx'
import { useTexts } from '../../texts/texts.tsx'
import { countOf, usePermissions } from './permissions.ts'
import styles from './role-matrix.module.css'
import { useRoles } from './use-roles.ts'

/** A wide table is scrolled by keys too. */
const SCROLLED = { role: 'group', tabIndex: 0 }

/** Who may what, in one view: areas down, roles across. */
export function RoleMatrix() {
  const t = useTexts()
  const roles = useRoles()
  const { query, areas } = usePermissions()
  return (
    <Section title={t('role.matrix')} flush>
      <ErrorPanel error={query.error} onRetry={() => void query.refetch()} />
      <div className={styles.scroll} {...{ ...SCROLLED, 'aria-label': t('role.matrix') }}>
        <table className={styles.table} aria-busy={query.isPending}>
          <caption className="visually-hidden">{t('role.matrix')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('role.area')}</th>
              {roles.items.map((role) => (
                <th key={role.key} scope="col">
                  <Link to="/people/roles/$id" params={{ id: role.id ?? role.key }}>
                    {roles.nameOf(role.key)}
                  </Link>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {areas.map((area) => (
              <tr key={area.key}>
                <th scope="row">{area.label}</th>
                {roles.items.map((role) => {
                  const count = countOf(area, role.permissions)
                  const isAll = covers(role.permissions, area.pattern) || count === area.permissions.length
                  return (
                    <td key={role.key} data-much={isAll ? 'all' : count > 0 ? 'some' : 'none'}>
                      {isAll ? (
                        <IconCircleCheckFilled size={16} role="img" aria-label={t('role.all')} />
                      ) : count > 0 ? (
                        <span className="numbers">
                          {t('role.chosen', { chosen: count, of: area.permissions.length })}
                        </span>
                      ) : (
                        <IconMinus size={14} role="img" aria-label={t('role.none')} />
                      )}
                    </td>
                  )
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Section>
  )
}
