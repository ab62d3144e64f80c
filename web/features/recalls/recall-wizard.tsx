import { Button, NativeSelect, Pill, Select, Textarea, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { answerOf, api, idempotent } from '../../api/client.ts'
import { toProblem } from '../../api/problem.ts'
import { read, useCommand } from '../../api/queries.ts'
import { ConfirmDialog } from '../../kit/command-dialog.tsx'
import { ErrorPanel } from '../../kit/error-panel.tsx'
import { given, orUndefined } from '../../kit/form-fields.tsx'
import { useFormat } from '../../kit/format.tsx'
import { notify } from '../../kit/notify.tsx'
import { Page } from '../../kit/page.tsx'
import { BackMark } from '../../kit/record-page.tsx'
import { Section } from '../../kit/section.tsx'
import { useTexts } from '../../texts/texts.tsx'
import { PieceBadge } from '../pieces/piece-badge.tsx'
import type { PieceState } from '../pieces/piece-texts.ts'
import { ProductPicker } from '../products/product-picker.tsx'
import styles from './recall.module.css'

type By = 'lot' | 'product' | 'serials'
interface Chosen {
  id: string
  name: string
}
interface Draft {
  by: By
  lots: Chosen[]
  products: Chosen[]
  from: string
  to: string
  serials: string
}
type Criteria =
  | { by: 'lot'; lotIds: string[] }
  | { by: 'product'; productIds: string[]; from?: string; to?: string }
  | { by: 'serials'; serials: string[] }

const EMPTY: Draft = { by: 'lot', lots: [], products: [], from: '', to: '', serials: '' }

const numbersIn = (text: string): string[] => [
  ...new Set(
    text
      .split(/[\n,;]+/)
      .map((number) => number.trim())
      .filter((number) => number !== ''),
  ),
]

/** What the draft means; undefined while nothing is chosen. */
function criteriaOf(draft: Draft): Criteria | undefined {
  switch (draft.by) {
    case 'lot':
      return draft.lots.length > 0 ? { by: 'lot', lotIds: draft.lots.map(({ id }) => id) } : undefined
    case 'product':
      return draft.products.length > 0
        ? {
            by: 'product',
            productIds: draft.products.map(({ id }) => id),
            ...given({ from: orUndefined(draft.from), to: orUndefined(draft.to) }),
          }
        : undefined
    case 'serials': {
      const serials = numbersIn(draft.serials)
      return serials.length > 0 ? { by: 'serials', serials } : undefined
    }
  }
}

/** From what is wrong to who is told: which pieces, how many that is, what is said, and then in one step. */
export default function RecallWizard(): ReactNode {
  const t = useTexts()
  const navigate = useNavigate()
  const [draft, setDraft] = useState(EMPTY)
  const [words, setWords] = useState({ reason: '', text: '', textTh: '' })
  const [isSure, setSure] = useState(false)
  const criteria = criteriaOf(draft)
  const [asked] = useDebouncedValue(criteria, 400)
  const preview = useQuery({
    queryKey: ['recall-preview', asked],
    enabled: asked !== undefined,
    retry: false,
    queryFn: () => answerOf(api.POST('/api/v1/recalls/preview', { body: { criteria: asked! } })),
  })
  const start = useCommand(
    (body: { criteria: Criteria; reason: string; text: string; textTh?: string }, key) =>
      api.POST('/api/v1/recalls', { params: { header: idempotent(key) }, body }),
  )
  const found = criteria !== undefined && preview.isSuccess ? preview.data : undefined
  const isReady = (found?.recallable ?? 0) > 0 && words.reason.trim() !== '' && words.text.trim() !== ''
  const go = async () => {
    if (!criteria) return
    const done = await start.mutateAsync({
      criteria,
      reason: words.reason.trim(),
      text: words.text.trim(),
      ...given({ textTh: orUndefined(words.textTh) }),
    })
    notify(t('recall.done', { pieces: done.recalled }))
    await navigate({ to: '/recalls/$id', params: { id: done.id } })
  }
  return (
    <Page
      title={t('recall.new')}
      above={
        <Link to="/recalls">
          <BackMark />
          {t('recall.all')}
        </Link>
      }
      below={t('recall.new.text')}
    >
      <div className={styles.steps}>
        <Section title={t('recall.step.which')}>
          <Which draft={draft} onChange={setDraft} />
        </Section>
        <Section title={t('recall.step.preview')}>
          {criteria === undefined ? <p className={styles.note}>{t('recall.preview.none')}</p> : null}
          {criteria !== undefined && preview.isPending ? (
            <p className={styles.note} aria-busy="true">
              {t('list.loading')}
            </p>
          ) : null}
          {criteria !== undefined && preview.isError ? <ErrorPanel error={toProblem(preview.error)} /> : null}
          {found ? <Preview preview={found} /> : null}
        </Section>
        <Section title={t('recall.step.words')}>
          <div className={styles.fields}>
            <TextInput
              label={t('form.reason')}
              description={t('recall.reason.hint')}
              required
              value={words.reason}
              onChange={(event) => setWords({ ...words, reason: event.currentTarget.value })}
            />
            <Textarea
              label={t('recall.words.en')}
              description={t('recall.words.hint')}
              required
              minRows={3}
              autosize
              value={words.text}
              onChange={(event) => setWords({ ...words, text: event.currentTarget.value })}
            />
            <Textarea
              label={t('recall.words.th')}
              minRows={3}
              autosize
              lang="th"
              value={words.textTh}
              onChange={(event) => setWords({ ...words, textTh: event.currentTarget.value })}
            />
            <div>
              <Button color="red" disabled={!isReady} onClick={() => setSure(true)}>
                {found ? t('recall.go', { pieces: found.recallable }) : t('recall.go.none')}
              </Button>
            </div>
          </div>
        </Section>
      </div>
      {isSure && found ? (
        <ConfirmDialog
          danger
          title={t('recall.sure', { pieces: found.recallable })}
          text={t('recall.sure.text', { people: found.owners + found.buyers })}
          submit={t('recall.go', { pieces: found.recallable })}
          onConfirm={go}
          onClose={() => setSure(false)}
        />
      ) : null}
    </Page>
  )
}

function Which({ draft, onChange }: { draft: Draft; onChange(draft: Draft): void }) {
  const t = useTexts()
  return (
    <div className={styles.fields}>
      <NativeSelect
        label={t('recall.which')}
        value={draft.by}
        onChange={(event) => onChange({ ...draft, by: event.currentTarget.value as By })}
        data={[
          { value: 'lot', label: t('recall.by.lot') },
          { value: 'product', label: t('recall.by.product') },
          { value: 'serials', label: t('recall.by.list') },
        ]}
      />
      {draft.by === 'lot' ? (
        <>
          <LotPicker
            exclude={draft.lots.map(({ id }) => id)}
            onPick={(lot) => onChange({ ...draft, lots: [...draft.lots, lot] })}
          />
          <ChosenOnes
            ones={draft.lots}
            onRemove={(id) => onChange({ ...draft, lots: draft.lots.filter((lot) => lot.id !== id) })}
          />
        </>
      ) : null}
      {draft.by === 'product' ? (
        <>
          <ProductPicker
            label={t('piece.product')}
            serialised
            exclude={draft.products.map(({ id }) => id)}
            onPick={({ id, name }) => onChange({ ...draft, products: [...draft.products, { id, name }] })}
          />
          <ChosenOnes
            ones={draft.products}
            onRemove={(id) => onChange({ ...draft, products: draft.products.filter((one) => one.id !== id) })}
          />
          <div className={styles.pair}>
            <TextInput
              type="date"
              label={t('recall.from')}
              value={draft.from}
              onChange={(event) => onChange({ ...draft, from: event.currentTarget.value })}
            />
            <TextInput
              type="date"
              label={t('recall.to')}
              value={draft.to}
              onChange={(event) => onChange({ ...draft, to: event.currentTarget.value })}
            />
          </div>
        </>
      ) : null}
      {draft.by === 'serials' ? (
        <Textarea
          label={t('recall.serials')}
          description={t('recall.serials.hint')}
          minRows={4}
          autosize
          maxRows={16}
          spellCheck={false}
          value={draft.serials}
          onChange={(event) => onChange({ ...draft, serials: event.currentTarget.value })}
        />
      ) : null}
    </div>
  )
}

function ChosenOnes(props: { ones: readonly Chosen[]; onRemove(id: string): void }) {
  const t = useTexts()
  if (props.ones.length === 0) return null
  return (
    <div className={styles.chosen}>
      {props.ones.map(({ id, name }) => (
        <Pill
          key={id}
          size="md"
          withRemoveButton
          removeButtonProps={{ 'aria-label': t('lines.remove', { name }), 'aria-hidden': false, tabIndex: 0 }}
          onRemove={() => props.onRemove(id)}
        >
          {name}
        </Pill>
      ))}
    </div>
  )
}

/** Finds a lot of material by its code. */
function LotPicker(props: { exclude: readonly string[]; onPick(lot: Chosen): void }) {
  const t = useTexts()
  const [typed, setTyped] = useState('')
  const [asked] = useDebouncedValue(typed.trim(), 200)
  const found = useQuery({
    ...read('/api/v1/lots', { query: { limit: 20, ...(asked === '' ? {} : { q: asked }) } }),
    placeholderData: keepPreviousData,
  })
  const choices = (found.data?.items ?? []).filter(({ id }) => !props.exclude.includes(id))
  return (
    <Select
      label={t('stock.lot')}
      description={t('recall.lot.hint')}
      searchable
      nothingFoundMessage={found.isFetching ? t('list.loading') : t('list.nothing')}
      data={choices.map((lot) => ({ value: lot.id, label: `${lot.code} · ${lot.sku}` }))}
      filter={({ options }) => options}
      value={null}
      searchValue={typed}
      onSearchChange={setTyped}
      onChange={(id) => {
        const lot = choices.find((one) => one.id === id)
        if (!lot) return
        props.onPick({ id: lot.id, name: `${lot.code} · ${lot.sku}` })
        setTyped('')
      }}
    />
  )
}

interface PreviewData {
  pieces: number
  recallable: number
  byState: { state: PieceState; pieces: number }[]
  byProduct: { name: string; pieces: number }[]
  owners: number
  buyers: number
  promised: number
}

function Preview({ preview }: { preview: PreviewData }) {
  const t = useTexts()
  const format = useFormat()
  const counts = [
    [t('recall.preview.recallable'), preview.recallable],
    [t('recall.preview.owners'), preview.owners],
    [t('recall.preview.buyers'), preview.buyers],
    [t('recall.preview.promised'), preview.promised],
  ] as const
  return (
    <>
      <dl className={styles.counts}>
        {counts.map(([name, count]) => (
          <div key={name} className={styles.count}>
            <dt>{name}</dt>
            <dd>{format.count(count)}</dd>
          </div>
        ))}
      </dl>
      <ul className={styles.states}>
        {preview.byState.map(({ state, pieces }) => (
          <li key={state}>
            <PieceBadge state={state} /> {format.count(pieces)}
          </li>
        ))}
      </ul>
      <p className={styles.note}>
        {preview.byProduct.map((product) => `${product.name} (${format.count(product.pieces)})`).join(', ')}
      </p>
      {preview.recallable < preview.pieces ? (
        <p className={styles.note}>
          {t('recall.preview.rest', { pieces: format.count(preview.pieces - preview.recallable) })}
        </p>
      ) : null}
      {preview.promised > 0 ? <p className={styles.note}>{t('recall.preview.promised.text')}</p> : null}
    </>
  )
}
