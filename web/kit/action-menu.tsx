import { ActionIcon, Button, Menu } from '@mantine/core'
import { IconChevronDown, IconDots } from '@tabler/icons-react'
import { useTexts } from '../texts/texts.tsx'
import type { Action } from './action-button.tsx'
import styles from './action-menu.module.css'
import { usePageCommand } from './page-commands.ts'

export interface MenuAction {
  key: string
  label: string
  action: Action
  danger?: boolean
  onClick(): void
}

/** Mantine leaves out refused items when one goes through a menu by keys; then nobody reads the reason. */
const refuse = (item: HTMLElement | null) => item?.setAttribute('aria-disabled', 'true')

/** An entry of the menu is in the palette too; those of rows are not, since nobody could tell of which row they are. */
function Offered({ action: { label, action, onClick } }: { action: MenuAction }) {
  usePageCommand({ label, action, run: onClick })
  return null
}

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
      {props.compact ? null : props.actions.map((action) => <Offered key={action.key} action={action} />)}
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
