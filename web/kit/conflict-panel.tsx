import { Radio } from '@mantine/core'
import { IconUsers } from '@tabler/icons-react'
import { useTexts } from '../texts/texts.tsx'
import styles from './conflict-panel.module.css'
import type { Field } from './form-fields.tsx'
import type { Difference, Merged } from './merge.ts'

/** What somebody else changed meanwhile: what was taken over, and each field that has to be decided. */
export function ConflictPanel<Values extends object>(props: {
  merged: Merged<Values>
  fields: readonly Field<Values>[]
  values: Values
  onChange(values: Values): void
}) {
  const t = useTexts()
  const { merged, fields, values, onChange } = props
  const fieldOf = (name: string) => fields.find((field) => field.name === name)
  const shown = (name: string, value: unknown): string => {
    const field = fieldOf(name)
    if (typeof value === 'boolean') return t(value ? 'value.on' : 'value.off')
    const text = typeof value === 'string' ? value : t('conflict.several')
    if (field?.kind === 'select') return field.options.find((one) => one.value === text)?.label ?? text
    if (field?.kind === 'custom' && field.shown) return field.shown(text)
    return text === '' ? t('value.none') : text
  }
  const labelOf = (name: string) => fieldOf(name)?.label ?? t('conflict.rest')
  return (
    <section className={styles.panel} role="alert" aria-label={t('conflict.title')}>
      <header>
        <IconUsers size={18} stroke={1.75} aria-hidden />
        <strong>{t('conflict.title')}</strong>
      </header>
      <p>{t(merged.disputed.length > 0 ? 'conflict.decide' : 'conflict.taken')}</p>
      {merged.disputed.map((one: Difference<Values>) => (
        <Radio.Group
          key={one.name}
          label={labelOf(one.name)}
          value={JSON.stringify(values[one.name]) === JSON.stringify(one.theirs) ? 'theirs' : 'mine'}
          onChange={(side) => onChange({ ...values, [one.name]: side === 'theirs' ? one.theirs : one.mine })}
        >
          <div className={styles.sides}>
            <Radio value="mine" label={t('conflict.mine', { value: shown(one.name, one.mine) })} />
            <Radio value="theirs" label={t('conflict.theirs', { value: shown(one.name, one.theirs) })} />
          </div>
        </Radio.Group>
      ))}
      {merged.taken.length === 0 ? null : (
        <ul>
          {merged.taken.map((one) => (
            <li key={one.name}>
              {t('conflict.change', {
                field: labelOf(one.name),
                from: shown(one.name, one.mine),
                to: shown(one.name, one.theirs),
              })}
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
