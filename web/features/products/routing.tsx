import { ActionIcon, Button, Checkbox, Group, MultiSelect, NativeSelect, TextInput } from '@mantine/core'
import { IconPencil, IconPlus, IconTrash } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../../api/client.ts'
import { type DataOf, read, useCommand } from '../../api/queries.ts'
import { CommandDialog } from '../../kit/command-dialog.tsx'
import { type Column, DataTable } from '../../kit/data-table.tsx'
import { EmptyState } from '../../kit/empty-state.tsx'
import { ErrorPanel } from '../../kit/error-panel.tsx'
import { None, useFormat } from '../../kit/format.tsx'
import { notify } from '../../kit/notify.tsx'
import { Section } from '../../kit/record-page.tsx'
import { useSession } from '../../session/session.tsx'
import { type PlainKey, useLanguage, useTexts } from '../../texts/texts.tsx'
import styles from './lines.module.css'
import { nameIn, type Product } from './product-texts.ts'

type Operation = DataOf<'/api/v1/products/{productId}/routing'>['operations'][number]

const EVIDENCE = ['photo', 'measurement', 'check'] as const
type Evidence = (typeof EVIDENCE)[number]
const EVIDENCE_TEXTS = {
  photo: 'routing.evidence.photo',
  measurement: 'routing.evidence.measurement',
  check: 'routing.evidence.check',
} as const satisfies Record<Evidence, PlainKey>

/** The operations a product goes through, and which waits for which. */
export function Routing({ product }: { product: Product }) {
  const { t, locale } = useLanguage()
  const format = useFormat()
  const { can } = useSession()
  const [isOpen, setOpen] = useState(false)
  const routing = useQuery(read('/api/v1/products/{productId}/routing', { path: { productId: product.id } }))
  const hasNone = routing.error?.code === 'not_found'
  const nameOfCode = (code: string) => {
    const found = routing.data?.operations.find((operation) => operation.code === code)
    return found ? nameIn(locale, found) : code
  }
  const columns: Column<Operation>[] = [
    {
      key: 'name',
      header: t('routing.operation'),
      grow: true,
      cell: (operation) => nameIn(locale, operation),
    },
    { key: 'centre', header: t('routing.workCentre'), cell: (operation) => operation.workCentre },
    {
      key: 'after',
      header: t('routing.after'),
      cell: (operation) =>
        operation.predecessors.length === 0 ? <None /> : operation.predecessors.map(nameOfCode).join(', '),
    },
    {
      key: 'minutes',
      header: t('routing.minutes'),
      align: 'end',
      cell: (operation) => <span className="numbers">{format.quantity(operation.standardMinutes)}</span>,
    },
    {
      key: 'setup',
      header: t('routing.setup'),
      align: 'end',
      cell: (operation) => <span className="numbers">{format.quantity(operation.setupMinutes)}</span>,
    },
    {
      key: 'evidence',
      header: t('routing.evidence'),
      cell: (operation) =>
        operation.evidence.length === 0 ? (
          <None />
        ) : (
          operation.evidence.map((kind) => (isEvidence(kind) ? t(EVIDENCE_TEXTS[kind]) : kind)).join(', ')
        ),
    },
  ]
  if (product.kind === 'service' || (product.kind === 'material' && hasNone)) return null
  return (
    <Section
      title={routing.data ? t('routing.title', { version: routing.data.version }) : t('routing.none')}
      flush
      actions={
        can('catalog.routing.save') && product.deletedAt === null && !routing.isPending ? (
          <Button
            variant="default"
            size="compact-sm"
            leftSection={<IconPencil size={14} aria-hidden />}
            onClick={() => setOpen(true)}
          >
            {t(hasNone ? 'routing.make' : 'routing.change')}
          </Button>
        ) : null
      }
    >
      {routing.isPending ? (
        <DataTable label="" columns={columns} rows={[]} rowKey={() => ''} skeletons={3} />
      ) : null}
      {hasNone ? <EmptyState title={t('routing.empty')} text={t('routing.empty.text')} /> : null}
      {routing.isError && !hasNone ? (
        <ErrorPanel error={routing.error} onRetry={() => void routing.refetch()} />
      ) : null}
      {routing.data ? (
        <DataTable
          label={t('routing.title', { version: routing.data.version })}
          columns={columns}
          rows={routing.data.operations}
          rowKey={(operation) => operation.code}
        />
      ) : null}
      {isOpen ? (
        <RoutingDialog
          product={product}
          operations={routing.data?.operations ?? []}
          onClose={() => setOpen(false)}
        />
      ) : null}
    </Section>
  )
}

const isEvidence = (text: string): text is Evidence => EVIDENCE.some((kind) => kind === text)

interface EditedOperation {
  key: number
  code: string
  name: string
  nameTh: string
  workCentreId: string
  predecessors: string[]
  standardMinutes: string
  setupMinutes: string
  evidence: Evidence[]
}

