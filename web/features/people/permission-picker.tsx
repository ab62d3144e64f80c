import { Checkbox } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { read } from '../../api/queries.ts'
import { useTexts } from '../../texts/texts.tsx'
import styles from './permission-picker.module.css'

/** What a role or key may do: module by module, all of one or single permissions. */
export function PermissionPicker(props: { value: readonly string[]; onChange(value: string[]): void }) {
  const t = useTexts()
  const permissions = useQuery(read('/api/v1/permissions'))
  const modules = Map.groupBy(
    permissions.data?.items ?? [],
    ({ permission }) => permission.split('.')[0] ?? '',
  )
  const has = (pattern: string) => props.value.includes(pattern)
  const set = (pattern: string, on: boolean) =>
    props.onChange(on ? [...props.value, pattern] : props.value.filter((other) => other !== pattern))
  return (
    <fieldset className={styles.picker}>
      <legend>{t('role.may')}</legend>
      {[...modules].map(([module, items]) => {
        const all = `${module}.*`
        return (
          <details key={module} className={styles.module}>
            <summary>
              <span>{module}</span>
              <span className={styles.count}>
                {has(all)
                  ? t('role.all')
                  : t('role.chosen', {
                      chosen: items.filter(({ permission }) => has(permission)).length,
                      of: items.length,
                    })}
              </span>
            </summary>
            <div className={styles.permissions}>
              <Checkbox
                label={t('role.allOf', { module })}
                checked={has(all)}
                disabled={!items.every(({ held }) => held)}
                onChange={(event) => {
                  const rest = props.value.filter((pattern) => !pattern.startsWith(`${module}.`))
                  props.onChange(event.currentTarget.checked ? [...rest, all] : rest)
                }}
              />
              {items.map(({ permission, summaries, held }) => (
                <Checkbox
                  key={permission}
                  label={<span className="mono">{permission}</span>}
                  description={summaries.join(' · ')}
                  checked={has(all) || has(permission)}
                  disabled={has(all) || !held}
                  onChange={(event) => set(permission, event.currentTarget.checked)}
                />
              ))}
            </div>
          </details>
        )
      })}
    </fieldset>
  )
}
