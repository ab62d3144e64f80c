import { ActionIcon, Menu, UnstyledButton, useMantineColorScheme } from '@mantine/core'
import {
  IconHelp,
  IconLogout,
  IconMenu2,
  IconMoon,
  IconSearch,
  IconSelector,
  IconSun,
  IconSunMoon,
  IconUserCircle,
} from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { Link, Outlet, useNavigate, useRouter, useRouterState } from '@tanstack/react-router'
import {
  lazy,
  type MouseEvent,
  type ReactNode,
  Suspense,
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react'
import { signOut } from '../api/auth.ts'
import { useSession } from '../session/session.tsx'
import { LANGUAGE_NAMES, LOCALES, type Locale, useLanguage, useTexts } from '../texts/texts.tsx'
import { Breadcrumbs } from './breadcrumbs.tsx'
import { forgetDrafts } from './drafts.ts'
import { guideOf } from './guide-pages.ts'
import { useKeys } from './keys.ts'
import { Neighbours } from './neighbours.tsx'
import { notify } from './notify.tsx'
import { runPageCommand } from './page-commands.ts'
import { PLACE_GROUPS, placesFor } from './places.ts'
import { ReachBanner } from './reach-banner.tsx'
import { roleName } from './role-name.ts'
import styles from './shell.module.css'
import { openPage } from './shell-actions.ts'
import { ShellExtras } from './shell-extras.tsx'
import { followTable } from './trail.ts'
import { prepared, whenIdle } from './when-idle.tsx'

const palette = prepared(() => import('./palette/palette.tsx'))
const PhoneMenu = lazy(() => import('./phone-menu.tsx'))
const HelpSheet = lazy(() => import('./help-sheet.tsx'))

/** The frame of every page of a signed-in person: where they are, where they can go, who they are. */
export function Shell(): ReactNode {
  const t = useTexts()
  const { workshop } = useSession()
  const [isMenuOpen, setMenuOpen] = useState(false)
  const [wasMenuOpen, setWasMenuOpen] = useState(false)
  const [over, setOver] = useState<'palette' | 'help'>()
  const close = useCallback(() => setOver(undefined), [])
  const help = useCallback(() => setOver('help'), [])
  const search = useCallback(() => setOver('palette'), [])
  const main = useRef<HTMLElement>(null)
  const pathname = useRouterState({ select: (state) => state.location.pathname })
  // The page before stays until the next one is loaded.
  const isGoing = useRouterState({ select: (state) => state.status === 'pending' })
  const first = useRef(pathname)

  useEffect(() => {
    setMenuOpen(false)
    // The page that was opened first keeps the browser's own focus.
    if (first.current === pathname) return
    first.current = ''
    main.current?.focus({ preventScroll: true })
  }, [pathname])
  useShellKeys(search, help)
  useEffect(() => {
    // The palette is there before it is asked for, and the first page does not wait for it.
    return whenIdle(() => void palette.load().catch(() => {}), 1_500)
  }, [])
  const onClickCapture = (event: MouseEvent) => {
    const link = event.target instanceof Element ? event.target.closest('a') : null
    if (link) followTable(link)
  }

  return (
    <div className={styles.shell}>
      <a className={styles.skip} href="#content">
        {t('nav.skip')}
      </a>
      <section className={styles.side} aria-label={workshop.name}>
        <WorkshopMenu />
        <Navigation />
        <PersonMenu />
      </section>
      <section className={styles.bar} aria-label={t('nav.bar')}>
        <ActionIcon
          size="lg"
          className={styles.onPhone!}
          onClick={() => {
            setWasMenuOpen(true)
            setMenuOpen(true)
          }}
          aria-label={t('nav.open')}
          aria-expanded={isMenuOpen}
        >
          <IconMenu2 size={20} stroke={1.75} />
        </ActionIcon>
        <Breadcrumbs />
        <div className={styles.tools}>
          <Neighbours />
          <UnstyledButton
            className={styles.finder}
            onClick={search}
            onPointerEnter={() => void palette.load().catch(() => {})}
            aria-keyshortcuts="Control+K Meta+K"
          >
            <IconSearch size={16} stroke={1.75} aria-hidden />
            <span className={styles.finderText}>{t('palette.open.button')}</span>
            <kbd aria-hidden>{/Mac|iPhone|iPad/.test(navigator.platform) ? '⌘' : 'Ctrl'} K</kbd>
          </UnstyledButton>
          <ShellExtras />
          <GuideLink />
          <span className={styles.onPhone}>
            <PersonMenu compact />
          </span>
        </div>
      </section>
      <Suspense fallback={null}>
        {wasMenuOpen ? (
          <PhoneMenu opened={isMenuOpen} onClose={() => setMenuOpen(false)} title={<WorkshopMenu />}>
            <Navigation />
          </PhoneMenu>
        ) : null}
      </Suspense>
      <main
        id="content"
        ref={main}
        tabIndex={-1}
        className={styles.main}
        aria-busy={isGoing}
        onClickCapture={onClickCapture}
      >
        <ReachBanner />
        <Outlet />
      </main>
      {over === 'palette' ? <palette.Part onClose={close} onHelp={help} /> : null}
      <Suspense fallback={null}>{over === 'help' ? <HelpSheet onClose={close} /> : null}</Suspense>
    </div>
  )
}

/** To what the guide says of this page. */
function GuideLink() {
  const t = useTexts()
  const pathname = useRouterState({ select: (state) => state.location.pathname })
  const { page, anchor } = guideOf(pathname)
  return (
    <ActionIcon
      renderRoot={(props) => <Link to="/guide/$page" params={{ page }} hash={anchor} {...props} />}
      size="lg"
      className={styles.onDesk!}
      aria-label={t('help.guide')}
    >
      <IconHelp size={20} stroke={1.6} />
    </ActionIcon>
  )
}

/** The keys of every page; help-sheet.tsx tells them. */
function useShellKeys(search: () => void, help: () => void): void {
  const router = useRouter()
  const { can } = useSession()
  const keys = useMemo(() => {
    const go = Object.fromEntries(
      placesFor(can).map(({ letter, to }) => [`g ${letter}`, () => openPage(router, to)] as const),
    )
    return {
      ...go,
      'mod+k': search,
      '/': () => {
        const field = document.querySelector<HTMLInputElement>('input[data-search]')
        if (!field) return search()
        field.focus()
        field.select()
      },
      '?': help,
      n: () => void runPageCommand('new'),
      e: () => void runPageCommand('edit'),
    }
  }, [router, can, search, help])
  useKeys(keys)
}

function Navigation() {
  const t = useTexts()
  const pathname = useRouterState({ select: (state) => state.location.pathname })
  const { can } = useSession()
  return (
    <nav aria-label={t('nav.label')} className={styles.nav}>
      {PLACE_GROUPS.map((group, index) => {
        const places = group.places.filter(({ permission }) => permission === undefined || can(permission))
        if (places.length === 0) return null
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: the groups stay as they are
          <div key={index} className={styles.group}>
            {group.text ? <p className={styles.groupName}>{t(group.text)}</p> : null}
            <ul>
              {places.map(({ text, to, also, icon: Icon }) => (
                <li key={to}>
                  <Link
                    to={to}
                    className={styles.place}
                    activeOptions={{ exact: to === '/', includeSearch: false }}
                    activeProps={{ 'aria-current': 'page' }}
                    {...(also !== undefined && pathname.startsWith(also) ? { 'aria-current': 'page' } : {})}
                  >
                    <Icon size={18} stroke={1.6} />
                    {t(text)}
                  </Link>
                </li>
              ))}
            </ul>
          </div>
        )
      })}
    </nav>
  )
}

