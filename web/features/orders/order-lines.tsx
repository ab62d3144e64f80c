import { ActionIcon, Combobox, TextInput, useCombobox } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconPlus, IconX } from '@tabler/icons-react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { type KeyboardEvent, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { type ItemOf, read } from '../../api/queries.ts'
import { MoneyText, useFormat } from '../../kit/format.tsx'
import { useSession } from '../../session/session.tsx'
import { useLanguage } from '../../texts/texts.tsx'
import { NewProduct } from '../products/new-product.tsx'
import { nameIn } from '../products/product-texts.ts'
import styles from './order-lines.module.css'
import type { Quote } from './quote.ts'

export interface EntryLine {
  key: string
  /** What was typed for the product. */
  typed: string
  product?: { id: string; sku: string; name: string; nameTh: string | null } | undefined
  /** Nothing is called as it was typed. */
  isUnknown?: boolean | undefined
  quantity: string
}

type Product = ItemOf<'/api/v1/products'>

const CREATE = '$new'

export const newLine = (): EntryLine => ({ key: crypto.randomUUID(), typed: '', quantity: '1' })
export const isEmpty = (line: EntryLine): boolean => line.typed.trim() === '' && !line.product

const lookup = (words: string) =>
  read('/api/v1/products', { query: { kind: 'finished', limit: 8, ...(words === '' ? {} : { q: words }) } })

/**
 * The lines of an order, typed one after the other: product, Enter, quantity, Enter, next line. Enter never waits for the server: the
 * product is looked up while the quantity is typed.
 */
export function OrderLinesEntry(props: {
  lines: readonly EntryLine[]
  quote: Quote | undefined
  onChange(change: (lines: readonly EntryLine[]) => readonly EntryLine[]): void
}) {
  const { t } = useLanguage()
  const { lines, quote, onChange } = props
  const { can } = useSession()
  const table = useRef<HTMLDivElement>(null)
  const [making, setMaking] = useState<{ key: string; called: string }>()
  const change = (key: string, patch: Partial<EntryLine>) =>
    onChange((all) => all.map((line) => (line.key === key ? { ...line, ...patch } : line)))
  // At once, so that the next letter stands in the next field however fast it is typed: what is drawn anew is drawn before.
  const focus = (at: number, field: 'product' | 'quantity') => {
    const input = table.current?.querySelectorAll<HTMLInputElement>(`input[data-field="${field}"]`)[at]
    input?.focus()
    input?.select()
  }
  const made = ({ id, sku, name, nameTh }: Product) => {
    if (!making) return
    const { key } = making
    flushSync(() => {
      change(key, { product: { id, sku, name, nameTh }, typed: sku, isUnknown: false })
      setMaking(undefined)
    })
    // After the dialog has given the focus back to where it was opened.
    setTimeout(
      () =>
        focus(
          lines.findIndex((line) => line.key === key),
          'quantity',
        ),
      20,
    )
  }
  const onQuantityKey = (event: KeyboardEvent, at: number) => {
    if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey) {
      event.preventDefault()
      if (at === lines.length - 1) flushSync(() => onChange((all) => [...all, newLine()]))
      focus(at + 1, 'product')
    }
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      focus(at + (event.key === 'ArrowDown' ? 1 : -1), 'quantity')
    }
  }
  const remove = (at: number) => {
    flushSync(() =>
      onChange((all) => {
        const rest = all.filter((_, n) => n !== at)
        return rest.length > 0 ? rest : [newLine()]
      }),
    )
    focus(Math.max(0, at - 1), 'product')
  }
  return (
    <div ref={table} className={styles.lines}>
      <div className={styles.head} aria-hidden>
        <span />
        <span>{t('piece.product')}</span>
        <span>{t('order.quantity')}</span>
        <span>{t('product.price')}</span>
        <span>{t('order.amount')}</span>
        <span />
      </div>
      <ol>
        {lines.map((line, at) => {
          const quoted = quote?.lines.find(({ productId }) => productId === line.product?.id)
          // The same product twice is one line of the order: its amount stands at the first.
          const first = lines.findIndex(({ product }) => product && product.id === line.product?.id)
          const problem = line.isUnknown
            ? t('entry.unknown', { words: line.typed.trim() })
            : quoted?.problem && first === at
              ? t.refusal(quoted.problem)
              : undefined
          return (
            <li key={line.key} className={styles.line} aria-label={t('entry.line', { number: at + 1 })}>
              <span className={styles.number} aria-hidden>
                {at + 1}
              </span>
              <ProductInput
                line={line}
                problem={problem}
                onChange={(patch) => change(line.key, patch)}
                onDone={() => focus(at, 'quantity')}
                onErase={() => lines.length > 1 && remove(at)}
                onMake={
                  can('catalog.product.create') ? (called) => setMaking({ key: line.key, called }) : undefined
                }
              />
              <TextInput
                data-field="quantity"
                aria-label={t('order.quantity')}
                inputMode="decimal"
                value={line.quantity}
                onChange={(event) => change(line.key, { quantity: event.currentTarget.value })}
                onKeyDown={(event) => onQuantityKey(event, at)}
                onFocus={(event) => event.currentTarget.select()}
              />
              <span className={styles.money}>{quoted ? <MoneyText value={quoted.unitPrice} /> : null}</span>
              <span className={styles.money}>
                {quoted ? (
                  first === at ? (
                    <MoneyText value={quoted.gross} />
                  ) : (
                    <span className={styles.joined}>{t('entry.joined', { number: first + 1 })}</span>
                  )
                ) : null}
              </span>
              <ActionIcon
                aria-label={t('entry.remove', { number: at + 1 })}
                tabIndex={-1}
                onClick={() => remove(at)}
              >
                <IconX size={16} aria-hidden />
              </ActionIcon>
            </li>
          )
        })}
      </ol>
      {making ? (
        <NewProduct
          called={making.called}
          kind="finished"
          onMade={made}
          onClose={() => {
            setMaking(undefined)
            onChange((all) =>
              all.map((line) =>
                line.key === making.key && !line.product ? { ...line, isUnknown: true } : line,
              ),
            )
          }}
        />
      ) : null}
    </div>
  )
}

