import { useMantineColorScheme } from '@mantine/core'
import { IconHistory } from '@tabler/icons-react'
import { useRouter } from '@tanstack/react-router'
import { useMemo } from 'react'
import { useSession } from '../../session/session.tsx'
import { useLanguage } from '../../texts/texts.tsx'
import { useResources } from '../list/resource.ts'
import { pageCommands } from '../page-commands.ts'
import { placesFor } from '../places.ts'
import { recentOf } from '../recent.ts'
import { openPage } from '../shell-actions.ts'
import { useStore } from '../store.ts'
import { commandOptions } from './command-options.tsx'
import { type Group, ICON, type Option } from './option.ts'
import { useOtherTranslator } from './other-language.ts'
import { makingOptions, screenOptions } from './place-options.tsx'
import { preferenceOptions } from './preference-options.tsx'

const MOST_RECENT = 6

/** What the desk knows itself: commands of this page, recent records, places, what can be made, preferences. */
export function useOwnGroups(onHelp: () => void): Group[] {
  const { t, locale, setLocale } = useLanguage()
  const { setColorScheme } = useMantineColorScheme()
  const { me, workshop, can } = useSession()
  const router = useRouter()
  const commands = useStore(pageCommands)
  const other = useOtherTranslator(locale)
  const lists = useResources().data?.items
  return useMemo(() => {
    const words = { t, other, locale }
    const here = commandOptions(commands, t)
    // A piece may be called as its product is.
    const places = placesFor(can)
    const kindOf = (page: string) => {
      const place = places.find(({ to }) => to !== '/' && page.startsWith(`${to}/`))
      return place && t(place.text)
    }
    const recent = recentOf(workshop.id, me.id ?? me.name)
      .filter(({ page }) => page !== router.state.location.pathname)
      .slice(0, MOST_RECENT)
      .map(
        ({ page, title }): Option => ({
          id: `recent-${page}`,
          label: title,
          words: title,
          detail: kindOf(page),
          icon: <IconHistory {...ICON} />,
          run: () => openPage(router, page),
        }),
      )
    const go = { router, can }
    // What this page makes is offered by the page already.
    const making = makingOptions(words, go).filter((one) => !here.some((same) => same.words === one.words))
    const preferences = preferenceOptions(words, { me, router, onHelp, setColorScheme, setLocale })
    return [
      { id: 'here', label: t('palette.here'), options: here },
      { id: 'recent', label: t('palette.recent'), options: recent },
      { id: 'places', label: t('palette.places'), options: screenOptions(words, go, lists ?? []) },
      { id: 'making', label: t('palette.making'), options: making },
      { id: 'preferences', label: t('palette.preferences'), options: preferences },
    ]
  }, [t, other, locale, setLocale, setColorScheme, me, workshop, can, router, commands, onHelp, lists])
}
