import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { Page } from '../../kit/page.tsx'
import { BackMark } from '../../kit/record-page.tsx'
import { useTexts } from '../../texts/texts.tsx'
import { AccessKeys } from './access-keys.tsx'
import { Makers } from './makers.tsx'

/** Who may be named in passports, and which authorities read what others do not. */
export default function PassportsPage(): ReactNode {
  const t = useTexts()
  return (
    <Page
      title={t('passports.title')}
      above={
        <Link to="/settings">
          <BackMark />
          {t('nav.settings')}
        </Link>
      }
    >
      <Makers />
      <AccessKeys />
    </Page>
  )
}