/** A product by SKU, name or GTIN. */
function ProductInput(props: {
  line: EntryLine
  problem: string | undefined
  onChange(patch: Partial<EntryLine>): void
  onDone(): void
  onErase(): void
  /** Makes one that is called as it was typed; not for whoever may not. */
  onMake: ((called: string) => void) | undefined
}) {
  const { t, locale } = useLanguage()
  const format = useFormat()
  const client = useQueryClient()
  const { line, onChange } = props
  const box = useCombobox({ onDropdownClose: () => box.resetSelectedOption() })
  const [isOpen, setOpen] = useState(false)
  const words = line.typed.trim()
  const [rested] = useDebouncedValue(words, 120)
  const found = useQuery({ ...lookup(rested), enabled: isOpen && rested !== '' && !line.product })
  const items = line.product || rested !== words || words === '' ? [] : (found.data?.items ?? [])
  const isMade = useRef(false)
  const canMake =
    props.onMake !== undefined && words !== '' && !line.product && rested === words && !found.isFetching
  const show = (open: boolean) => {
    setOpen(open)
    if (open) box.openDropdown()
    else box.closeDropdown()
  }
  const pick = (product: Product) =>
    onChange({
      product: { id: product.id, sku: product.sku, name: product.name, nameTh: product.nameTh },
      typed: product.sku,
      isUnknown: false,
    })
  /** The product that is called exactly so, or else the best that is found: looked up while somebody types on. */
  const resolve = async () => {
    try {
      const { items: all } = await client.fetchQuery({ ...lookup(words), staleTime: 60_000 })
      const exact = all.find(
        ({ sku, gtin }) => sku.toLowerCase() === words.toLowerCase() || (gtin !== null && gtin === words),
      )
      const meant = exact ?? all[0]
      if (meant) pick(meant)
      else onChange({ isUnknown: true, product: undefined })
    } catch {
      onChange({ isUnknown: true, product: undefined })
    }
  }
  return (
    <Combobox
      store={box}
      withinPortal
      onOptionSubmit={(id) => {
        if (id === CREATE) {
          isMade.current = true
          show(false)
          props.onMake?.(words)
          return
        }
        const product = items.find((one) => one.id === id)
        // Before the focus goes on, which looks up what has not been picked.
        if (product) flushSync(() => pick(product))
        show(false)
        props.onDone()
      }}
    >
      <Combobox.Target>
        <TextInput
          data-field="product"
          aria-label={t('piece.product')}
          placeholder={t('picker.product')}
          autoComplete="off"
          spellCheck={false}
          value={line.product ? `${line.product.sku} · ${nameIn(locale, line.product)}` : line.typed}
          error={props.problem}
          onChange={(event) => {
            onChange({ typed: event.currentTarget.value, product: undefined, isUnknown: false })
            show(true)
          }}
          onFocus={(event) => event.currentTarget.select()}
          onBlur={() => {
            show(false)
            if (words !== '' && !line.product && !isMade.current) void resolve()
            isMade.current = false
          }}
          onKeyDown={(event) => {
            if (event.key === 'Backspace' && isEmpty(line)) {
              event.preventDefault()
              props.onErase()
            }
            if (event.key !== 'Enter' || event.ctrlKey || event.metaKey) return
            if (box.dropdownOpened && box.getSelectedOptionIndex() >= 0) return
            event.preventDefault()
            show(false)
            // Its blur looks the product up.
            if (!isEmpty(line)) props.onDone()
          }}
        />
      </Combobox.Target>
      <Combobox.Dropdown hidden={!isOpen || (items.length === 0 && !canMake)}>
        <Combobox.Options aria-label={t('piece.product')}>
          {items.map((item) => (
            <Combobox.Option key={item.id} value={item.id}>
              <span className={styles.option}>
                <span className="mono">{item.sku}</span>
                <span className={styles.name}>{nameIn(locale, item)}</span>
                <span className="numbers">
                  {item.price === null ? '' : format.money({ amount: item.price, currency: item.currency })}
                </span>
              </span>
            </Combobox.Option>
          ))}
          {canMake ? (
            <Combobox.Option value={CREATE}>
              <span className={styles.make}>
                <IconPlus size={14} stroke={2} aria-hidden />
                {t('picker.newProduct', { name: words })}
              </span>
            </Combobox.Option>
          ) : null}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  )
}
