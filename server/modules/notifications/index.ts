import { defineModule } from '../../kernel/module.ts'
import { getMessage, messages } from './read-messages.ts'
import { resendMessage } from './resend-message.ts'
import { sendMessage } from './send-message.ts'

export { forgetMessagesTo } from './forget-messages.ts'
export { type MailBlock, type MailRow, mailHtml, mailText } from './mail-blocks.ts'
export { linkOf, type NewMessage, queueMessage } from './queue-message.ts'
export { smtpMailer } from './smtp-mailer.ts'

/** Messages to people: kept, sent by mail where a mail server is configured, readable in the app. */
export const notificationsModule = defineModule({
  name: 'notifications',
  operations: [...messages.operations, getMessage, resendMessage],
  jobs: [sendMessage],
  invariants: new URL('./invariants/', import.meta.url),
})
