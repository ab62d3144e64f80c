import { notifications } from '@mantine/notifications'

/** Says that something is done; it goes by itself. */
export function notify(message: string): void {
  notifications.show({ message, withBorder: true, autoClose: 4000 })
}
