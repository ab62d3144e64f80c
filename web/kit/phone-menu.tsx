import { Drawer } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTexts } from '../texts/texts.tsx'

/** The main menu on a phone; loaded when it is first opened, since a desktop never needs it. */
export default function PhoneMenu(props: {
  opened: boolean
  onClose(): void
  title: ReactNode
  children: ReactNode
}) {
  const t = useTexts()
  return (
    <Drawer
      opened={props.opened}
      onClose={props.onClose}
      position="left"
      size="17rem"
      padding="sm"
      title={props.title}
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      {props.children}
    </Drawer>
  )
}
