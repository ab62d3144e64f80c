import { IconChevronRight } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link, type LinkProps } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { read } from '../../api/queries.ts'
import { ActionButton } from '../../kit/action-button.tsx'
import { AddressText } from '../../kit/address.tsx'
import { type Column, DataTable } from '../../kit/data-table.tsx'
import { ErrorPanel } from '../../kit/error-panel.tsx'
import { None, TimeText } from '../../kit/format.tsx'
import { useNaming } from '../../kit/list/labels.ts'
import { listPlace } from '../../kit/list/list-place.ts'
import { Columns, Fact, Facts, RecordPage } from '../../kit/record-page.tsx'
import { Section } from '../../kit/section.tsx'
import { StateBadge, type Tone } from '../../kit/state-badge.tsx'
import { useSession, type Workshop, workshopQuery } from '../../session/session.tsx'
import { LANGUAGE_NAMES, type PlainKey, useTexts } from '../../texts/texts.tsx'
import { BrandSection } from './brand-section.tsx'
import { LabelSection } from './label-section.tsx'
import { SettingsDialog, type SettingsPart } from './settings-dialog.tsx'
import styles from './settings-page.module.css'
import { TaxCodes } from './tax-codes.tsx'

const STATUSES = {
  trialing: { text: 'workshop.status.trialing', tone: 'info' },
  active: { text: 'workshop.status.active', tone: 'good' },
  past_due: { text: 'workshop.status.past_due', tone: 'warning' },
  suspended: { text: 'workshop.status.suspended', tone: 'bad' },
  cancelled: { text: 'workshop.status.cancelled', tone: 'bad' },
} as const satisfies Record<Workshop['status'], { text: PlainKey; tone: Tone }>

/** The workshop itself: who it is in law, where it works, and what it sells by. */
export default function SettingsPage(): ReactNode {
  const t = useTexts()
  const { can, workshop: session } = useSession()
  const workshop = useQuery(workshopQuery())
  const [open, setOpen] = useState<SettingsPart>()
  return (
    <RecordPage
      query={workshop}
      back={null}
      activity={{ entity: 'workshop', id: session.id }}
      title={() => t('nav.settings')}
      badge={({ status }) => <StateBadge tone={STATUSES[status].tone}>{t(STATUSES[status].text)}</StateBadge>}
      below={(record) => (
        <>
          {record.name} · <span className="mono">{record.code}</span>
        </>
      )}
    >
      {(record) => (
        <>
          <Columns
            main={
              <>
                <Basics workshop={record} onEdit={() => setOpen('workshop')} />
                <Section
                  title={t('workshop.legal')}
                  actions={<EditPart workshop={record} onClick={() => setOpen('legal')} />}
                >
                  <Facts>
                    <Fact name={t('workshop.legalName')}>{record.legalName ?? <None />}</Fact>
                    <Fact name={t('customer.taxId')}>{record.taxId ?? <None />}</Fact>
                    <Fact name={t('address.label')} wide>
                      <AddressText value={record.address} />
                    </Fact>
                  </Facts>
                </Section>
                <Region workshop={record} onEdit={() => setOpen('region')} />
                <Section
                  title={t('workshop.prices')}
                  actions={<EditPart workshop={record} onClick={() => setOpen('prices')} />}
                >
                  <p className={styles.text}>
                    {t(record.pricesIncludeTax ? 'workshop.pricesIncludeTax' : 'workshop.pricesExcludeTax')}
                  </p>
                </Section>
                {can('pricing.read') ? <TaxCodes /> : null}
                {can('serials.read') ? <SerialLines /> : null}
              </>
            }
            side={
              <>
                <BrandSection />
                {can('labels.print') ? <LabelSection /> : null}
                <More />
              </>
            }
          />
          {open ? <SettingsDialog workshop={record} part={open} onClose={() => setOpen(undefined)} /> : null}
        </>
      )}
    </RecordPage>
  )
}

/** Changes one part; whoever may not is told. */
function EditPart(props: { workshop: Workshop; does?: 'edit'; onClick(): void }) {
  const t = useTexts()
  return (
    <ActionButton
      size="compact-sm"
      variant="default"
      action={props.workshop.actions.update}
      onClick={props.onClick}
      {...(props.does ? { does: props.does } : {})}
    >
      {t('action.edit')}
    </ActionButton>
  )
}

