import { useState } from 'react'
import { answerOf, api } from '../../api/client.ts'
import { useCommand } from '../../api/queries.ts'
import { addressFields, addressOf, addressValues } from '../../kit/address.tsx'
import { CommandDialog } from '../../kit/command-dialog.tsx'
import { type Field, orNull } from '../../kit/form-fields.tsx'
import { notify } from '../../kit/notify.tsx'
import type { Workshop } from '../../session/session.tsx'
import { LANGUAGE_NAMES, LOCALES, type Locale, type PlainKey, useTexts } from '../../texts/texts.tsx'

/** The parts of the settings, each with a form of its own. */
export const SETTINGS_PARTS = {
  workshop: 'workshop.edit',
  legal: 'workshop.legal.edit',
  region: 'workshop.region.edit',
  prices: 'workshop.prices.edit',
} as const satisfies Record<string, PlainKey>
export type SettingsPart = keyof typeof SETTINGS_PARTS

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

/** What a part of the form changes: nothing beside it is sent. */
const changesOf = {
  workshop: (values: Values) => ({ name: values.name.trim() }),
  legal: (values: Values) => ({
    legalName: orNull(values.legalName),
    taxId: orNull(values.taxId),
    address: addressOf(values),
  }),
  region: (values: Values) => ({ timeZone: values.timeZone, locale: values.locale as Locale }),
  prices: (values: Values) => ({ pricesIncludeTax: values.pricesIncludeTax }),
} satisfies Record<SettingsPart, (values: Values) => object>

export function SettingsDialog(props: { workshop: Workshop; part: SettingsPart; onClose(): void }) {
  const t = useTexts()
  const { part } = props
  // As it was when the dialog opened: what somebody else changes meanwhile must not be taken for read.
  const [workshop] = useState(props.workshop)
  const update = useCommand(({ values, version }: { values: Values; version: number }) =>
    api.PATCH('/api/v1/workshop/settings', { body: { version, ...changesOf[part](values) } }),
  )
  const fields: Record<SettingsPart, Field<Values>[]> = {
    workshop: [{ kind: 'text', name: 'name', label: t('workshop.name'), required: true }],
    legal: [
      { kind: 'text', name: 'legalName', label: t('workshop.legalName') },
      { kind: 'text', name: 'taxId', label: t('customer.taxId') },
      ...addressFields<Values>(t),
    ],
    region: [
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
    ],
    prices: [
      {
        kind: 'switch',
        name: 'pricesIncludeTax',
        label: t('workshop.pricesIncludeTax'),
        hint: t('workshop.prices.hint'),
      },
    ],
  }
  return (
    <CommandDialog
      large={part === 'legal'}
      title={t(SETTINGS_PARTS[part])}
      submit={t('action.save')}
      initial={valuesOf(workshop)}
      operation="tenancy.workshop.update"
      draft={`workshop:${part}`}
      editing={{
        version: workshop.version,
        read: async () => {
          const now = await answerOf(api.GET('/api/v1/workshop/settings'))
          return { values: valuesOf(now), version: now.version }
        },
      }}
      fields={fields[part]}
      onSubmit={async (values, version) => {
        await update.mutateAsync({ values, version })
        notify(t('done.saved'))
      }}
      onClose={props.onClose}
    />
  )
}
