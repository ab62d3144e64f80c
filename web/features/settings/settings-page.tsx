import { Button } from '@mantine/core'
import { IconPencil } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { answerOf, api } from '../../api/client.ts'
import { read, useCommand } from '../../api/queries.ts'
import { ActionButton } from '../../kit/action-button.tsx'
import { AddressText, addressFields, addressOf, addressValues } from '../../kit/address.tsx'
import { CommandDialog } from '../../kit/command-dialog.tsx'
import { type Column, DataTable } from '../../kit/data-table.tsx'
import { ErrorPanel } from '../../kit/error-panel.tsx'
import { orNull } from '../../kit/form-fields.tsx'
import { None, TimeText } from '../../kit/format.tsx'
import { notify } from '../../kit/notify.tsx'
import { Page } from '../../kit/page.tsx'
import { Fact, Facts } from '../../kit/record-page.tsx'
import { Section } from '../../kit/section.tsx'
import { StateBadge, type Tone } from '../../kit/state-badge.tsx'
import { useSession, type Workshop } from '../../session/session.tsx'
import { LANGUAGE_NAMES, LOCALES, type Locale, type PlainKey, useTexts } from '../../texts/texts.tsx'

const STATUSES = {
  trialing: { text: 'workshop.status.trialing', tone: 'info' },
  active: { text: 'workshop.status.active', tone: 'good' },
  past_due: { text: 'workshop.status.past_due', tone: 'warning' },
  suspended: { text: 'workshop.status.suspended', tone: 'bad' },
  cancelled: { text: 'workshop.status.cancelled', tone: 'bad' },
} as const satisfies Record<Workshop['status'], { text: PlainKey; tone: Tone }>

export default function SettingsPage(): ReactNode {
  const t = useTexts()
  const { workshop, can } = useSession()
  const [isOpen, setOpen] = useState(false)
  const { text, tone } = STATUSES[workshop.status]
  return (
    <Page
      title={t('nav.settings')}
      actions={
        <ActionButton
          action={workshop.actions.update}
          leftSection={<IconPencil size={16} aria-hidden />}
          onClick={() => setOpen(true)}
        >
          {t('action.edit')}
        </ActionButton>
      }
    >
      <Section title={t('workshop.facts')}>
        <Facts>
          <Fact name={t('workshop.name')}>{workshop.name}</Fact>
          <Fact name={t('workshop.code')}>
            <span className="mono">{workshop.code}</span>
          </Fact>
          <Fact name={t('workshop.plan')}>
            {workshop.plan} <StateBadge tone={tone}>{t(text)}</StateBadge>
          </Fact>
          {workshop.status === 'trialing' ? (
            <Fact name={t('workshop.trialEndsAt')}>
              <TimeText value={workshop.trialEndsAt} />
            </Fact>
          ) : null}
          <Fact name={t('workshop.timeZone')}>{workshop.timeZone}</Fact>
          <Fact name={t('workshop.currency')}>{workshop.currency}</Fact>
          <Fact name={t('workshop.locale')}>{LANGUAGE_NAMES[workshop.locale]}</Fact>
          <Fact name={t('workshop.prices')}>
            {t(workshop.pricesIncludeTax ? 'workshop.pricesIncludeTax' : 'workshop.pricesExcludeTax')}
          </Fact>
          <Fact name={t('workshop.legalName')}>{workshop.legalName ?? <None />}</Fact>
          <Fact name={t('customer.taxId')}>{workshop.taxId ?? <None />}</Fact>
          <Fact name={t('address.label')}>
            <AddressText value={workshop.address} />
          </Fact>
        </Facts>
      </Section>
      {can('serials.read') ? <SerialLines /> : null}
      {can('pricing.read') ? <TaxCodes /> : null}
      {isOpen ? <SettingsDialog workshop={workshop} onClose={() => setOpen(false)} /> : null}
    </Page>
  )
}

/** The zones that browsers know, the workshop's own among them. */
const timeZones = (own: string): string[] => [...new Set([own, ...Intl.supportedValuesOf('timeZone')])].sort()

const valuesOf = (workshop: Workshop) => ({
  name: workshop.name,
  legalName: workshop.legalName ?? '',
  taxId: workshop.taxId ?? '',
  timeZone: workshop.timeZone,
  locale: workshop.locale as string,
  pricesIncludeTax: workshop.pricesIncludeTax,
  ...addressValues(workshop.address),
})
type Values = ReturnType<typeof valuesOf>

