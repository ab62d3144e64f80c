import { ActionIcon, Drawer, Menu, UnstyledButton, useMantineColorScheme } from '@mantine/core'
import {
  IconBooks,
  IconBox,
  IconBuildingStore,
  IconClipboardList,
  IconFingerprint,
  IconHistory,
  IconHome,
  IconLogout,
  IconMail,
  IconMenu2,
  IconMoon,
  IconSelector,
  IconShoppingBag,
  IconStack2,
  IconSun,
  IconSunMoon,
  IconUserCircle,
  IconUsers,
  IconUsersGroup,
} from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { Link, type LinkProps, Outlet, useNavigate, useRouterState } from '@tanstack/react-router'
import { type ComponentType, type ReactNode, useEffect, useRef, useState } from 'react'
import { signOut } from '../api/auth.ts'
import { useSession } from '../session/session.tsx'
import {
  LANGUAGE_NAMES,
  LOCALES,
  type Locale,
  type PlainKey,
  useLanguage,
  useTexts,
} from '../texts/texts.tsx'
import { notify } from './notify.tsx'
import { roleName } from './role-name.ts'
import styles from './shell.module.css'

interface Place {
  text: PlainKey
  to: NonNullable<LinkProps['to']>
  icon: ComponentType<{ size?: number; stroke?: number }>
  /** Pages that belong to it, though their address begins otherwise. */
  also?: string
  /** Seen by whoever has this permission; by everybody without. */
  permission?: string
}

/** Where one can go, in groups; each is seen only by whoever may read something there. */
const PLACES: readonly { text?: PlainKey; places: readonly Place[] }[] = [
  { places: [{ text: 'nav.home', to: '/', icon: IconHome }] },
  {
    text: 'nav.making',
    places: [
      {
        text: 'nav.tickets',
        to: '/tickets',
        also: '/work/',
        icon: IconClipboardList,
        permission: 'manufacturing.read',
      },
      { text: 'nav.pieces', to: '/pieces', icon: IconFingerprint, permission: 'serials.read' },
      { text: 'nav.products', to: '/products', icon: IconBox, permission: 'catalog.read' },
      { text: 'nav.stock', to: '/stock', icon: IconStack2, permission: 'inventory.read' },
    ],
  },
  {
    text: 'nav.selling',
    places: [
      { text: 'nav.orders', to: '/orders', icon: IconShoppingBag, permission: 'sales.read' },
      { text: 'nav.customers', to: '/customers', icon: IconUsers, permission: 'crm.read' },
      { text: 'nav.messages', to: '/messages', icon: IconMail, permission: 'notifications.read' },
    ],
  },
  {
    text: 'nav.running',
    places: [
      { text: 'nav.books', to: '/books', icon: IconBooks, permission: 'accounting.read' },
      { text: 'nav.audit', to: '/audit', icon: IconHistory, permission: 'audit.read' },
      { text: 'nav.people', to: '/people', icon: IconUsersGroup, permission: 'identity.read' },
      {
        text: 'nav.settings',
        to: '/settings',
        icon: IconBuildingStore,
        permission: 'tenancy.workshop.update',
      },
    ],
  },
]

/** The frame of every page of a signed-in person: where they are, where they can go, who they are. */
export function Shell(): ReactNode {
  const t = useTexts()
  const { workshop } = useSession()
  const [isMenuOpen, setMenuOpen] = useState(false)
  const main = useRef<HTMLElement>(null)
  const pathname = useRouterState({ select: (state) => state.location.pathname })
  const first = useRef(pathname)

  useEffect(() => {
    setMenuOpen(false)
    // The page that was opened first keeps the browser's own focus.
    if (first.current === pathname) return
    first.current = ''
    main.current?.focus({ preventScroll: true })
  }, [pathname])
  useSearchKey()

  return (
    <div className={styles.shell}>
      <a className={styles.skip} href="#content">
        {t('nav.skip')}
      </a>
      <section className={styles.bar} aria-label={workshop.name}>
        <ActionIcon
          size="lg"
          onClick={() => setMenuOpen(true)}
          aria-label={t('nav.open')}
          aria-expanded={isMenuOpen}
        >
          <IconMenu2 size={20} stroke={1.75} />
        </ActionIcon>
        <span className={styles.barName}>{workshop.name}</span>
        <PersonMenu compact />
      </section>
      <section className={styles.side} aria-label={workshop.name}>
        <WorkshopMenu />
        <Navigation />
        <PersonMenu />
      </section>
      <Drawer
        opened={isMenuOpen}
        onClose={() => setMenuOpen(false)}
        position="left"
        size="17rem"
        padding="sm"
        title={<WorkshopMenu />}
        closeButtonProps={{ 'aria-label': t('action.close') }}
      >
        <Navigation />
      </Drawer>
      <main id="content" ref={main} tabIndex={-1} className={styles.main}>
        <Outlet />
      </main>
    </div>
  )
}

/** `/` leads to the search of the page, from anywhere but a field. */
function useSearchKey(): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey) return
      const target = event.target as HTMLElement
      if (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)) return
      const search = document.querySelector<HTMLInputElement>('input[data-search]')
      if (!search) return
      event.preventDefault()
      search.focus()
      search.select()
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [])
}

function Navigation() {
  const t = useTexts()
  const pathname = useRouterState({ select: (state) => state.location.pathname })
  const { can } = useSession()
  return (
    <nav aria-label={t('nav.label')} className={styles.nav}>
      {PLACES.map((group, index) => {
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
