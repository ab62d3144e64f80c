import { Button } from '@mantine/core'
import { IconPencil } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { api } from '../../api/client.ts'
import { type DataOf, read, useCommand } from '../../api/queries.ts'
import { CommandDialog } from '../../kit/command-dialog.tsx'
import { ErrorPanel } from '../../kit/error-panel.tsx'
import { type Field, orNull } from '../../kit/form-fields.tsx'
import { None } from '../../kit/format.tsx'
import { notify } from '../../kit/notify.tsx'
import { Fact, Facts } from '../../kit/record-page.tsx'
import { Section } from '../../kit/section.tsx'
import { useSession } from '../../session/session.tsx'
import { useLanguage } from '../../texts/texts.tsx'
import { FIELD_TEXTS, FIELDS, type PassportField, RULE_TEXTS, RULES, type Rule } from './passport-texts.ts'

type Profile = DataOf<'/api/v1/products/{productId}/passport-profile'>

/** What the passports of a product's pieces say, and to whom. */
export function PassportProfile({ productId }: { productId: string }): ReactNode {
  const { t, locale } = useLanguage()
  const { can } = useSession()
  const [isOpen, setOpen] = useState(false)
  const profile = useQuery(read('/api/v1/products/{productId}/passport-profile', { path: { productId } }))
  const record = profile.data
  return (
    <Section
      title={t('passport.title')}
      actions={
        record && can('passports.profile.save') ? (
          <Button
            variant="default"
            size="compact-sm"
            leftSection={<IconPencil size={14} aria-hidden />}
            onClick={() => setOpen(true)}
          >
            {t('passport.edit')}
          </Button>
        ) : undefined
      }
    >
      <ErrorPanel error={profile.error} />
      {record ? (
        <Facts>
          {RULES.map((audience) => {
            const told = FIELDS.filter((field) => record.effective.rules[field] === audience)
            return told.length === 0 ? null : (
              <Fact key={audience} name={t(RULE_TEXTS[audience])} wide>
                {told.map((field) => t(FIELD_TEXTS[field])).join(', ')}
              </Fact>
            )
          })}
          <Fact name={t('passport.field.care')} wide>
            {(locale === 'th' && record.effective.careTh) || record.effective.care || <None />}
          </Fact>
          <Fact name={t('passport.field.repair')} wide>
            {(locale === 'th' && record.effective.repairTh) || record.effective.repair || <None />}
          </Fact>
          <Fact name={t('passport.field.recycled')}>
            {record.effective.recycledPercent === null ? <None /> : `${record.effective.recycledPercent}%`}
          </Fact>
          <Fact name={t('passport.field.carbon')}>
            {record.effective.carbonKg === null ? <None /> : `${record.effective.carbonKg} kg CO₂e`}
          </Fact>
        </Facts>
      ) : null}
      {isOpen && record ? (
        <ProfileDialog productId={productId} profile={record} onClose={() => setOpen(false)} />
      ) : null}
    </Section>
  )
}

interface Values extends Record<`rule_${PassportField}`, string> {
  care: string
  careTh: string
  repair: string
  repairTh: string
  place: string
  placeTh: string
  carbonKg: string
  recycledPercent: string
  certificates: string
}

const lineOf = (one: { name: string; issuer: string | null; url: string | null }): string =>
  [one.name, one.issuer ?? '', one.url ?? ''].join(' | ').replace(/( \| )+$/, '')

/** One certificate a line: name | issuer | address. */
function certificatesOf(text: string) {
  const lines = text.split('\n').filter((one) => one.trim() !== '')
  if (lines.length === 0) return null
  return lines.map((one) => {
    const [name = '', issuer = '', url = ''] = one.split('|').map((part) => part.trim())
    return { name, issuer: orNull(issuer), url: orNull(url) }
  })
}

function ProfileDialog(props: { productId: string; profile: Profile; onClose(): void }) {
  const { t } = useLanguage()
  const { profile, productId } = props
  const save = useCommand((values: Values) =>
    api.PUT('/api/v1/products/{productId}/passport-profile', {
      params: { path: { productId } },
      body: {
        care: orNull(values.care),
        careTh: orNull(values.careTh),
        repair: orNull(values.repair),
        repairTh: orNull(values.repairTh),
        place: orNull(values.place),
        placeTh: orNull(values.placeTh),
        carbonKg: orNull(values.carbonKg),
        recycledPercent: orNull(values.recycledPercent),
        certificates: certificatesOf(values.certificates),
        rules: Object.fromEntries(
          FIELDS.flatMap((field) => {
            const rule = values[`rule_${field}`]
            return rule === '' ? [] : [[field, rule as Rule]]
          }),
        ),
      },
    }),
  )
  const rules: Field<Values>[] = FIELDS.map((field) => ({
    kind: 'select',
    name: `rule_${field}`,
    label: t(FIELD_TEXTS[field]),
    half: true,
    none: t('passport.asElsewhere', { audience: t(RULE_TEXTS[profile.effective.rules[field]]) }),
    options: RULES.map((rule) => ({ value: rule, label: t(RULE_TEXTS[rule]) })),
  }))
  const fields: Field<Values>[] = [
    { kind: 'paragraph', name: 'care', label: t('passport.field.care'), half: true },
    { kind: 'paragraph', name: 'careTh', label: t('passport.careTh'), half: true },
    { kind: 'paragraph', name: 'repair', label: t('passport.field.repair'), half: true },
    { kind: 'paragraph', name: 'repairTh', label: t('passport.repairTh'), half: true },
    { kind: 'text', name: 'place', label: t('passport.field.place'), half: true },
    { kind: 'text', name: 'placeTh', label: t('passport.placeTh'), half: true },
    { kind: 'decimal', name: 'carbonKg', label: t('passport.carbonKg'), half: true },
    { kind: 'decimal', name: 'recycledPercent', label: t('passport.recycledPercent'), half: true },
    {
      kind: 'paragraph',
      name: 'certificates',
      label: t('passport.field.certificates'),
      hint: t('passport.certificates.hint'),
    },
    ...rules,
  ]
  return (
    <CommandDialog
      large
      title={t('passport.edit')}
      text={t('passport.edit.text')}
      submit={t('action.save')}
      initial={
        {
          care: profile.care ?? '',
          careTh: profile.careTh ?? '',
          repair: profile.repair ?? '',
          repairTh: profile.repairTh ?? '',
          place: profile.place ?? '',
          placeTh: profile.placeTh ?? '',
          carbonKg: profile.carbonKg ?? '',
          recycledPercent: profile.recycledPercent ?? '',
          certificates: (profile.certificates ?? []).map(lineOf).join('\n'),
          ...Object.fromEntries(FIELDS.map((field) => [`rule_${field}`, profile.rules[field] ?? ''])),
        } as Values
      }
      fields={fields}
      onSubmit={async (values) => {
        await save.mutateAsync(values)
        notify(t('done.saved'))
      }}
      onClose={props.onClose}
    />
  )
}
