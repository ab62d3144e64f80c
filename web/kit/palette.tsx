import { Modal, useMantineColorScheme } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import {
  IconArrowRight,
  IconBolt,
  IconFileText,
  IconHelp,
  IconHistory,
  IconLanguage,
  IconList,
  IconPlus,
  IconSearch,
  IconSunMoon,
} from '@tabler/icons-react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import { type KeyboardEvent, type ReactNode, useEffect, useId, useMemo, useRef, useState } from 'react'
import { read } from '../api/queries.ts'
import { useSession } from '../session/session.tsx'
import {
  LANGUAGE_NAMES,
  LOCALES,
  type PlainKey,
  type Translator,
  translatorOf,
  useLanguage,
} from '../texts/texts.tsx'
import { ErrorPanel } from './error-panel.tsx'
import { MoneyText } from './format.tsx'
import { fuzzy } from './fuzzy.ts'
import { namingIn } from './list/labels.ts'
import { isUnplaced } from './list/list-place.ts'
import { useResources } from './list/resource.ts'
import { pageCommands } from './page-commands.ts'
import styles from './palette.module.css'
import { placesFor } from './places.ts'
import { recentOf } from './recent.ts'
import { goAndMake, openPage } from './shell-actions.ts'
import { useStore } from './store.ts'

/** Something that can be chosen. */
interface Option {
  id: string
  label: ReactNode
  /** What it is searched by. */
  words: string
  /** The same in the other language, and whatever else somebody may type. */
  aliases?: string | undefined
  detail?: ReactNode
  /** Keys that do the same. */
  keys?: string | undefined
  icon: ReactNode
  /** Why it cannot be chosen now. */
  refused?: string | undefined
  run(): void
}

interface Group {
  id: string
  label: string
  options: Option[]
}

const ICON = { size: 16, stroke: 1.6, 'aria-hidden': true } as const
const MOST_FOUND = 8
const REST_MS = 120

/** Everything by its name: records, pages, what can be done here. Loaded when it is first opened. */
export default function Palette(props: { onClose(): void; onHelp(): void }) {
  const { t } = useLanguage()
  const [typed, setTyped] = useState('')
  const [asked] = useDebouncedValue(typed.trim(), REST_MS)
  const found = useQuery({
    ...read('/api/v1/search', { query: { q: asked.slice(0, 100) } }),
    enabled: asked !== '',
    placeholderData: keepPreviousData,
    staleTime: 5_000,
  })
  const own = useOwnGroups(props.onHelp)
  const records = useRecordGroups(asked === '' || typed.trim() === '' ? undefined : found.data)
  const groups = useMemo(() => {
    const words = typed.trim()
    if (words === '') return own.filter(({ options }) => options.length > 0)
    const fits = own.flatMap(({ options }) =>
      options.flatMap((option) => {
        const score = Math.max(
          fuzzy(option.words, words) ?? -1,
          option.aliases === undefined ? -1 : (fuzzy(option.aliases, words) ?? -1),
        )
        return score < 0 ? [] : [{ option, score }]
      }),
    )
    fits.sort((a, b) => b.score - a.score)
    const options = fits.slice(0, MOST_FOUND).map(({ option }) => option)
    const named: Group[] = options.length > 0 ? [{ id: 'named', label: t('palette.named'), options }] : []
    // What was named nearly whole was meant; otherwise records come first.
    return (fits[0]?.score ?? 0) >= 60 ? [...named, ...records] : [...records, ...named]
  }, [own, records, typed, t])
  const isWaiting = typed.trim() !== '' && (found.isFetching || asked !== typed.trim())
  return (
    <Modal.Root
      opened
      onClose={props.onClose}
      size="38rem"
      centered={false}
      yOffset="10dvh"
      padding={0}
      transitionProps={{ duration: 0 }}
    >
      <Modal.Overlay />
      <Modal.Content aria-label={t('palette.label')} className={styles.content!}>
        <Modal.Body className={styles.body!}>
          <Choices
            typed={typed}
            onType={setTyped}
            groups={groups}
            isWaiting={isWaiting}
            error={typed.trim() === '' ? null : found.error}
            onClose={props.onClose}
          />
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  )
}

