import { SubNav } from '../../kit/sub-nav.tsx'
import { useTexts } from '../../texts/texts.tsx'

export function BooksNav() {
  const t = useTexts()
  return (
    <SubNav
      label={t('nav.books')}
      places={[
        { to: '/books', text: t('books.journal'), exact: true },
        { to: '/books/invoices', text: t('books.invoices') },
        { to: '/books/trial-balance', text: t('books.trialBalance') },
        { to: '/books/profit-and-loss', text: t('books.profitAndLoss') },
        { to: '/books/balance-sheet', text: t('books.balanceSheet') },
        { to: '/books/periods', text: t('books.periods') },
      ]}
    />
  )
}