/** The workshop one is in; who is in several changes here. */
function WorkshopMenu() {
  const t = useTexts()
  const { me, workshop } = useSession()
  const others = me.workshops.filter(({ id }) => id !== me.workshop.id)
  const name = (
    <>
      <span className={styles.mark} aria-hidden>
        {workshop.code.slice(0, 2)}
      </span>
      <span className={styles.workshopName}>{workshop.name}</span>
    </>
  )
  if (others.length === 0) return <div className={styles.workshop}>{name}</div>
  return (
    <Menu position="bottom-start" width="target">
      <Menu.Target>
        <UnstyledButton className={styles.workshop} aria-label={t('nav.workshop', { name: workshop.name })}>
          {name}
          <IconSelector size={16} stroke={1.6} aria-hidden />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('nav.otherWorkshops')}</Menu.Label>
        {others.map((other) => (
          <Menu.Item key={other.id} component="a" href={`${other.origin}/desk/`}>
            {other.name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}

const SCHEMES = [
  { value: 'light', text: 'scheme.light', icon: IconSun },
  { value: 'dark', text: 'scheme.dark', icon: IconMoon },
  { value: 'auto', text: 'scheme.auto', icon: IconSunMoon },
] as const
type Scheme = (typeof SCHEMES)[number]['value']

/** The choices of language and colours, as parts of a menu. */
export function PreferenceItems() {
  const { locale, setLocale, t } = useLanguage()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  return (
    <>
      <Menu.Label>{t('nav.language')}</Menu.Label>
      <Menu.RadioGroup value={locale} onChange={(chosen) => setLocale(chosen as Locale)}>
        {LOCALES.map((option) => (
          <Menu.RadioItem key={option} value={option} lang={option} closeMenuOnClick>
            {LANGUAGE_NAMES[option]}
          </Menu.RadioItem>
        ))}
      </Menu.RadioGroup>
      <Menu.Label>{t('scheme.label')}</Menu.Label>
      <Menu.RadioGroup value={colorScheme} onChange={(chosen) => setColorScheme(chosen as Scheme)}>
        {SCHEMES.map(({ value, text, icon: Icon }) => (
          <Menu.RadioItem
            key={value}
            value={value}
            rightSection={<Icon size={16} stroke={1.6} aria-hidden />}
            closeMenuOnClick
          >
            {t(text)}
          </Menu.RadioItem>
        ))}
      </Menu.RadioGroup>
    </>
  )
}

/** Who is signed in: account, language, colours, the way out. */
function PersonMenu({ compact = false }: { compact?: boolean }) {
  const t = useTexts()
  const { me } = useSession()
  const navigate = useNavigate()
  const client = useQueryClient()
  const leave = async () => {
    await signOut()
    forgetDrafts(me.workshop.id, me.id ?? me.name)
    client.clear()
    await navigate({ to: '/sign-in', search: {} })
    notify(t('session.left'))
  }
  return (
    <Menu position={compact ? 'bottom-end' : 'top-start'} width={220}>
      <Menu.Target>
        {compact ? (
          <ActionIcon size="lg" aria-label={t('nav.person', { name: me.name })}>
            <IconUserCircle size={22} stroke={1.6} />
          </ActionIcon>
        ) : (
          <UnstyledButton className={styles.person}>
            <span className="visually-hidden">{t('nav.signedInAs')}</span>
            <IconUserCircle size={22} stroke={1.5} aria-hidden />
            <span className={styles.personText}>
              <span className={styles.personName}>{me.name}</span>
              <span className={styles.personRole}>{roleName(t, me.role)}</span>
            </span>
            <IconSelector size={16} stroke={1.6} aria-hidden />
          </UnstyledButton>
        )}
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          component={Link}
          to="/account"
          leftSection={<IconUserCircle size={16} stroke={1.6} aria-hidden />}
        >
          {t('nav.account')}
        </Menu.Item>
        <Menu.Item
          renderRoot={(props) => <Link to="/guide/$page" params={{ page: 'everybody' }} {...props} />}
          leftSection={<IconHelp size={16} stroke={1.6} aria-hidden />}
        >
          {t('guide.title')}
        </Menu.Item>
        <PreferenceItems />
        <Menu.Divider />
        <Menu.Item
          leftSection={<IconLogout size={16} stroke={1.6} aria-hidden />}
          onClick={() => void leave().catch(() => notify(t('session.notLeft')))}
        >
          {t('session.signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
