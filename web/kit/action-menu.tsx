import { ActionIcon, Button, Menu } from '@mantine/core'
import { IconChevronDown, IconDots } from '@tabler/icons-react'
import { useTexts } from '../texts/texts.tsx'
import type { Action } from './action-button.tsx'
import styles from './action-menu.module.css'

export interface MenuAction {
  key: string
  label: string
  action: Action
  danger?: boolean
  onClick(): void
}

/** Mantine leaves out refused items when one goes through a menu by keys; then nobody reads the reason. */
const refuse = (item: HTMLElement | null) => item?.setAttribute('aria-disabled', 'true')

/** What else a record allows, and beside what it does not, why not. */
export function ActionMenu(props: {
  label: string
  /** Three dots, for the rows of a list. */
  compact?: boolean
  actions: readonly MenuAction[]
}) {
  const t = useTexts()
  return (
    <Menu width={280}>
      <Menu.Target>
        {props.compact ? (
          <ActionIcon aria-label={props.label}>
            <IconDots size={16} aria-hidden />
          </ActionIcon>
        ) : (
          <Button variant="default" rightSection={<IconChevronDown size={16} aria-hidden />}>
            {props.label}
          </Button>
        )}
      </Menu.Target>
      <Menu.Dropdown>
        {props.actions.map(({ key, label, action, danger, onClick }) =>
          action.allowed ? (
            <Menu.Item key={key} className={danger ? styles.danger : ''} onClick={onClick}>
              {label}
            </Menu.Item>
          ) : (
            <Menu.Item key={key} ref={refuse} className={styles.refused} closeMenuOnClick={false}>
              {label}
              <span className={styles.reason}>
                {(action.reason && t.refusal(action.reason)) ?? t('action.refused')}
              </span>
            </Menu.Item>
          ),
        )}
      </Menu.Dropdown>
    </Menu>
  )
}