function RoutingDialog(props: { product: Product; operations: readonly Operation[]; onClose(): void }) {
  const t = useTexts()
  const centres = useQuery(read('/api/v1/work-centres', { query: { limit: 200, sort: 'code' } }))
  const save = useCommand((operations: EditedOperation[]) =>
    api.POST('/api/v1/products/{productId}/routings', {
      params: { path: { productId: props.product.id } },
      body: {
        operations: operations.map(({ key: _key, nameTh, ...operation }) => ({
          ...operation,
          ...(nameTh.trim() === '' ? {} : { nameTh: nameTh.trim() }),
          setupMinutes: operation.setupMinutes.trim() === '' ? '0' : operation.setupMinutes,
        })),
      },
    }),
  )
  const centreOptions = (centres.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))
  const blank = (key: number): EditedOperation => ({
    key,
    code: '',
    name: '',
    nameTh: '',
    workCentreId: centreOptions[0]?.value ?? '',
    predecessors: [],
    standardMinutes: '',
    setupMinutes: '0',
    evidence: [],
  })
  const initial = {
    operations: props.operations.map<EditedOperation>((operation, key) => ({
      ...operation,
      key,
      nameTh: operation.nameTh ?? '',
      evidence: operation.evidence.filter(isEvidence),
    })),
  }
  return (
    <CommandDialog
      large
      title={t('routing.edit', { name: props.product.name })}
      text={t('routing.edit.text')}
      submit={t('action.save')}
      initial={initial}
      more={({ operations }, change) => {
        const set = (key: number, patch: Partial<EditedOperation>) =>
          change({ operations: operations.map((one) => (one.key === key ? { ...one, ...patch } : one)) })
        return (
          <div className={styles.lines}>
            {operations.map((operation, index) => (
              <fieldset key={operation.key} className={styles.line}>
                <legend className={styles.legend}>
                  {operation.name || t('routing.operationNo', { number: index + 1 })}
                  <ActionIcon
                    aria-label={t('lines.remove', {
                      name: operation.name || t('routing.operationNo', { number: index + 1 }),
                    })}
                    onClick={() =>
                      change({
                        operations: operations
                          .filter(({ key }) => key !== operation.key)
                          .map((one) => ({
                            ...one,
                            predecessors: one.predecessors.filter((code) => code !== operation.code),
                          })),
                      })
                    }
                  >
                    <IconTrash size={16} stroke={1.6} />
                  </ActionIcon>
                </legend>
                <TextInput
                  label={t('routing.code')}
                  placeholder="cutting"
                  required
                  spellCheck={false}
                  value={operation.code}
                  onChange={(event) => set(operation.key, { code: event.currentTarget.value })}
                />
                <NativeSelect
                  label={t('routing.workCentre')}
                  required
                  data={centreOptions}
                  value={operation.workCentreId}
                  onChange={(event) => set(operation.key, { workCentreId: event.currentTarget.value })}
                />
                <TextInput
                  label={t('routing.name')}
                  required
                  value={operation.name}
                  onChange={(event) => set(operation.key, { name: event.currentTarget.value })}
                />
                <TextInput
                  label={t('routing.nameTh')}
                  value={operation.nameTh}
                  onChange={(event) => set(operation.key, { nameTh: event.currentTarget.value })}
                />
                <TextInput
                  label={t('routing.minutesPerPiece')}
                  inputMode="decimal"
                  required
                  value={operation.standardMinutes}
                  onChange={(event) => set(operation.key, { standardMinutes: event.currentTarget.value })}
                />
                <TextInput
                  label={t('routing.setupMinutes')}
                  inputMode="decimal"
                  value={operation.setupMinutes}
                  onChange={(event) => set(operation.key, { setupMinutes: event.currentTarget.value })}
                />
                <MultiSelect
                  style={{ gridColumn: '1 / -1' }}
                  label={t('routing.waitsFor')}
                  data={operations
                    .filter((other) => other.key !== operation.key && other.code.trim() !== '')
                    .map((other) => ({ value: other.code, label: other.name || other.code }))}
                  value={operation.predecessors}
                  onChange={(predecessors) => set(operation.key, { predecessors })}
                />
                <Checkbox.Group
                  style={{ gridColumn: '1 / -1' }}
                  label={t('routing.evidence')}
                  value={operation.evidence}
                  onChange={(evidence) => set(operation.key, { evidence: evidence.filter(isEvidence) })}
                >
                  <Group mt={4}>
                    {EVIDENCE.map((kind) => (
                      <Checkbox key={kind} value={kind} label={t(EVIDENCE_TEXTS[kind])} />
                    ))}
                  </Group>
                </Checkbox.Group>
              </fieldset>
            ))}
            <Button
              variant="default"
              leftSection={<IconPlus size={16} aria-hidden />}
              onClick={() => {
                const last = operations.at(-1)
                const next = blank(Math.max(-1, ...operations.map(({ key }) => key)) + 1)
                // Most routings are a line: the new operation waits for the one before it.
                if (last && last.code.trim() !== '') next.predecessors = [last.code]
                change({ operations: [...operations, next] })
              }}
            >
              {t('routing.add')}
            </Button>
          </div>
        )
      }}
      onSubmit={async ({ operations }) => {
        await save.mutateAsync(operations)
        notify(t('done.saved'))
      }}
      onClose={props.onClose}
    />
  )
}
