import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { api } from '../../api/client.ts'
import { read, useCommand } from '../../api/queries.ts'
import { ActionMenu } from '../../kit/action-menu.tsx'
import { ConfirmDialog } from '../../kit/command-dialog.tsx'
import { MoneyText, None, QuantityText, TimeText, unitName } from '../../kit/format.tsx'
import { RestoreButton } from '../../kit/list/restore-button.tsx'
import { EditButton } from '../../kit/new-button.tsx'
import { notify } from '../../kit/notify.tsx'
import { BackMark, Columns, Fact, Facts, RecordPage } from '../../kit/record-page.tsx'
import { Section } from '../../kit/section.tsx'
import { StateBadge } from '../../kit/state-badge.tsx'
import { useSession } from '../../session/session.tsx'
import { useLanguage, useTexts } from '../../texts/texts.tsx'
import { ProductStock } from '../stock/product-stock.tsx'
import { BillOfMaterials } from './bill-of-materials.tsx'
import { PassportProfile } from './passport-profile.tsx'
import { ProductDialog } from './product-dialog.tsx'
import { ProductPictures } from './product-pictures.tsx'
import { KIND_TEXTS, nameIn, type Product, publishedTone } from './product-texts.ts'
import { Routing } from './routing.tsx'

const route = getRouteApi('/desk/products/$id')

export default function ProductPage(): ReactNode {
  const { t, locale } = useLanguage()
  const { can } = useSession()
  const { id } = route.useParams()
  const product = useQuery(read('/api/v1/products/{id}', { path: { id } }))
  return (
    <RecordPage
      query={product}
      activity={{ entity: 'product', id }}
      back={
        <Link to="/products">
          <BackMark />
          {t('nav.products')}
        </Link>
      }
      title={(record) => nameIn(locale, record)}
      badge={(record) =>
        record.deletedAt === null ? (
          <StateBadge tone={publishedTone(record.published)}>
            {t(record.published ? 'product.published' : 'product.unpublished')}
          </StateBadge>
        ) : (
          <StateBadge tone="bad">{t('record.deleted')}</StateBadge>
        )
      }
      below={(record) => (
        <>
          <span className="mono">{record.sku}</span> · {t(KIND_TEXTS[record.kind])}
        </>
      )}
      actions={(record) => <ProductActions product={record} />}
    >
      {(record) => (
        <Columns
          main={
            <>
              <ProductFacts product={record} />
              <BillOfMaterials product={record} />
              <Routing product={record} />
              {record.serialised && can('passports.read') ? <PassportProfile productId={record.id} /> : null}
            </>
          }
          side={
            <>
              <ProductPictures product={record} />
              {can('inventory.read') && record.kind !== 'service' ? <ProductStock product={record} /> : null}
            </>
          }
        />
      )}
    </RecordPage>
  )
}

function ProductActions({ product }: { product: Product }) {
  const t = useTexts()
  const { can } = useSession()
  const [open, setOpen] = useState<'edit' | 'delete'>()
  const navigate = route.useNavigate()
  const remove = useCommand(() =>
    api.DELETE('/api/v1/products/{id}', { params: { path: { id: product.id } } }),
  )
  const isDeleted = product.deletedAt !== null
  return (
    <>
      {isDeleted && can('catalog.product.restore') ? (
        <RestoreButton path="/products" id={product.id} />
      ) : null}
      {!isDeleted && can('catalog.product.update') ? (
        <EditButton label={t('action.edit')} onClick={() => setOpen('edit')} />
      ) : null}
      {!isDeleted && can('catalog.product.delete') ? (
        <ActionMenu
          label={t('action.more')}
          actions={[
            {
              key: 'delete',
              label: t('product.delete'),
              action: { allowed: true },
              danger: true,
              onClick: () => setOpen('delete'),
            },
          ]}
        />
      ) : null}
      {/* A form that is open stays open where somebody else deletes the record: what was typed is not lost. */}
      {open === 'edit' ? <ProductDialog product={product} onClose={() => setOpen(undefined)} /> : null}
      {open === 'delete' ? (
        <ConfirmDialog
          title={t('product.delete')}
          text={t('product.delete.text', { name: product.name })}
          submit={t('action.delete')}
          danger
          onConfirm={async () => {
            await remove.mutateAsync(undefined)
            notify(t('done.deleted'))
            void navigate({ to: '/products' })
          }}
          onClose={() => setOpen(undefined)}
        />
      ) : null}
    </>
  )
}

function ProductFacts({ product }: { product: Product }) {
  const { t, locale } = useLanguage()
  const { can } = useSession()
  const description = (locale === 'th' && product.descriptionTh) || product.description
  const options = Object.entries(product.options)
  const inCurrency = (amount: string | null) =>
    amount === null ? null : { amount, currency: product.currency }
  return (
    <Section title={t('product.facts')}>
      <Facts>
        <Fact name={t('product.price')}>
          <MoneyText value={inCurrency(product.price)} />
        </Fact>
        <Fact name={t('product.taxCode')}>{product.taxCode ?? <None />}</Fact>
        <Fact name={t('product.cost')}>
          <MoneyText value={inCurrency(product.standardCost)} />
        </Fact>
        <Fact name={t('product.unit')}>{unitName(t, product.unit)}</Fact>
        <Fact name={t('product.category')}>{product.category ?? <None />}</Fact>
        <Fact name={t('product.weight')}>
          <QuantityText value={product.weightG?.toString()} unit="g" />
        </Fact>
        {product.warrantyMonths === null ? null : (
          <Fact name={t('product.warrantyMonths')}>{product.warrantyMonths}</Fact>
        )}
        <Fact name={t('product.serialised')}>
          {product.serialised ? (
            <span className="mono">
              {product.line}-{product.serialCode}
            </span>
          ) : (
            t('value.no')
          )}
        </Fact>
        <Fact name={t('product.gtin')}>
          {product.gtin === null ? <None /> : <span className="mono">{product.gtin}</span>}
        </Fact>
        {options.map(([name, value]) => (
          <Fact key={name} name={name.charAt(0).toUpperCase() + name.slice(1)}>
            {value}
          </Fact>
        ))}
        <Fact name={t('record.changed')}>
          <TimeText value={product.updatedAt} />
        </Fact>
        {description ? (
          <Fact name={t('product.description')} wide>
            {description}
          </Fact>
        ) : null}
      </Facts>
      {can('audit.read') ? (
        <p style={{ margin: '1rem 0 0' }}>
          <Link to="/audit" search={{ entity: 'product', entityId: product.id }}>
            {t('record.history')}
          </Link>
        </p>
      ) : null}
    </Section>
  )
}
