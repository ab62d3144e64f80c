import { ActionIcon, Button, Checkbox, Popover } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconColumns3 } from '@tabler/icons-react'
import { useTexts } from '../../texts/texts.tsx'
import styles from './list-tools.module.css'

export interface ColumnChoice {
  key: string
  header: string
}

/** Which columns there are, and in which order. */
export function ColumnMenu(props: {
  all: readonly ColumnChoice[]
  shown: readonly string[]
  isChosen: boolean
  /** Undefined: those that the list shows of itself. */
  onChange(columns: string[] | undefined): void
}) {
  const t = useTexts()
  const { all, shown, onChange } = props
  const ordered = [
    ...shown.flatMap((key) => all.filter((column) => column.key === key)),
    ...all.filter(({ key }) => !shown.includes(key)),
  ]
  const move = (key: string, by: 1 | -1) => {
    const next = [...shown]
    const at = next.indexOf(key)
    const [taken] = next.splice(at, 1)
    next.splice(at + by, 0, taken!)
    onChange(next)
  }
  return (
    <Popover position="bottom-end" width={300} trapFocus withRoles={false}>
      <Popover.Target>
        <ActionIcon size="lg" variant="default" aria-label={t('columns.title')} title={t('columns.title')}>
          <IconColumns3 size={18} stroke={1.75} />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown role="dialog" aria-label={t('columns.title')}>
        <div className={styles.columns}>
          {ordered.map(({ key, header }) => {
            const at = shown.indexOf(key)
            return (
              <div key={key} className={styles.column}>
                <Checkbox
                  size="xs"
                  label={header}
                  checked={at >= 0}
                  // One column has to be left.
                  disabled={at >= 0 && shown.length === 1}
                  onChange={(event) =>
                    onChange(
                      event.currentTarget.checked ? [...shown, key] : shown.filter((other) => other !== key),
                    )
                  }
                />
                {at < 0 ? null : (
                  <>
                    <ActionIcon
                      size="sm"
                      disabled={at === 0}
                      aria-label={t('columns.up', { column: header })}
                      onClick={() => move(key, -1)}
                    >
                      <IconArrowUp size={14} />
                    </ActionIcon>
                    <ActionIcon
                      size="sm"
                      disabled={at === shown.length - 1}
                      aria-label={t('columns.down', { column: header })}
                      onClick={() => move(key, 1)}
                    >
                      <IconArrowDown size={14} />
                    </ActionIcon>
                  </>
                )}
              </div>
            )
          })}
        </div>
        <div className={styles.foot}>
          <Button
            variant="subtle"
            size="compact-sm"
            disabled={!props.isChosen}
            onClick={() => onChange(undefined)}
          >
            {t('columns.reset')}
          </Button>
        </div>
      </Popover.Dropdown>
    </Popover>
  )
}
