import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { read } from '../../api/queries.ts'
import { type Column, DataTable } from '../../kit/data-table.tsx'
import { ErrorPanel } from '../../kit/error-panel.tsx'
import { MoneyText, QuantityText } from '../../kit/format.tsx'
import { Fact, Facts } from '../../kit/record-page.tsx'
import { Section } from '../../kit/section.tsx'
import { useTexts } from '../../texts/texts.tsx'
import type { Product } from '../products/product-texts.ts'
import styles from './product-stock.module.css'

/** How much there is of a product, what of it is promised, and where it lies. */
export function ProductStock({ product }: { product: Product }) {
  const t = useTexts()
  const stock = useQuery(read('/api/v1/products/{productId}/stock', { path: { productId: product.id } }))
  type Place = NonNullable<typeof stock.data>['places'][number]
  const columns: Column<Place>[] = [
    {
      key: 'place',
      header: t('stock.place'),
      grow: true,
      cell: (place) => (place.lot ? `${place.location} · ${place.lot}` : place.location),
    },
    {
      key: 'onHand',
      header: t('stock.onHand'),
      align: 'end',
      phone: 'end',
      cell: (place) => <QuantityText value={place.onHand} unit={product.unit} />,
    },
  ]
  return (
    <Section
      title={t('nav.stock')}
      flush
      actions={
        <Link to="/stock/moves" search={{ productId: product.id }} className={styles.moves}>
          {t('stock.moves')}
        </Link>
      }
    >
      <ErrorPanel error={stock.error} />
      <div className={styles.facts}>
        <Facts>
          <Fact name={t('stock.available')}>
            <QuantityText value={stock.data?.available} unit={product.unit} />
          </Fact>
          <Fact name={t('stock.reserved')}>
            <QuantityText value={stock.data?.reserved} unit={product.unit} />
          </Fact>
          <Fact name={t('stock.value')}>
            <MoneyText value={stock.data?.value} />
          </Fact>
          {product.reorderPoint === null ? null : (
            <Fact name={t('product.reorderPoint')}>
              <QuantityText value={product.reorderPoint} unit={product.unit} />
            </Fact>
          )}
        </Facts>
      </div>
      {stock.data && stock.data.places.length > 0 ? (
        <DataTable
          label={t('nav.stock')}
          columns={columns}
          rows={stock.data.places}
          rowKey={(place) => `${place.locationId} ${place.lotId ?? ''}`}
        />
      ) : null}
    </Section>
  )
}
