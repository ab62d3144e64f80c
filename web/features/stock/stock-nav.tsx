import { SubNav } from '../../kit/sub-nav.tsx'
import { useTexts } from '../../texts/texts.tsx'

export function StockNav() {
  const t = useTexts()
  return (
    <SubNav
      label={t('nav.stock')}
      places={[
        { to: '/stock', text: t('stock.levels'), exact: true },
        { to: '/stock/moves', text: t('stock.moves') },
        { to: '/stock/lots', text: t('stock.lots') },
        { to: '/stock/places', text: t('stock.places') },
      ]}
    />
  )
}