/** The box and the list below it: the focus stays in the box, arrows move through the list. */
function Choices(props: {
  typed: string
  onType(typed: string): void
  groups: readonly Group[]
  isWaiting: boolean
  error: unknown
  onClose(): void
}) {
  const { t } = useLanguage()
  const { typed, groups } = props
  const base = useId()
  const [chosen, setChosen] = useState('')
  const list = useRef<HTMLDivElement>(null)
  const options = groups.flatMap((group) => group.options)
  const at = Math.max(
    0,
    options.findIndex(({ id }) => id === chosen),
  )
  const current = options[at]
  const domId = (id: string) => `${base}-${id.replace(/[^\w-]/g, '_')}`

  useEffect(() => {
    if (!current) return
    document.getElementById(domId(current.id))?.scrollIntoView({ block: 'nearest' })
  })

  const choose = (option: Option | undefined) => {
    if (!option || option.refused !== undefined) return
    props.onClose()
    // After the palette has given the focus back, so that a dialog may take it.
    setTimeout(option.run)
  }
  const move = (to: number) => setChosen(options[(to + options.length) % options.length]?.id ?? '')
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    const step = { ArrowDown: at + 1, ArrowUp: at - 1, PageDown: Math.min(at + 8, options.length - 1) }
    const to = event.key === 'PageUp' ? Math.max(at - 8, 0) : step[event.key as keyof typeof step]
    if (to !== undefined) {
      event.preventDefault()
      move(to)
    } else if (event.key === 'Enter') {
      event.preventDefault()
      // What is still on its way may fit better than what is there: wait for it.
      if (!props.isWaiting || groups[0]?.id === 'named') choose(current)
    }
  }

  return (
    <>
      <div className={styles.box}>
        <IconSearch size={18} stroke={1.6} aria-hidden />
        <input
          data-autofocus
          role="combobox"
          aria-expanded
          aria-controls={`${base}-list`}
          aria-activedescendant={current ? domId(current.id) : undefined}
          aria-autocomplete="list"
          aria-label={t('palette.label')}
          placeholder={t('palette.placeholder')}
          autoComplete="off"
          spellCheck={false}
          value={typed}
          onChange={(event) => {
            props.onType(event.currentTarget.value)
            setChosen('')
          }}
          onKeyDown={onKeyDown}
        />
        <kbd>Esc</kbd>
      </div>
      <div
        ref={list}
        id={`${base}-list`}
        role="listbox"
        aria-label={t('palette.found')}
        aria-busy={props.isWaiting}
        className={styles.list}
        tabIndex={-1}
      >
        {groups.map((group) => (
          // biome-ignore lint/a11y/useSemanticElements: options are grouped inside a listbox, not fields in a form
          <div key={group.id} role="group" aria-labelledby={`${domId(group.id)}-label`}>
            <p id={`${domId(group.id)}-label`} className={styles.group}>
              {group.label}
            </p>
            {group.options.map((option) => (
              // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are those of the box
              // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the box
              <div
                key={option.id}
                id={domId(option.id)}
                role="option"
                aria-selected={option === current}
                aria-disabled={option.refused !== undefined}
                className={styles.option}
                onClick={() => choose(option)}
                onPointerMove={() => option !== current && setChosen(option.id)}
              >
                <span className={styles.icon}>{option.icon}</span>
                <span className={styles.words}>
                  <span className={styles.label}>{option.label}</span>
                  {option.detail || option.refused !== undefined ? (
                    <span className={styles.detail}>{option.refused ?? option.detail}</span>
                  ) : null}
                </span>
                {option.keys === undefined ? null : <kbd>{option.keys}</kbd>}
              </div>
            ))}
          </div>
        ))}
      </div>
      <div role="status" className={styles.status}>
        {props.error ? (
          <ErrorPanel error={props.error} />
        ) : options.length === 0 ? (
          <p>{props.isWaiting ? t('list.loading') : t('palette.nothing', { words: typed.trim() })}</p>
        ) : (
          <span className="visually-hidden">{t.count('palette.count', options.length)}</span>
        )}
      </div>
      <p className={styles.hints} aria-hidden>
        <span>
          <kbd>↑</kbd> <kbd>↓</kbd> {t('palette.choose')}
        </span>
        <span>
          <kbd>↵</kbd> {t('palette.open')}
        </span>
      </p>
    </>
  )
}

