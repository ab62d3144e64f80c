import { Button, ColorInput, FileButton, Group } from '@mantine/core'
import { IconPhotoPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { answerOf, api } from '../../api/client.ts'
import { type DataOf, read, useCommand } from '../../api/queries.ts'
import { base64Of } from '../../kit/base64.ts'
import { CommandDialog } from '../../kit/command-dialog.tsx'
import { ErrorPanel } from '../../kit/error-panel.tsx'
import { None } from '../../kit/format.tsx'
import { notify } from '../../kit/notify.tsx'
import { Fact, Facts } from '../../kit/record-page.tsx'
import { useTexts } from '../../texts/texts.tsx'
import styles from './brand-section.module.css'
import { SettingsSection } from './settings-section.tsx'

type Brand = DataOf<'/api/v1/brand'>

/** The logo and colour that buyers see. */
export function BrandSection() {
  const t = useTexts()
  const brand = useQuery(read('/api/v1/brand'))
  return (
    <SettingsSection
      title={t('brand.title')}
      record={brand.data}
      error={brand.error}
      dialog={(record, onClose) => <BrandDialog brand={record} onClose={onClose} />}
      hint={<p className={styles.hint}>{t('brand.hint')}</p>}
    >
      {(record) => (
        <Facts>
          <Fact name={t('brand.logo')} wide>
            {record.logoUrl === null ? (
              <None />
            ) : (
              <img className={styles.logo} src={record.logoUrl} alt={t('brand.logo')} />
            )}
          </Fact>
          <Fact name={t('brand.colour')}>
            {record.accentColour === null ? <None /> : <Swatch colour={record.accentColour} />}
          </Fact>
        </Facts>
      )}
    </SettingsSection>
  )
}

function Swatch({ colour }: { colour: string }) {
  return (
    <span className={styles.colour}>
      <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden>
        <rect width="16" height="16" rx="4" fill={colour} />
      </svg>
      <span className="mono">{colour}</span>
    </span>
  )
}

const valuesOf = (brand: Brand) => ({
  logoFileId: brand.logoFileId ?? '',
  accentColour: brand.accentColour ?? '',
})

function BrandDialog(props: { brand: Brand; onClose(): void }) {
  const t = useTexts()
  // As it was when the dialog opened: what somebody else changes meanwhile must not be taken for read.
  const [brand] = useState(props.brand)
  const save = useCommand(({ values, version }: { values: ReturnType<typeof valuesOf>; version: number }) =>
    api.PUT('/api/v1/brand', {
      body: {
        version,
        logoFileId: values.logoFileId || null,
        accentColour: values.accentColour || null,
      },
    }),
  )
  return (
    <CommandDialog
      title={t('brand.edit')}
      submit={t('action.save')}
      initial={valuesOf(brand)}
      editing={{
        version: brand.version,
        read: async () => {
          const now = await answerOf(api.GET('/api/v1/brand'))
          return { values: valuesOf(now), version: now.version }
        },
      }}
      fields={[
        {
          kind: 'custom',
          name: 'logoFileId',
          label: t('brand.logo'),
          draw: (field) => <LogoField {...field} />,
        },
        {
          kind: 'custom',
          name: 'accentColour',
          label: t('brand.colour'),
          draw: ({ value, error, onChange }) => (
            <ColorInput
              label={t('brand.colour')}
              description={t('brand.colour.hint')}
              placeholder="#8a4b2d"
              value={value}
              error={error}
              format="hex"
              closeOnColorSwatchClick
              swatches={SWATCHES}
              eyeDropperButtonProps={{ 'aria-label': t('brand.colour.pick') }}
              popoverProps={{ withinPortal: true }}
              onChange={(colour) => onChange(colour.toLowerCase())}
            />
          ),
        },
      ]}
      onSubmit={async (values, version) => {
        await save.mutateAsync({ values, version })
        notify(t('done.saved'))
      }}
      onClose={props.onClose}
    />
  )
}

/** Of leather, indigo, moss, lacquer, ink: what workshops like. */
const SWATCHES = ['#8a4b2d', '#2f3e6e', '#4b5d3a', '#8c1c1c', '#1f1d1a', '#a8792a', '#2d6a6a']

function LogoField(props: { value: string; error: string | undefined; onChange(value: string): void }) {
  const t = useTexts()
  const send = useCommand(async (file: File) => {
    const content = await base64Of(file)
    return await api.POST('/api/v1/files', { body: { name: file.name, content, visibility: 'public' } })
  })
  const upload = (file: File | null) => {
    if (file) send.mutate(file, { onSuccess: (stored) => props.onChange(stored.id) })
  }
  return (
    <div>
      <p className={styles.label}>{t('brand.logo')}</p>
      {props.value === '' ? null : (
        <img className={styles.logo} src={`/files/${props.value}`} alt={t('brand.logo')} />
      )}
      <Group gap="xs" mt="xs">
        <FileButton accept="image/png,image/jpeg,image/svg+xml" onChange={upload}>
          {(button) => (
            <Button
              {...button}
              variant="default"
              size="compact-sm"
              loading={send.isPending}
              leftSection={<IconPhotoPlus size={14} aria-hidden />}
            >
              {t(props.value === '' ? 'brand.logo.add' : 'brand.logo.replace')}
            </Button>
          )}
        </FileButton>
        {props.value === '' ? null : (
          <Button variant="subtle" size="compact-sm" onClick={() => props.onChange('')}>
            {t('brand.logo.remove')}
          </Button>
        )}
      </Group>
      <p className={styles.hint}>{t('brand.logo.hint')}</p>
      <ErrorPanel error={send.error} />
      {props.error ? <p className={styles.error}>{props.error}</p> : null}
    </div>
  )
}
