import type { Logger } from 'pino'
import type { Locale } from '../../../kernel/errors/problem.ts'
import type { Mailer } from '../../../kernel/kernel.ts'
import { setPasswordLink } from '../links.ts'

export const RESET_LINK_MINUTES = 60

const texts: Record<Locale, { subject: string; text: (name: string, link: string) => string }> = {
  en: {
    subject: 'Set a new password',
    text: (name, link) =>
      `Hello ${name},\n\nsomebody, hopefully you, asked for a new password. Set it here within ${RESET_LINK_MINUTES} minutes:\n\n${link}\n\nIf it was not you, do nothing: your password stays as it is.\n`,
  },
  th: {
    subject: 'ตั้งรหัสผ่านใหม่',
    text: (name, link) =>
      `สวัสดี ${name}\n\nมีผู้ขอตั้งรหัสผ่านใหม่สำหรับบัญชีของคุณ หากเป็นคุณ โปรดตั้งรหัสผ่านภายใน ${RESET_LINK_MINUTES} นาทีที่ลิงก์นี้\n\n${link}\n\nหากไม่ใช่คุณ ไม่ต้องทำอะไร รหัสผ่านเดิมยังใช้ได้\n`,
  },
}

interface ResetParts {
  readonly mailer: Mailer | undefined
  readonly log: Logger
  deskOrigin(userId: string, tenantId: string | null): Promise<string>
}

/**
 * Mails the link to set a new password. Nobody waits for it, so that the answer takes as long for an e-mail without an
 * account.
 */
export function sendResetLink(
  parts: ResetParts,
  person: { id: string; email: string; name: string },
  link: { tenantId: string | null; token: string; locale: Locale },
): void {
  const { mailer, log } = parts
  if (!mailer) {
    log.warn({ userId: person.id }, 'a new password was asked for, but no mail server is configured')
    return
  }
  const { subject, text } = texts[link.locale]
  const send = async () => {
    const origin = await parts.deskOrigin(person.id, link.tenantId)
    await mailer.send({
      to: person.email,
      subject,
      text: text(person.name, setPasswordLink(origin, link.token)),
    })
  }
  send().catch((error: unknown) =>
    log.error({ err: error, userId: person.id }, 'the link for a new password was not sent'),
  )
}
