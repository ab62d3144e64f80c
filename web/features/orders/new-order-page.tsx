import { Button } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import {
  type FormEvent,
  type KeyboardEvent,
  type ReactNode,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react'
import { answerOf, api, idempotent } from '../../api/client.ts'
import { type ItemOf, read, useCommand } from '../../api/queries.ts'
import { type AddressValues, addressFields, addressOf, addressValues } from '../../kit/address.tsx'
import { type Draft, draftKey, readDraft, writeDraft } from '../../kit/drafts.ts'
import { ErrorPanel } from '../../kit/error-panel.tsx'
import { fieldMessages } from '../../kit/field-messages.ts'
import { type Field, FormFields, given, orUndefined } from '../../kit/form-fields.tsx'
import { MoneyText, useFormat } from '../../kit/format.tsx'
import { isSame } from '../../kit/merge.ts'
import { notify } from '../../kit/notify.tsx'
import { Page } from '../../kit/page.tsx'
import { RecordPicker } from '../../kit/record-picker.tsx'
import { Section } from '../../kit/section.tsx'
import { openPage } from '../../kit/shell-actions.ts'
import { useUnsaved } from '../../kit/unsaved.tsx'
import { useSession } from '../../session/session.tsx'
import { useLanguage } from '../../texts/texts.tsx'
import { CustomerDialog } from '../customers/customer-dialog.tsx'
import styles from './new-order-page.module.css'
import { type EntryLine, isEmpty, newLine, OrderLinesEntry } from './order-lines.tsx'
import { type Quote, type QuoteInput, useQuote } from './quote.ts'

type Customer = ItemOf<'/api/v1/customers'>

interface Values extends AddressValues {
  email: string
  name: string
  phone: string
  shippingMethod: string
  payment: string
}

/** Everything that is typed for an order. */
interface Entry {
  customer: Customer | undefined
  values: Values
  lines: readonly EntryLine[]
}

const emptyEntry = (): Entry => ({
  customer: undefined,
  values: { email: '', name: '', phone: '', shippingMethod: '', payment: '', ...addressValues(null) },
  lines: [newLine()],
})
const withoutKeys = ({ lines, ...rest }: Entry) => ({
  ...rest,
  lines: lines.filter((line) => !isEmpty(line)).map(({ key, ...line }) => line),
})
const EMPTY = withoutKeys(emptyEntry())
const isBlank = (entry: Entry): boolean => isSame(withoutKeys(entry), EMPTY)

const QUANTITY = /^\d{1,5}([.,]\d{1,6})?$/

/** What is asked of the server; lines that are not complete yet are left out. */
const inputOf = ({ customer, values, lines }: Entry, shippingMethod: string): QuoteInput => {
  const address = addressOf(values)
  return {
    lines: lines.flatMap(({ product, quantity }) =>
      product && QUANTITY.test(quantity.trim()) && /[1-9]/.test(quantity)
        ? [{ productId: product.id, quantity: quantity.trim().replace(',', '.') }]
        : [],
    ),
    ...given({
      customerId: customer?.id,
      shippingMethod: orUndefined(shippingMethod),
      address: address ?? undefined,
    }),
    contact: given({
      email: orUndefined(values.email),
      name: orUndefined(values.name),
      phone: orUndefined(values.phone),
    }),
  }
}

/** An order typed in by somebody of the workshop: buyer, lines, place. Made for the keyboard alone. */
export default function NewOrderPage(): ReactNode {
  const { t, locale } = useLanguage()
  const { can } = useSession()
  const router = useRouter()
  const form = useEntry()
  const { entry, change } = form
  const { values, lines, customer } = entry
  const [isNewCustomer, setNewCustomer] = useState<string>()
  const linesSection = useRef<HTMLDivElement>(null)
  const methods = useQuery({ ...read('/api/v1/shop/shipping-methods'), staleTime: 60_000 })
  const payments = useQuery({ ...read('/api/v1/shop/payment-methods'), staleTime: 60_000 })
  const shipping = values.shippingMethod || (methods.data?.items[0]?.code ?? '')
  const payment = values.payment || (payments.data?.items[0]?.code ?? '')
  const asked = useMemo(() => inputOf(entry, shipping), [entry, shipping])
  const [settled] = useDebouncedValue(asked, 200)
  const hasLines = settled.lines.length > 0
  const quote = useQuote(settled, can('checkout.desk_order.place'))
  const shown = quote.data
  const isCurrent = !quote.isFetching && !quote.isPlaceholderData && isSame(settled, asked)

  const place = useCommand((total: Quote['totals']['total'] | undefined, key) => {
    const chosen = payments.data?.items.find(({ code }) => code === payment)
    return api.POST('/api/v1/orders', {
      params: { header: idempotent(key) },
      body: {
        ...inputOf(entry, shipping),
        ...(chosen ? { payment: { provider: chosen.provider, method: chosen.code } } : {}),
        ...given({ expectedTotal: total }),
        locale,
      },
    })
  })
  const unsaved = useUnsaved({
    isDirty: form.isDirty,
    keep: form.keep,
    discard: form.forget,
    leave: () => openPage(router, '/orders'),
  })

  const unfinished = lines.filter((line) => !isEmpty(line)).length - asked.lines.length
  const canPlace = hasLines && unfinished === 0 && shown !== undefined && !place.isPending
  const submit = async () => {
    if (!canPlace) return
    // The total that is on the screen: with another one the server refuses, and the new one is shown.
    const done = await place.mutateAsync(isCurrent ? shown.totals.total : undefined).catch(() => undefined)
    if (!done) return
    form.forget()
    notify(t('entry.placed', { number: done.number }))
    openPage(router, `/orders/${done.id}`)
  }
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    void submit()
  }
  const onKeyDown = (event: KeyboardEvent<HTMLFormElement>) => {
    if (event.key !== 'Enter') return
    const isField = event.target instanceof HTMLInputElement
    if (event.ctrlKey || event.metaKey) {
      event.preventDefault()
      void submit()
    } else if (isField && !event.defaultPrevented) {
      // Enter in a field goes on; only Ctrl-Enter or the button sends.
      event.preventDefault()
    }
  }
  const pick = (picked: Customer | undefined) => {
    change((all) => ({
      ...all,
      customer: picked,
      values: {
        ...all.values,
        email: picked?.email ?? '',
        name: picked?.name ?? '',
        phone: picked?.phone ?? '',
        ...addressValues(picked?.address),
      },
    }))
    if (picked) setTimeout(() => linesSection.current?.querySelector('input')?.focus())
  }

  const method = methods.data?.items.find(({ code }) => code === shipping)
  const buyerFields: Field<Values>[] = [
    { kind: 'text', name: 'name', label: t('customer.name'), required: true, half: true },
    { kind: 'email', name: 'email', label: t('customer.email'), required: true, half: true },
    { kind: 'phone', name: 'phone', label: t('customer.phone'), half: true },
  ]
  const sendFields: Field<Values>[] = [
    {
      kind: 'select',
      name: 'shippingMethod',
      label: t('entry.shipping'),
      half: true,
      options: (methods.data?.items ?? []).map((one) => ({
        value: one.code,
        label: (locale === 'th' && one.nameTh) || one.name,
      })),
    },
    {
      kind: 'select',
      name: 'payment',
      label: t('order.payments'),
      half: true,
      options: (payments.data?.items ?? []).map((one) => ({
        value: one.code,
        label: (locale === 'th' && one.nameTh) || one.name,
      })),
    },
    ...(method?.needsAddress === false ? [] : addressFields<Values>(t)),
  ]
  const refused = place.error ? fieldMessages(t, locale, place.error) : {}
  const errors = Object.fromEntries(
    Object.entries(refused).map(([field, message]) => [field.replace(/^(contact|address)\./, ''), message]),
  )
  const fieldProps = {
    values: { ...values, shippingMethod: shipping, payment },
    errors,
    onChange: (next: Values) => change((all) => ({ ...all, values: next })),
  }

  return (
    <Page title={t('order.new')} below={t('entry.how')}>
      <form onSubmit={onSubmit} onKeyDown={onKeyDown} className={styles.form}>
        <OfferedEntry form={form} />
        <Section title={t('order.buyer')}>
          <div className={styles.buyer}>
            <RecordPicker
              path="/api/v1/customers"
              label={t('entry.customer')}
              hint={t('entry.customer.hint')}
              placeholder={t('customer.search')}
              autoFocus
              value={customer}
              nameOf={(one) => one.name}
              detailOf={(one) => one.code}
              onPick={pick}
              create={
                can('crm.customer.create')
                  ? {
                      label: (typed) =>
                        typed === '' ? t('customer.new') : t('entry.newCustomer', { name: typed }),
                      begin: setNewCustomer,
                    }
                  : undefined
              }
            />
            <FormFields fields={buyerFields} {...fieldProps} />
          </div>
        </Section>
        <div ref={linesSection}>
          <Section title={t('order.lines')} flush>
            <OrderLinesEntry
              lines={lines}
              quote={shown}
              onChange={(next) => change((all) => ({ ...all, lines: next(all.lines) }))}
            />
          </Section>
        </div>
        <div className={styles.end}>
          <Section title={t('entry.delivery')}>
            <FormFields fields={sendFields} {...fieldProps} />
          </Section>
          <Section title={t('order.total')}>
            <Totals quote={hasLines ? shown : undefined} isCurrent={isCurrent} method={method?.name ?? ''} />
            <ErrorPanel error={place.error ?? quote.error} shown={[...Object.keys(refused)]} />
            <div className={styles.buttons}>
              <Button
                type="submit"
                fullWidth
                loading={place.isPending}
                disabled={!canPlace}
                aria-keyshortcuts="Control+Enter Meta+Enter"
              >
                {t('entry.place')}
              </Button>
              <Button variant="default" fullWidth onClick={unsaved.ask}>
                {t('action.cancel')}
              </Button>
            </div>
          </Section>
        </div>
      </form>
      {unsaved.question}
      {isNewCustomer === undefined ? null : (
        <CustomerDialog
          name={isNewCustomer}
          onClose={() => setNewCustomer(undefined)}
          onSaved={(id) => {
            void answerOf(api.GET('/api/v1/customers/{id}', { params: { path: { id } } })).then(pick)
          }}
        />
      )}
    </Page>
  )
}

