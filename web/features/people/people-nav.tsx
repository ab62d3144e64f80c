import { SubNav } from '../../kit/sub-nav.tsx'
import { useTexts } from '../../texts/texts.tsx'

export function PeopleNav() {
  const t = useTexts()
  return (
    <SubNav
      label={t('nav.people')}
      places={[
        { to: '/people', text: t('people.members'), exact: true },
        { to: '/people/invitations', text: t('people.invitations') },
        { to: '/people/roles', text: t('people.roles') },
        { to: '/people/api-keys', text: t('people.apiKeys') },
      ]}
    />
  )
}
