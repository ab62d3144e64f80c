import { Checkbox, NativeSelect, TextInput, Tooltip } from '@mantine/core'
import { IconCheck, IconMinus, IconSearch } from '@tabler/icons-react'
import { useState } from 'react'
import { ErrorPanel } from '../../kit/error-panel.tsx'
import { covers } from '../../session/session.tsx'
import { useTexts } from '../../texts/texts.tsx'
import styles from './permission-table.module.css'
import {
  type Area,
  countOf,
  type Permission,
  permissionLabel,
  type Thing,
  usePermissions,
} from './permissions.ts'
import { useRoles } from './use-roles.ts'

/** What a role or key may do, to read: area by area, what it has and what it has not. */
export function PermissionTable({ value }: { value: readonly string[] }) {
  const t = useTexts()
  const { query, areas } = usePermissions()
  if (query.isError) return <ErrorPanel error={query.error} onRetry={() => void query.refetch()} />
  if (query.isPending) return <div className={styles.waiting} aria-busy="true" />
  if (value.includes('*')) return <p className={styles.note}>{t('role.everything.text')}</p>
  const some = areas.filter((area) => countOf(area, value) > 0)
  const none = areas.filter((area) => countOf(area, value) === 0)
  return (
    <>
      <div className={styles.areas}>
        {some.map((area) => (
          <section key={area.key} className={styles.area} aria-label={area.label}>
            <header className={styles.head}>
              <h3>{area.label}</h3>
              <Count area={area} value={value} />
            </header>
            <dl className={styles.things}>
              {area.things.map((thing) => (
                <div key={thing.key} className={styles.thing}>
                  <dt>{thing.label ?? t('role.inAll')}</dt>
                  <dd>
                    <ul className={styles.verbs}>
                      {thing.permissions.map((one) => (
                        <Verb key={one.name} permission={one} has={covers(value, one.name)} />
                      ))}
                    </ul>
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
      {none.length > 0 ? (
        <p className={styles.note}>
          {t('role.nothingIn', { areas: none.map(({ label }) => label).join(', ') })}
        </p>
      ) : null}
    </>
  )
}

function Verb({ permission, has }: { permission: Permission; has: boolean }) {
  const t = useTexts()
  return (
    <li className={styles.verb} data-has={has}>
      {has ? (
        <IconCheck size={14} stroke={2.25} aria-hidden />
      ) : (
        <IconMinus size={14} stroke={2} aria-hidden />
      )}
      {permission.verb}
      <span className="visually-hidden">{has ? null : ` – ${t('role.mayNot')}`}</span>
    </li>
  )
}

function Count({ area, value }: { area: Area; value: readonly string[] }) {
  const t = useTexts()
  const chosen = countOf(area, value)
  return (
    <span className={styles.count}>
      {covers(value, area.pattern)
        ? t('role.all')
        : t('role.chosen', { chosen, of: area.permissions.length })}
    </span>
  )
}

/** The same to choose from: what the reader does not have themselves cannot be given, and says so. */
export function PermissionChoice(props: {
  value: readonly string[]
  onChange(value: string[]): void
  /** Roles whose permissions can be taken over are offered. */
  fromRole?: boolean
}) {
  const t = useTexts()
  const { query, areas } = usePermissions()
  const roles = useRoles()
  const [q, setQ] = useState('')
  const words = q.trim().toLocaleLowerCase()
  const matches = (area: Area, thing: Thing, one: Permission) =>
    `${area.label} ${permissionLabel(area, thing, one)} ${one.name}`.toLocaleLowerCase().includes(words)
  const shown = areas
    .map((area) => ({
      area,
      things:
        words === ''
          ? area.things
          : area.things
              .map((thing) => ({
                ...thing,
                permissions: thing.permissions.filter((one) => matches(area, thing, one)),
              }))
              .filter(({ permissions }) => permissions.length > 0),
    }))
    .filter(({ things }) => things.length > 0)
  return (
    <fieldset className={styles.choice}>
      <legend>{t('role.may')}</legend>
      <ErrorPanel error={query.error} onRetry={() => void query.refetch()} />
      <div className={styles.tools}>
        <TextInput
          type="search"
          aria-label={t('role.search')}
          placeholder={t('role.search')}
          leftSection={<IconSearch size={16} aria-hidden />}
          value={q}
          onChange={(event) => setQ(event.currentTarget.value)}
          onKeyDown={(event) => {
            // It looks for something in the form; it does not send it.
            if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey) event.preventDefault()
          }}
        />
        {props.fromRole ? (
          <NativeSelect
            aria-label={t('role.from')}
            value=""
            data={[
              { value: '', label: t('role.from') },
              ...roles.givable
                .filter(({ permissions }) => !permissions.includes('*'))
                .map(({ key }) => ({ value: key, label: roles.nameOf(key) })),
            ]}
            onChange={(event) => {
              const chosen = roles.items.find(({ key }) => key === event.currentTarget.value)
              if (chosen) props.onChange([...chosen.permissions])
            }}
          />
        ) : null}
      </div>
      {query.isPending ? <div className={styles.waiting} aria-busy="true" /> : null}
      {shown.map(({ area, things }) => (
        <AreaChoice
          key={area.key}
          area={area}
          things={things}
          isOpen={words !== ''}
          value={props.value}
          onChange={props.onChange}
        />
      ))}
      {query.isSuccess && shown.length === 0 ? <p className={styles.note}>{t('list.nothing')}</p> : null}
    </fieldset>
  )
}

function AreaChoice(props: {
  area: Area
  things: readonly Thing[]
  isOpen: boolean
  value: readonly string[]
  onChange(value: string[]): void
}) {
  const t = useTexts()
  const { area, value, onChange } = props
  const has = (pattern: string) => value.includes(pattern)
  const hasAll = covers(value, area.pattern)
  const mayAll = area.permissions.every(({ held }) => held)
  const set = (name: string, on: boolean) =>
    onChange(on ? [...value, name].sort() : value.filter((other) => other !== name))
  return (
    <details className={styles.group} open={props.isOpen || countOf(area, value) > 0}>
      <summary>
        <span>{area.label}</span>
        <Count area={area} value={value} />
      </summary>
      <div className={styles.body}>
        <Refusable isRefused={!mayAll}>
          <Checkbox
            label={t('role.allOf', { area: area.label })}
            description={t('role.allOf.hint')}
            checked={hasAll}
            disabled={!mayAll}
            onChange={(event) => {
              const rest = value.filter((pattern) => !pattern.startsWith(`${area.key}.`))
              onChange(event.currentTarget.checked ? [...rest, area.pattern].sort() : rest)
            }}
          />
        </Refusable>
        {props.things.map((thing) => (
          <fieldset key={thing.key} className={styles.row} aria-label={thing.label ?? area.label}>
            <span className={styles.label} aria-hidden>
              {thing.label ?? t('role.inAll')}
            </span>
            <div className={styles.boxes}>
              {thing.permissions.map((one) => (
                <Refusable key={one.name} isRefused={!one.held}>
                  <Checkbox
                    size="xs"
                    label={one.verb}
                    title={one.name}
                    checked={hasAll || has(one.name)}
                    disabled={hasAll || !one.held}
                    onChange={(event) => set(one.name, event.currentTarget.checked)}
                  />
                </Refusable>
              ))}
            </div>
          </fieldset>
        ))}
      </div>
    </details>
  )
}

/** What somebody cannot give because they do not have it says so. */
function Refusable(props: { isRefused: boolean; children: React.ReactNode }) {
  const t = useTexts()
  if (!props.isRefused) return props.children
  return (
    <Tooltip label={t.refusal('identity.grant_exceeds') ?? t('action.refused')}>
      <div>{props.children}</div>
    </Tooltip>
  )
}