function Totals(props: { quote: Quote | undefined; isCurrent: boolean; method: string }) {
  const { t } = useLanguage()
  const { quote } = props
  if (!quote) return <p className={styles.nothing}>{t('entry.nothing')}</p>
  return (
    <dl className={styles.totals} aria-busy={!props.isCurrent} aria-live="polite">
      <div>
        <dt>{t('order.lines')}</dt>
        <dd>
          <MoneyText value={quote.totals.itemsGross} />
        </dd>
      </div>
      {quote.shipping ? (
        <div>
          <dt>{t('order.shipping', { method: props.method })}</dt>
          <dd>
            <MoneyText value={quote.shipping.gross} />
          </dd>
        </div>
      ) : null}
      <div>
        <dt>{t(quote.pricesIncludeTax ? 'order.taxIncluded' : 'order.taxAdded')}</dt>
        <dd>
          <MoneyText value={quote.totals.tax} />
        </dd>
      </div>
      <div className={styles.total}>
        <dt>{t('order.total')}</dt>
        <dd>
          <MoneyText value={quote.totals.total} />
        </dd>
      </div>
    </dl>
  )
}

/** What is typed, kept on this device until it is placed. */
function useEntry() {
  const { me, workshop } = useSession()
  const key = draftKey(workshop.id, me.id ?? me.name, 'order:new')
  const [entry, setEntry] = useState(emptyEntry)
  const [offered, setOffered] = useState(() => readDraft<Entry>(key, Date.now()))
  const latest = useRef(entry)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const isDone = useRef(false)
  useEffect(() => () => clearTimeout(timer.current), [])
  const write = () =>
    writeDraft(
      key,
      isBlank(latest.current)
        ? undefined
        : { values: latest.current, base: latest.current, version: 0, at: new Date().toISOString() },
    )
  const change = (next: (entry: Entry) => Entry) => {
    latest.current = next(latest.current)
    setEntry(latest.current)
    clearTimeout(timer.current)
    timer.current = setTimeout(write, 300)
  }
  return {
    entry,
    change,
    offered,
    isDirty: () => !isDone.current && !isBlank(latest.current),
    keep: () => {
      write()
      isDone.current = true
    },
    forget: () => {
      clearTimeout(timer.current)
      isDone.current = true
      writeDraft(key, undefined)
    },
    resume: (draft: Draft<Entry>) => {
      change(() => draft.values)
      setOffered(undefined)
    },
    decline: () => {
      writeDraft(key, undefined)
      setOffered(undefined)
    },
  }
}

function OfferedEntry({ form }: { form: ReturnType<typeof useEntry> }) {
  const { t } = useLanguage()
  const format = useFormat()
  const { offered } = form
  if (!offered) return null
  return (
    <div className={styles.draft} role="status">
      <span>{t('draft.offer', { when: format.moment(offered.at) })}</span>
      <Button size="compact-sm" onClick={() => form.resume(offered)}>
        {t('draft.resume')}
      </Button>
      <Button size="compact-sm" variant="subtle" color="gray" onClick={form.decline}>
        {t('draft.discard')}
      </Button>
    </div>
  )
}
