import { IconList, IconPlus } from '@tabler/icons-react'
import type { AnyRouter } from '@tanstack/react-router'
import { LOCALES } from '../../texts/texts.tsx'
import { namingIn } from '../list/labels.ts'
import { isUnplaced } from '../list/list-place.ts'
import type { Resource } from '../list/resource.ts'
import { placesFor } from '../places.ts'
import { goAndMake, openPage } from '../shell-actions.ts'
import { ICON, type Option } from './option.ts'
import { both, type Words } from './other-language.ts'

interface Go {
  router: AnyRouter
  can(permission: string): boolean
}

/** Where one can go: the places of the menu with the screens below them, and lists that have no page of their own. */
export function screenOptions(words: Words, { router, can }: Go, lists: readonly Resource[]): Option[] {
  const { t, other } = words
  const placed = placesFor(can).flatMap((place): Option[] => {
    const Icon = place.icon
    return [
      {
        ...both(words, place.text),
        id: place.to,
        label: t(place.text),
        icon: <Icon size={16} stroke={1.6} />,
        keys: `G ${place.letter.toUpperCase()}`,
        run: () => openPage(router, place.to),
      },
      ...(place.screens ?? [])
        .filter(({ permission }) => permission === undefined || can(permission))
        .map((screen) => ({
          id: screen.to,
          label: `${t(place.text)} › ${t(screen.text)}`,
          words: `${t(place.text)} › ${t(screen.text)}`,
          aliases: other && `${other(place.text)} › ${other(screen.text)}`,
          icon: <Icon size={16} stroke={1.6} />,
          run: () => openPage(router, screen.to),
        })),
    ]
  })
  return [...placed, ...lists.flatMap((list) => listOptions(words, router, list))]
}

/** A list that has no page of its own is found by what it is called; the import of any list is. */
function listOptions({ t, locale }: Words, router: AnyRouter, { name, may }: Resource): Option[] {
  const label = namingIn(locale).list(name)
  const common = {
    aliases: LOCALES.map((one) => namingIn(one).list(name)).join(' '),
    icon: <IconList {...ICON} />,
  }
  const list = {
    ...common,
    id: `list-${name}`,
    label,
    words: label,
    run: () => openPage(router, `/records/${name}`),
  }
  const found = isUnplaced(name) ? [list] : []
  if (!may.import) return found
  const taking = t('import.of', { list: label })
  return [
    ...found,
    {
      ...common,
      id: `import-${name}`,
      label: taking,
      words: taking,
      run: () => openPage(router, `/import/${name}`),
    },
  ]
}

/** What can be made, wherever that is. */
export const makingOptions = (words: Words, { router, can }: Go): Option[] =>
  placesFor(can).flatMap(({ to, creates }) =>
    creates && can(creates.permission)
      ? [
          {
            ...both(words, creates.text),
            id: creates.permission,
            label: words.t(creates.text),
            icon: <IconPlus {...ICON} />,
            run: () => goAndMake(router, creates.at ?? to, creates.at === undefined),
          },
        ]
      : [],
  )