type Found = { groups: { kind: string; label: string; items: FoundItem[] }[] }
type FoundItem = {
  id: string
  title: string
  detail: string | null
  amount: { amount: string; currency: string } | null
  page: string
}

/** What the server found, as it ranks it. */
function useRecordGroups(found: Found | undefined): Group[] {
  const router = useRouter()
  return useMemo(
    () =>
      (found?.groups ?? []).map(({ kind, label, items }) => ({
        id: `kind-${kind}`,
        label,
        options: items.map(
          (item): Option => ({
            id: `${kind}-${item.id}`,
            label: item.title,
            words: item.title,
            detail: (
              <>
                {item.detail}
                {item.amount ? (
                  <>
                    {item.detail ? ' · ' : ''}
                    <MoneyText value={item.amount} />
                  </>
                ) : null}
              </>
            ),
            icon: <IconFileText {...ICON} />,
            run: () => openPage(router, item.page),
          }),
        ),
      })),
    [found, router],
  )
}

/** What the desk knows itself: commands of this page, recent records, places, what can be made, preferences. */
function useOwnGroups(onHelp: () => void): Group[] {
  const { t, locale, setLocale } = useLanguage()
  const { setColorScheme } = useMantineColorScheme()
  const { me, workshop, can } = useSession()
  const router = useRouter()
  const commands = useStore(pageCommands)
  const other = useOtherTranslator(locale)
  const lists = useResources().data?.items
  return useMemo(() => {
    const both = (key: PlainKey) => ({ words: t(key), aliases: other?.(key) })
    // The same button may stand twice on a page; one that may be pressed counts.
    const offered = commands.filter(
      (one, n) =>
        !commands.some(
          (same, m) =>
            same.label === one.label &&
            m !== n &&
            (same.action.allowed === one.action.allowed ? m < n : same.action.allowed),
        ),
    )
    const here: Option[] = offered.map((command) => ({
      id: command.id,
      label: command.label,
      words: command.label,
      icon: <IconBolt {...ICON} />,
      keys: command.role === 'new' ? 'N' : command.role === 'edit' ? 'E' : undefined,
      refused: command.action.allowed
        ? undefined
        : ((command.action.reason && t.refusal(command.action.reason)) ?? t('action.refused')),
      run: command.run,
    }))
    const recent: Option[] = recentOf(workshop.id, me.id ?? me.name)
      .filter(({ page }) => page !== router.state.location.pathname)
      .slice(0, 6)
      .map(({ page, title }) => ({
        id: `recent-${page}`,
        label: title,
        words: title,
        icon: <IconHistory {...ICON} />,
        run: () => openPage(router, page),
      }))
    const places = placesFor(can)
    const screens: Option[] = places.flatMap((place) => {
      const Icon = place.icon
      return [
        {
          ...both(place.text),
          id: place.to,
          label: t(place.text),
          icon: <Icon size={16} stroke={1.6} />,
          keys: `G ${place.letter.toUpperCase()}`,
          run: () => openPage(router, place.to),
        },
        ...(place.screens ?? []).map((screen) => ({
          id: screen.to,
          label: `${t(place.text)} › ${t(screen.text)}`,
          words: `${t(place.text)} › ${t(screen.text)}`,
          aliases: other && `${other(place.text)} › ${other(screen.text)}`,
          icon: <Icon size={16} stroke={1.6} />,
          run: () => openPage(router, screen.to),
        })),
      ]
    })
    // Lists that have no page of their own are found by what they are called.
    const naming = namingIn(locale)
    for (const { name, may } of lists?.filter((list) => isUnplaced(list.name)) ?? []) {
      const words = naming.list(name)
      const aliases = LOCALES.map((one) => namingIn(one).list(name)).join(' ')
      const run = () => openPage(router, `/records/${name}`)
      screens.push({ id: `list-${name}`, label: words, words, aliases, icon: <IconList {...ICON} />, run })
      if (may.import) {
        const label = t('import.of', { list: words })
        screens.push({
          id: `import-${name}`,
          label,
          words: label,
          aliases,
          icon: <IconList {...ICON} />,
          run: () => openPage(router, `/import/${name}`),
        })
      }
    }
    const making: Option[] = places.flatMap(({ to, creates }) =>
      creates && can(creates.operation)
        ? [
            {
              ...both(creates.text),
              id: creates.operation,
              label: t(creates.text),
              icon: <IconPlus {...ICON} />,
              run: () => goAndMake(router, creates.at ?? to, creates.at === undefined),
            },
          ]
        : [],
    )
    // What this page makes is offered by the page already.
    const elsewhere = making.filter(({ words }) => !here.some((one) => one.words === words))
    const preferences: Option[] = [
      {
        ...both('nav.account'),
        id: 'account',
        label: t('nav.account'),
        icon: <IconArrowRight {...ICON} />,
        run: () => openPage(router, '/account'),
      },
      {
        ...both('help.title'),
        id: 'help',
        label: t('help.title'),
        icon: <IconArrowRight {...ICON} />,
        keys: '?',
        run: onHelp,
      },
      {
        ...both('guide.title'),
        id: 'guide',
        label: t('guide.title'),
        icon: <IconHelp {...ICON} />,
        run: () => openPage(router, '/guide/everybody'),
      },
      ...(['light', 'dark', 'auto'] as const).map((scheme) => ({
        id: `scheme-${scheme}`,
        label: `${t('scheme.label')}: ${t(`scheme.${scheme}`)}`,
        words: `${t('scheme.label')}: ${t(`scheme.${scheme}`)}`,
        aliases: other && `${other('scheme.label')}: ${other(`scheme.${scheme}`)}`,
        icon: <IconSunMoon {...ICON} />,
        run: () => setColorScheme(scheme),
      })),
      ...LOCALES.filter((one) => one !== locale).map((one) => ({
        id: `language-${one}`,
        label: `${t('nav.language')}: ${LANGUAGE_NAMES[one]}`,
        words: `${t('nav.language')}: ${LANGUAGE_NAMES[one]} language ภาษา`,
        icon: <IconLanguage {...ICON} />,
        run: () => setLocale(one),
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
    return [
      { id: 'here', label: t('palette.here'), options: here },
      { id: 'recent', label: t('palette.recent'), options: recent },
      { id: 'places', label: t('palette.places'), options: screens },
      { id: 'making', label: t('palette.making'), options: elsewhere },
      { id: 'preferences', label: t('palette.preferences'), options: preferences },
    ]
  }, [t, other, locale, setLocale, setColorScheme, me, workshop, can, router, commands, onHelp, lists])
}

/** The texts of the other language: who knows a screen by its other name finds it too. */
function useOtherTranslator(locale: (typeof LOCALES)[number]): Translator | undefined {
  const [other, setOther] = useState<Translator>()
  useEffect(() => {
    let isCurrent = true
    const one = LOCALES.find((candidate) => candidate !== locale)
    if (one)
      void translatorOf(one)
        .then((translator) => isCurrent && setOther(() => translator))
        .catch(() => {
          // Without it the palette knows one language only.
        })
    return () => {
      isCurrent = false
    }
  }, [locale])
  return other
}