function SettingsDialog(props: { workshop: Workshop; onClose(): void }) {
  const t = useTexts()
  // As it was when the dialog opened: what somebody else changes meanwhile must not be taken for read.
  const [workshop] = useState(props.workshop)
  const update = useCommand(({ values, version }: { values: Values; version: number }) =>
    api.PATCH('/api/v1/workshop/settings', {
      body: {
        version,
        name: values.name.trim(),
        legalName: orNull(values.legalName),
        taxId: orNull(values.taxId),
        timeZone: values.timeZone,
        locale: values.locale as Locale,
        pricesIncludeTax: values.pricesIncludeTax,
        address: addressOf(values),
      },
    }),
  )
  return (
    <CommandDialog
      large
      title={t('workshop.edit')}
      submit={t('action.save')}
      initial={valuesOf(workshop)}
      operation="tenancy.workshop.update"
      draft="workshop"
      editing={{
        version: workshop.version,
        read: async () => {
          const now = await answerOf(api.GET('/api/v1/workshop/settings'))
          return { values: valuesOf(now), version: now.version }
        },
      }}
      fields={[
        { kind: 'text', name: 'name', label: t('workshop.name'), required: true },
        { kind: 'text', name: 'legalName', label: t('workshop.legalName'), half: true },
        { kind: 'text', name: 'taxId', label: t('customer.taxId'), half: true },
        ...addressFields<Values>(t),
        {
          kind: 'select',
          name: 'timeZone',
          label: t('workshop.timeZone'),
          hint: t('workshop.timeZone.hint'),
          options: timeZones(workshop.timeZone).map((zone) => ({ value: zone, label: zone })),
        },
        {
          kind: 'select',
          name: 'locale',
          label: t('workshop.locale'),
          hint: t('workshop.locale.hint'),
          options: LOCALES.map((locale) => ({ value: locale, label: LANGUAGE_NAMES[locale] })),
        },
        { kind: 'switch', name: 'pricesIncludeTax', label: t('workshop.pricesIncludeTax') },
      ]}
      onSubmit={async (values, version) => {
        await update.mutateAsync({ values, version })
        notify(t('done.saved'))
      }}
      onClose={props.onClose}
    />
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

function TaxCodes() {
  const t = useTexts()
  const { can } = useSession()
  const [isNew, setNew] = useState(false)
  const codes = useQuery(read('/api/v1/tax-codes', { query: { limit: 200 } }))
  const create = useCommand(
    (body: { code: string; name: string; nameTh: string | null; ratePercent: string }) =>
      api.POST('/api/v1/tax-codes', { body }),
  )
  type Code = NonNullable<typeof codes.data>['items'][number]
  const columns: Column<Code>[] = [
    { key: 'code', header: t('tax.code'), cell: (row) => <span className="mono">{row.code}</span> },
    { key: 'name', header: t('product.name'), grow: true, cell: (row) => row.name },
    {
      key: 'rate',
      header: t('tax.rate'),
      align: 'end',
      phone: 'end',
      cell: (row) => <span className="numbers">{row.ratePercent}%</span>,
    },
  ]
  return (
    <Section
      title={t('tax.title')}
      flush
      actions={
        can('pricing.tax_code.create') ? (
          <Button variant="default" size="compact-sm" onClick={() => setNew(true)}>
            {t('tax.new')}
          </Button>
        ) : null
      }
    >
      <ErrorPanel error={codes.error} />
      <DataTable
        label={t('tax.title')}
        columns={columns}
        rows={codes.data?.items ?? []}
        rowKey={(row) => row.id}
        skeletons={codes.isPending ? 2 : 0}
      />
      {isNew ? (
        <CommandDialog
          title={t('tax.new')}
          submit={t('tax.create')}
          operation="pricing.tax_code.create"
          draft="tax-code:new"
          initial={{ code: '', name: '', nameTh: '', ratePercent: '' }}
          fields={[
            { kind: 'code', name: 'code', label: t('tax.code'), required: true, half: true },
            { kind: 'decimal', name: 'ratePercent', label: t('tax.ratePercent'), required: true, half: true },
            { kind: 'text', name: 'name', label: t('product.name'), required: true },
            { kind: 'text', name: 'nameTh', label: t('product.nameTh') },
          ]}
          onSubmit={async (values) => {
            await create.mutateAsync({ ...values, nameTh: orNull(values.nameTh) })
            notify(t('done.saved'))
          }}
          onClose={() => setNew(false)}
        />
      ) : null}
    </Section>
  )
}
