import { newId } from '../../../../shared/ids.ts'
import type { TenantContext } from '../../../kernel/command/context.ts'
import { tenantOrigin } from '../../../kernel/config.ts'
import { sql } from '../../../kernel/db/sql.ts'
import { type JobDefinition, job } from '../../../kernel/jobs/job.ts'
import { adminsOf, DESK_PATH } from '../../identity/index.ts'
import { type MailBlock, mailHtml, mailText, queueMessage } from '../../notifications/index.ts'
import type { Detector, Finding } from '../detect/detectors.ts'

export interface Raised extends Finding {
  /** The piece, or the day and code of a client. */
  readonly subject: string
  readonly serialId: string | null
}

/** A dismissed alert opens again when there is so much more to it. */
const REOPENS_AT = 2

interface Row {
  id: string
  subject: string
  detector: Detector
  is_new: boolean
  opened: boolean
}

/**
 * Keeps what the detectors found: a new alert, or more to one that is there. What was seen is added as a fact; seen again without
 * anything new, nothing changes. The workshop's owners and admins get one mail for all that is new.
 */
export const raiseAlerts: JobDefinition<{ findings: Raised[] }> = job({
  name: 'vigilance.raise-alerts',
  async run(ctx, { findings }) {
    const tenant = sql`${ctx.tenant.id}::uuid`
    const nowMs = ctx.now.getTime()
    const rows = await ctx.tx.rows<Row>(sql`
      with found as materialized (
        select g.* from jsonb_to_recordset(${JSON.stringify(
          findings.map((finding) => ({
            ...finding,
            id: newId(nowMs),
            factId: newId(nowMs),
            firstAt: new Date(finding.firstMs),
            lastAt: new Date(finding.lastMs),
          })),
        )}::jsonb) as g(id uuid, "factId" uuid, detector text, subject text, "serialId" uuid, score float8, "firstAt" timestamptz,
          "lastAt" timestamptz, evidence jsonb)
        where g."serialId" is null or exists (select from serial s where s.tenant_id = ${tenant} and s.id = g."serialId")
      ), kept as (
        insert into scan_alert as a (tenant_id, id, detector, subject, serial_id, state, score, first_at, last_at, raised_at, sightings)
        select ${tenant}, id, detector, subject, "serialId", 'open', score, "firstAt", "lastAt", ${ctx.now}::timestamptz, 1
        from found order by detector, subject
        on conflict (tenant_id, detector, subject) do update set
          score = greatest(a.score, excluded.score), first_at = least(a.first_at, excluded.first_at), last_at = excluded.last_at,
          sightings = a.sightings + 1,
          state = case when a.state = 'dismissed' and excluded.score >= a.score * ${REOPENS_AT}::float8 then 'open' else a.state end,
          decided_at = case when a.state = 'dismissed' and excluded.score >= a.score * ${REOPENS_AT}::float8 then null else a.decided_at end
        where excluded.last_at > a.last_at
        returning a.id, a.detector, a.subject, a.sightings = 1 as is_new, a.state = 'open' and a.sightings > 1 as opened
      ), told as (
        insert into scan_evidence (tenant_id, id, alert_id, at, score, first_at, last_at, evidence)
        select ${tenant}, f."factId", k.id, ${ctx.now}::timestamptz, f.score, f."firstAt", f."lastAt", f.evidence
        from kept k join found f on f.detector = k.detector and f.subject = k.subject
      )
      select id, subject, detector, is_new, opened from kept order by id`)
    for (const row of rows) ctx.audit({ entity: 'scan_alert', id: row.id, label: row.detector })
    const fresh = rows.filter((row) => row.is_new)
    if (fresh.length > 0) await tell(ctx, fresh)
  },
})

const TEXTS = {
  en: {
    subject: 'Odd scans: {count} new alerts',
    subjectOne: 'Odd scans: a new alert',
    lead: 'Somebody asks for your serials in a way that honest pieces are not asked for. Please have a look; the evidence is kept with each alert.',
    link: 'Open the alerts',
  },
  th: {
    subject: 'การสแกนผิดปกติ: {count} รายการใหม่',
    subjectOne: 'การสแกนผิดปกติ: 1 รายการใหม่',
    lead: 'มีการตรวจหมายเลขของคุณในลักษณะที่ชิ้นงานจริงไม่น่าเป็น โปรดตรวจสอบ หลักฐานเก็บไว้กับการแจ้งเตือนแต่ละรายการ',
    link: 'เปิดการแจ้งเตือน',
  },
} as const

async function tell(ctx: TenantContext, fresh: readonly Row[]): Promise<void> {
  const { locale } = ctx.tenant
  const texts = TEXTS[locale]
  const subject = (fresh.length === 1 ? texts.subjectOne : texts.subject).replace(
    '{count}',
    String(fresh.length),
  )
  const blocks: MailBlock[] = [
    { kind: 'paragraph', text: texts.lead },
    {
      kind: 'link',
      text: texts.link,
      href: `${tenantOrigin(ctx.kernel.config, ctx.tenant.slug)}${DESK_PATH}/vigilance/alerts`,
    },
  ]
  for (const admin of await adminsOf(ctx))
    queueMessage(ctx, {
      kind: 'vigilance.alert',
      locale,
      recipient: admin.email,
      subject,
      text: mailText(blocks),
      html: mailHtml(subject, locale, blocks),
      entity: 'scan_alert',
      entityId: fresh[0]!.id,
    })
}
