import { ActionIcon, Button, TextInput } from '@mantine/core'
import { IconPencil, IconTrash } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../../api/client.ts'
import { type DataOf, read, useCommand } from '../../api/queries.ts'
import { CommandDialog } from '../../kit/command-dialog.tsx'
import { EmptyState } from '../../kit/empty-state.tsx'
import { ErrorPanel } from '../../kit/error-panel.tsx'
import { orUndefined } from '../../kit/form-fields.tsx'
import { unitName } from '../../kit/format.tsx'
import { notify } from '../../kit/notify.tsx'
import { Section } from '../../kit/section.tsx'
import { useSession } from '../../session/session.tsx'
import { useTexts } from '../../texts/texts.tsx'
import { BomTree } from './bom-tree.tsx'
import styles from './lines.module.css'
import { ProductPicker } from './product-picker.tsx'
import type { Product } from './product-texts.ts'

type Bom = DataOf<'/api/v1/products/{productId}/bill-of-materials'>
type BomLine = Bom['lines'][number]

/** What one of a product is made of: the version that is used now. */
export function BillOfMaterials({ product }: { product: Product }) {
  const t = useTexts()
  const { can } = useSession()
  const [isOpen, setOpen] = useState(false)
  const bom = useQuery(
    read('/api/v1/products/{productId}/bill-of-materials', { path: { productId: product.id } }),
  )
  const hasNone = bom.error?.code === 'not_found'
  const tree = useQuery({
    ...read('/api/v1/products/{productId}/bill-of-materials/tree', { path: { productId: product.id } }),
    enabled: product.kind !== 'service',
  })
  if (product.kind === 'service') return null
  return (
    <Section
      title={bom.data ? t('bom.title', { version: bom.data.version }) : t('bom.none')}
      flush
      actions={
        can('catalog.bill_of_materials.save') && product.deletedAt === null && !bom.isPending ? (
          <Button
            variant="default"
            size="compact-sm"
            leftSection={<IconPencil size={14} aria-hidden />}
            onClick={() => setOpen(true)}
          >
            {t(hasNone ? 'bom.make' : 'bom.change')}
          </Button>
        ) : null
      }
    >
      {bom.isPending || (bom.data && tree.isPending) ? (
        <div style={{ minHeight: '8rem' }} aria-busy="true" />
      ) : null}
      {hasNone ? <EmptyState title={t('bom.empty')} text={t('bom.empty.text')} /> : null}
      {bom.isError && !hasNone ? <ErrorPanel error={bom.error} onRetry={() => void bom.refetch()} /> : null}
      {bom.data && tree.isError ? (
        <ErrorPanel error={tree.error} onRetry={() => void tree.refetch()} />
      ) : null}
      {bom.data && tree.data ? (
        <BomTree tree={tree.data} label={t('bom.title', { version: bom.data.version })} />
      ) : null}
      {isOpen ? (
        <BomDialog product={product} lines={bom.data?.lines ?? []} onClose={() => setOpen(false)} />
      ) : null}
    </Section>
  )
}

interface EditedLine {
  key: string
  componentId: string
  name: string
  unit: string
  quantity: string
  scrapPercent: string
  note: string
}

/** A new version: the lines of the one before, changed. */
function BomDialog(props: { product: Product; lines: readonly BomLine[]; onClose(): void }) {
  const t = useTexts()
  const save = useCommand((lines: EditedLine[]) =>
    api.POST('/api/v1/products/{productId}/bills-of-materials', {
      params: { path: { productId: props.product.id } },
      body: {
        lines: lines.map(({ componentId, quantity, scrapPercent, note }) => ({
          componentId,
          quantity: quantity.trim(),
          scrapPercent: scrapPercent.trim() === '' ? '0' : scrapPercent.trim(),
          ...(orUndefined(note) === undefined ? {} : { note: note.trim() }),
        })),
      },
    }),
  )
  const initial = {
    lines: props.lines.map<EditedLine>((line) => ({ ...line, key: line.componentId, note: line.note ?? '' })),
  }
  return (
    <CommandDialog
      large
      title={t('bom.edit', { name: props.product.name })}
      text={t('bom.edit.text')}
      submit={t('action.save')}
      initial={initial}
      more={(values, change) => {
        const set = (key: string, patch: Partial<EditedLine>) =>
          change({ lines: values.lines.map((line) => (line.key === key ? { ...line, ...patch } : line)) })
        return (
          <div className={styles.lines}>
            {values.lines.map((line) => (
              <fieldset key={line.key} className={styles.line}>
                <legend className={styles.legend}>
                  {line.name}
                  <ActionIcon
                    aria-label={t('lines.remove', { name: line.name })}
                    onClick={() => change({ lines: values.lines.filter(({ key }) => key !== line.key) })}
                  >
                    <IconTrash size={16} stroke={1.6} />
                  </ActionIcon>
                </legend>
                <TextInput
                  label={t('bom.quantityIn', { unit: unitName(t, line.unit) })}
                  inputMode="decimal"
                  required
                  value={line.quantity}
                  onChange={(event) => set(line.key, { quantity: event.currentTarget.value })}
                />
                <TextInput
                  label={t('bom.scrapPercent')}
                  inputMode="decimal"
                  value={line.scrapPercent}
                  onChange={(event) => set(line.key, { scrapPercent: event.currentTarget.value })}
                />
                <TextInput
                  label={t('form.note')}
                  value={line.note}
                  onChange={(event) => set(line.key, { note: event.currentTarget.value })}
                />
              </fieldset>
            ))}
            <ProductPicker
              label={t('bom.add')}
              makes="material"
              exclude={[props.product.id, ...values.lines.map(({ componentId }) => componentId)]}
              onPick={(picked) =>
                change({
                  lines: [
                    ...values.lines,
                    {
                      key: picked.id,
                      componentId: picked.id,
                      name: picked.name,
                      unit: picked.unit,
                      quantity: '1',
                      scrapPercent: '0',
                      note: '',
                    },
                  ],
                })
              }
            />
          </div>
        )
      }}
      onSubmit={async ({ lines }) => {
        await save.mutateAsync(lines)
        notify(t('done.saved'))
      }}
      onClose={props.onClose}
    />
  )
}
