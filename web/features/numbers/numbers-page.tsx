import { Progress } from '@mantine/core'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { type ItemOf, pages, read } from '../../api/queries.ts'
import { ActionMenu } from '../../kit/action-menu.tsx'
import { type Column, DataTable } from '../../kit/data-table.tsx'
import { EmptyState } from '../../kit/empty-state.tsx'
import { ErrorPanel } from '../../kit/error-panel.tsx'
import { EndlessTable } from '../../kit/list-page.tsx'
import { NewButton } from '../../kit/new-button.tsx'
import { Page } from '../../kit/page.tsx'
import { BackMark } from '../../kit/record-page.tsx'
import { Section } from '../../kit/section.tsx'
import { StateBadge } from '../../kit/state-badge.tsx'
import { useSession } from '../../session/session.tsx'
import { useTexts } from '../../texts/texts.tsx'
import { LineDialog, SwitchDialog } from './line-dialogs.tsx'
import styles from './numbers-page.module.css'
import { RegisterDialog, VoidDialog } from './range-dialogs.tsx'

export type Line = ItemOf<'/api/v1/serials/lines'>
export type Range = ItemOf<'/api/v1/serials/ranges'>

/** Lines whose flag says which numbers they give. */
const BY_FLAG = ['HAT', 'OEM']

/** How each line numbers its pieces, and the numbers that were printed ahead. */
export default function NumbersPage(): ReactNode {
  const t = useTexts()
  const { can } = useSession()
  const [isRegistering, setRegistering] = useState(false)
  const lines = useQuery(read('/api/v1/serials/lines'))
  return (
    <Page
      title={t('numbers.title')}
      above={
        <Link to="/settings">
          <BackMark />
          {t('nav.settings')}
        </Link>
      }
      actions={
        can('serials.range.register') ? (
          <NewButton label={t('range.new')} onClick={() => setRegistering(true)} />
        ) : null
      }
    >
      <Lines lines={lines.data?.items} error={lines.error} isPending={lines.isPending} />
      <Ranges />
      {isRegistering ? (
        <RegisterDialog lines={lines.data?.items ?? []} onClose={() => setRegistering(false)} />
      ) : null}
    </Page>
  )
}

function Lines(props: { lines: Line[] | undefined; error: unknown; isPending: boolean }) {
  const t = useTexts()
  const { can } = useSession()
  const [open, setOpen] = useState<{ line: Line; what: 'edit' | 'switch' }>()
  const allowed = (permission: string) => ({ allowed: can(permission) })
  const columns: Column<Line>[] = [
    { key: 'code', header: t('product.line'), cell: (line) => <span className="mono">{line.code}</span> },
    { key: 'name', header: t('product.name'), grow: true, cell: (line) => line.name },
    {
      key: 'standard',
      header: t('line.numbers'),
      phone: 'end',
      cell: (line) => (
        <StateBadge tone={line.standard ? 'good' : 'plain'}>
          {t(line.standard ? 'piece.standard' : 'piece.legacy')}
        </StateBadge>
      ),
    },
    {
      key: 'pattern',
      header: t('line.pattern'),
      phone: 'hide',
      cell: (line) => <span className="mono">{line.legacyPattern}</span>,
    },
    {
      key: 'actions',
      header: t('list.actions'),
      align: 'end',
      cell: (line) => (
        <ActionMenu
          compact
          label={t('line.change', { line: line.code })}
          actions={[
            {
              key: 'edit',
              label: t('line.edit'),
              action: allowed('serials.line.update'),
              onClick: () => setOpen({ line, what: 'edit' }),
            },
            ...(BY_FLAG.includes(line.code)
              ? [
                  {
                    key: 'switch',
                    label: t(line.standard ? 'line.toLegacy' : 'line.toStandard'),
                    action: allowed('flags.flag.set'),
                    onClick: () => setOpen({ line, what: 'switch' }),
                  },
                ]
              : []),
          ]}
        />
      ),
    },
  ]
  return (
    <Section title={t('line.title')} flush>
      <ErrorPanel error={props.error} />
      <DataTable
        label={t('line.title')}
        columns={columns}
        rows={props.lines ?? []}
        rowKey={(line) => line.id}
        skeletons={props.isPending ? 2 : 0}
      />
      {open?.what === 'edit' ? <LineDialog line={open.line} onClose={() => setOpen(undefined)} /> : null}
      {open?.what === 'switch' ? <SwitchDialog line={open.line} onClose={() => setOpen(undefined)} /> : null}
    </Section>
  )
}

function Ranges() {
  const t = useTexts()
  const { can } = useSession()
  const [open, setOpen] = useState<{ range: Range; isRest: boolean }>()
  const ranges = useInfiniteQuery(pages('/api/v1/serials/ranges', {}))
  const action = { allowed: can('serials.range.register') }
  const columns: Column<Range>[] = [
    {
      key: 'name',
      header: t('product.name'),
      grow: true,
      cell: (range) => (
        <div>
          {range.name}
          <div className={styles.below}>
            {range.line}
            {range.product ? ` · ${range.product.name}` : ''}
          </div>
        </div>
      ),
    },
    {
      key: 'numbers',
      header: t('line.numbers'),
      cell: (range) => (
        <span className="mono">
          {range.firstNumber} – {range.lastNumber}
        </span>
      ),
    },
    {
      key: 'account',
      header: t('range.account'),
      cell: (range) => <Account range={range} />,
    },
    {
      key: 'next',
      header: t('range.next'),
      phone: 'hide',
      cell: (range) =>
        range.nextNumber === null ? t('range.usedUp') : <span className="mono">{range.nextNumber}</span>,
    },
    {
      key: 'actions',
      header: t('list.actions'),
      align: 'end',
      cell: (range) =>
        range.account.left === 0 ? null : (
          <ActionMenu
            compact
            label={t('range.change', { range: range.name })}
            actions={[
              {
                key: 'void',
                label: t('range.void'),
                action,
                onClick: () => setOpen({ range, isRest: false }),
              },
              {
                key: 'close',
                label: t('range.close', { count: range.account.left }),
                action,
                danger: true,
                onClick: () => setOpen({ range, isRest: true }),
              },
            ]}
          />
        ),
    },
  ]
  return (
    <Section title={t('range.title')} flush>
      <EndlessTable
        label={t('range.title')}
        columns={columns}
        query={ranges}
        empty={<EmptyState title={t('range.empty')} text={t('range.empty.text')} />}
      />
      {open ? (
        <VoidDialog range={open.range} isRest={open.isRest} onClose={() => setOpen(undefined)} />
      ) : null}
    </Section>
  )
}

/** What became of the numbers: used, void, left; together they are all. */
function Account({ range }: { range: Range }) {
  const t = useTexts()
  const { total, used, left } = range.account
  const share = (count: number) => (100 * count) / total
  const text = t('range.account.text', {
    used: used,
    void: range.account.void,
    left: left,
  })
  return (
    <div className={styles.account}>
      <Progress.Root size="sm" aria-hidden>
        <Progress.Section value={share(used)} />
        <Progress.Section value={share(range.account.void)} color="red" />
      </Progress.Root>
      <span className={styles.below}>{text}</span>
    </div>
  )
}
