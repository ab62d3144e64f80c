import { ActionIcon, Checkbox, Group, NativeSelect } from '@mantine/core'
import { IconArrowUp } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { LABEL_FORMAT_KEYS, type LabelFormatKey } from '../../../shared/labels/formats.ts'
import { PIECE_FIELDS, type PieceField } from '../../../shared/labels/piece-fields.ts'
import { answerOf, api } from '../../api/client.ts'
import { type DataOf, read, useCommand } from '../../api/queries.ts'
import { CommandDialog } from '../../kit/command-dialog.tsx'
import { orNull } from '../../kit/form-fields.tsx'
import { None } from '../../kit/format.tsx'
import { notify } from '../../kit/notify.tsx'
import { Fact, Facts } from '../../kit/record-page.tsx'
import { type PlainKey, useLanguage, useTexts } from '../../texts/texts.tsx'
import { LabelPicture } from '../labels/label-picture.tsx'
import { LABEL_FORMAT_TEXTS } from '../labels/label-texts.ts'
import styles from './label-section.module.css'
import { SettingsSection } from './settings-section.tsx'

type Template = DataOf<'/api/v1/labels/template'>

const FIELD_TEXTS = {
  sku: 'labels.field.sku',
  maker: 'labels.field.maker',
  madeOn: 'labels.field.madeOn',
  gtin: 'labels.field.gtin',
  line: 'labels.field.line',
} as const satisfies Record<PieceField, PlainKey>

/** How the labels of pieces look. */
export function LabelSection() {
  const { t, locale } = useLanguage()
  const template = useQuery(read('/api/v1/labels/template'))
  const saidBy = (record: Template): string[] => [
    ...(record.name ? [t('labels.field.name')] : []),
    ...record.fields.map((field) => t(FIELD_TEXTS[field])),
  ]
  return (
    <SettingsSection
      title={t('labels.template')}
      record={template.data}
      error={template.error}
      dialog={(record, onClose) => <TemplateDialog template={record} onClose={onClose} />}
    >
      {(record) => (
        <>
          <LabelPicture template={contentOf(valuesOf(record))} format="roll-50x30" />
          <Facts>
            <Fact name={t('labels.says')} wide>
              {saidBy(record).join(', ') || <None />}
            </Fact>
            {record.text === null ? null : (
              <Fact name={t('labels.text')} wide>
                {(locale === 'th' && record.textTh) || record.text}
              </Fact>
            )}
          </Facts>
        </>
      )}
    </SettingsSection>
  )
}

const valuesOf = (template: Template) => ({
  logo: template.logo,
  name: template.name,
  /** As text, which is what forms hold: `sku,madeOn`. */
  fields: template.fields.join(','),
  text: template.text ?? '',
  textTh: template.textTh ?? '',
})
type Values = ReturnType<typeof valuesOf>
const fieldsOf = (text: string): PieceField[] =>
  text.split(',').filter((field): field is PieceField => (PIECE_FIELDS as readonly string[]).includes(field))
const contentOf = ({ logo, name, fields, text, textTh }: Values) => ({
  ...{ logo, name, fields: fieldsOf(fields) },
  ...{ text: orNull(text), textTh: orNull(textTh) },
})

function TemplateDialog(props: { template: Template; onClose(): void }) {
  const t = useTexts()
  // As it was when the dialog opened: what somebody else changes meanwhile must not be taken for read.
  const [template] = useState(props.template)
  const [format, setFormat] = useState<LabelFormatKey>('roll-50x30')
  const save = useCommand(({ values, version }: { values: Values; version: number }) =>
    api.PUT('/api/v1/labels/template', { body: { version, ...contentOf(values) } }),
  )
  return (
    <CommandDialog<Values>
      large
      title={t('labels.template.edit')}
      submit={t('action.save')}
      initial={valuesOf(template)}
      operation="labels.template.save"
      editing={{
        version: template.version,
        read: async () => {
          const now = await answerOf(api.GET('/api/v1/labels/template'))
          return { values: valuesOf(now), version: now.version }
        },
      }}
      fields={[
        { kind: 'switch', name: 'logo', label: t('labels.field.logo'), hint: t('labels.field.logo.hint') },
        { kind: 'switch', name: 'name', label: t('labels.field.name') },
        {
          kind: 'custom',
          name: 'fields',
          label: t('labels.says'),
          draw: ({ value, onChange }) => <FieldsField value={value} onChange={onChange} />,
        },
        { kind: 'text', name: 'text', label: t('labels.text'), hint: t('labels.text.hint') },
        { kind: 'text', name: 'textTh', label: t('labels.textTh') },
      ]}
      more={(values) => (
        <>
          <NativeSelect
            label={t('labels.paper')}
            value={format}
            onChange={(event) => setFormat(event.currentTarget.value as LabelFormatKey)}
            data={LABEL_FORMAT_KEYS.map((key) => ({ value: key, label: t(LABEL_FORMAT_TEXTS[key]) }))}
          />
          <LabelPicture template={contentOf(values)} format={format} />
        </>
      )}
      onSubmit={async (values, version) => {
        await save.mutateAsync({ values, version })
        notify(t('done.saved'))
      }}
      onClose={props.onClose}
    />
  )
}

/** Which lines, and in which order: those that are chosen come first. */
function FieldsField({ value, onChange }: { value: string; onChange(value: string): void }) {
  const t = useTexts()
  const chosen = fieldsOf(value)
  const rest = PIECE_FIELDS.filter((field) => !chosen.includes(field))
  return (
    <fieldset className={styles.fields}>
      <legend>{t('labels.says')}</legend>
      {[...chosen, ...rest].map((field, index) => (
        <Group key={field} justify="space-between" wrap="nowrap" className={styles.field}>
          <Checkbox
            label={t(FIELD_TEXTS[field])}
            checked={chosen.includes(field)}
            onChange={(event) =>
              onChange(
                (event.currentTarget.checked
                  ? [...chosen, field]
                  : chosen.filter((other) => other !== field)
                ).join(','),
              )
            }
          />
          {index > 0 && index < chosen.length ? (
            <ActionIcon
              variant="subtle"
              aria-label={t('labels.field.up', { field: t(FIELD_TEXTS[field]) })}
              onClick={() => {
                const next = [...chosen]
                next.splice(index - 1, 2, field, chosen[index - 1]!)
                onChange(next.join(','))
              }}
            >
              <IconArrowUp size={16} aria-hidden />
            </ActionIcon>
          ) : null}
        </Group>
      ))}
    </fieldset>
  )
}
