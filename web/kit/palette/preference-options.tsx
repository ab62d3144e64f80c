import { IconArrowRight, IconHelp, IconLanguage, IconSunMoon } from '@tabler/icons-react'
import type { AnyRouter } from '@tanstack/react-router'
import type { Session } from '../../session/session.tsx'
import { LANGUAGE_NAMES, LOCALES, type Locale } from '../../texts/texts.tsx'
import { openPage } from '../shell-actions.ts'
import { ICON, type Option } from './option.ts'
import { both, type Words } from './other-language.ts'

const SCHEMES = ['light', 'dark', 'auto'] as const

/** What concerns the reader rather than the work: account, help, colours, language, other workshops. */
export function preferenceOptions(
  words: Words,
  desk: {
    me: Session['me']
    router: AnyRouter
    onHelp(): void
    setColorScheme(scheme: (typeof SCHEMES)[number]): void
    setLocale(locale: Locale): void
  },
): Option[] {
  const { t, other, locale } = words
  const { me, router } = desk
  return [
    {
      ...both(words, 'nav.account'),
      id: 'account',
      label: t('nav.account'),
      icon: <IconArrowRight {...ICON} />,
      run: () => openPage(router, '/account'),
    },
    {
      ...both(words, 'help.title'),
      id: 'help',
      label: t('help.title'),
      icon: <IconArrowRight {...ICON} />,
      keys: '?',
      run: desk.onHelp,
    },
    {
      ...both(words, 'guide.title'),
      id: 'guide',
      label: t('guide.title'),
      icon: <IconHelp {...ICON} />,
      run: () => openPage(router, '/guide/everybody'),
    },
    ...SCHEMES.map((scheme) => ({
      id: `scheme-${scheme}`,
      label: `${t('scheme.label')}: ${t(`scheme.${scheme}`)}`,
      words: `${t('scheme.label')}: ${t(`scheme.${scheme}`)}`,
      aliases: other && `${other('scheme.label')}: ${other(`scheme.${scheme}`)}`,
      icon: <IconSunMoon {...ICON} />,
      run: () => desk.setColorScheme(scheme),
    })),
    ...LOCALES.filter((one) => one !== locale).map((one) => ({
      id: `language-${one}`,
      label: `${t('nav.language')}: ${LANGUAGE_NAMES[one]}`,
      words: `${t('nav.language')}: ${LANGUAGE_NAMES[one]} language ภาษา`,
      icon: <IconLanguage {...ICON} />,
      run: () => desk.setLocale(one),
    })),
    ...me.workshops
      .filter(({ id }) => id !== me.workshop.id)
      .map((one) => ({
        id: `workshop-${one.id}`,
        label: `${t('nav.settings')}: ${one.name}`,
        words: `${t('nav.settings')}: ${one.name}`,
        icon: <IconArrowRight {...ICON} />,
        run: () => window.location.assign(`${one.origin}/desk/`),
      })),
  ]
}
