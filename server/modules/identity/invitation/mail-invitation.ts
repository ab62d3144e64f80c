import { tenantOrigin } from '../../../kernel/config.ts'
import { sql } from '../../../kernel/db/sql.ts'
import type { Locale } from '../../../kernel/errors/problem.ts'
import { job } from '../../../kernel/jobs/job.ts'
import { identityOf } from '../identity.ts'
import { invitationLink } from '../links.ts'

interface Letter {
  workshop: string
  invitedBy: string
  link: string
  until: string
}

const texts: Record<Locale, { subject: (letter: Letter) => string; text: (letter: Letter) => string }> = {
  en: {
    subject: ({ workshop }) => `Join ${workshop}`,
    text: ({ workshop, invitedBy, link, until }) =>
      `Hello,\n\n${invitedBy} invites you to ${workshop}. Join here until ${until}:\n\n${link}\n\nThe link works once. If you do not know what this is, do nothing.\n`,
  },
  th: {
    subject: ({ workshop }) => `คำเชิญเข้าร่วม ${workshop}`,
    text: ({ workshop, invitedBy, link, until }) =>
      `สวัสดี\n\n${invitedBy} เชิญคุณเข้าร่วม ${workshop} โปรดเข้าร่วมภายใน ${until} ที่ลิงก์นี้\n\n${link}\n\nลิงก์ใช้ได้ครั้งเดียว หากคุณไม่ทราบว่าเรื่องนี้คืออะไร ไม่ต้องทำอะไร\n`,
  },
}

/** Mails an invitation that is still open. The job carries its id; the token is made again from that. */
export const mailInvitation = job<{ invitationId: string }>({
  name: 'identity.mail_invitation',
  async run(ctx, { invitationId }) {
    const identity = identityOf(ctx.kernel)
    const row = await ctx.tx.first<{ email: string; invited_by: string; expires_at: Date }>(
      sql`select email, invited_by, expires_at from invitation
          where tenant_id = ${ctx.tenant.id}::uuid and id = ${invitationId}::uuid
            and accepted_at is null and revoked_at is null and expires_at > ${ctx.now}::timestamptz`,
    )
    if (!row || !identity.mailer) return
    const { locale, timeZone, slug, name } = ctx.tenant
    const token = identity.invitations.make({ tenantId: ctx.tenant.id, invitationId })
    const letter: Letter = {
      workshop: name,
      invitedBy: row.invited_by,
      link: invitationLink(tenantOrigin(ctx.kernel.config, slug), token),
      until: new Intl.DateTimeFormat(locale === 'th' ? 'th-TH' : 'en-GB', {
        dateStyle: 'long',
        timeStyle: 'short',
        timeZone,
      }).format(row.expires_at),
    }
    await identity.mailer.send({
      to: row.email,
      subject: texts[locale].subject(letter),
      text: texts[locale].text(letter),
    })
    ctx.audit({ entity: 'invitation', id: invitationId, label: row.email })
  },
})