function Basics({ workshop, onEdit }: { workshop: Workshop; onEdit(): void }) {
  const t = useTexts()
  return (
    <Section
      title={t('workshop.facts')}
      actions={<EditPart does="edit" workshop={workshop} onClick={onEdit} />}
    >
      <Facts>
        <Fact name={t('workshop.name')}>{workshop.name}</Fact>
        <Fact name={t('workshop.code')}>
          <span className="mono">{workshop.code}</span>
        </Fact>
        <Fact name={t('workshop.slug')}>
          <span className="mono">{workshop.slug}</span>
        </Fact>
        <Fact name={t('workshop.plan')}>{workshop.plan}</Fact>
        {workshop.status === 'trialing' ? (
          <Fact name={t('workshop.trialEndsAt')}>
            <TimeText value={workshop.trialEndsAt} />
          </Fact>
        ) : null}
      </Facts>
      <p className={styles.hint}>{t('workshop.code.hint')}</p>
    </Section>
  )
}

function Region({ workshop, onEdit }: { workshop: Workshop; onEdit(): void }) {
  const t = useTexts()
  const { reason } = workshop.actions.change_currency
  return (
    <Section title={t('workshop.region')} actions={<EditPart workshop={workshop} onClick={onEdit} />}>
      <Facts>
        <Fact name={t('workshop.timeZone')}>{workshop.timeZone}</Fact>
        <Fact name={t('workshop.locale')}>{LANGUAGE_NAMES[workshop.locale]}</Fact>
        <Fact name={t('workshop.currency')}>{workshop.currency}</Fact>
      </Facts>
      {reason ? <p className={styles.hint}>{t.refusal(reason)}</p> : null}
    </Section>
  )
}

function SerialLines() {
  const t = useTexts()
  const lines = useQuery(read('/api/v1/serials/lines'))
  type Line = NonNullable<typeof lines.data>['items'][number]
  const columns: Column<Line>[] = [
    { key: 'code', header: t('product.line'), cell: (line) => <span className="mono">{line.code}</span> },
    { key: 'name', header: t('product.name'), grow: true, cell: (line) => line.name },
    {
      key: 'standard',
      header: t('line.numbers'),
      cell: (line) =>
        line.standard ? t('piece.standard') : <span className="mono">{line.legacyPattern}</span>,
    },
  ]
  return (
    <Section title={t('line.title')} flush actions={<Link to="/settings/numbers">{t('numbers.open')}</Link>}>
      <ErrorPanel error={lines.error} />
      <DataTable
        label={t('line.title')}
        columns={columns}
        rows={lines.data?.items ?? []}
        rowKey={(line) => line.id}
        skeletons={lines.isPending ? 2 : 0}
      />
    </Section>
  )
}

/** What else is set up for the workshop, on pages of its own. */
function More() {
  const t = useTexts()
  const naming = useNaming()
  const { can } = useSession()
  const places: { text: string; link: LinkProps; permission: string }[] = [
    { text: t('people.members'), link: listPlace('identity.member'), permission: 'identity.read' },
    {
      text: t('passports.title'),
      link: { to: '/settings/passports' } as LinkProps,
      permission: 'passports.read',
    },
    { text: t('people.roles'), link: { to: '/people/roles' } as LinkProps, permission: 'identity.read' },
    { text: t('people.apiKeys'), link: listPlace('identity.api_key'), permission: 'identity.api_key.create' },
    {
      text: naming.list('checkout.shipping_method'),
      link: listPlace('checkout.shipping_method'),
      permission: 'checkout.read',
    },
    { text: naming.list('payments.method'), link: listPlace('payments.method'), permission: 'payments.read' },
    {
      text: naming.list('accounting.account'),
      link: listPlace('accounting.account'),
      permission: 'accounting.read',
    },
  ].filter(({ permission }) => can(permission))
  if (places.length === 0) return null
  return (
    <Section title={t('workshop.more')} flush>
      <ul className={styles.more}>
        {places.map(({ text, link }) => (
          <li key={text}>
            <Link {...link}>
              {text}
              <IconChevronRight size={16} stroke={1.75} aria-hidden />
            </Link>
          </li>
        ))}
      </ul>
    </Section>
  )
}
