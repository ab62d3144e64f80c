import { api } from '../../api/client.ts'
import { useCommand } from '../../api/queries.ts'
import { CommandDialog, ConfirmDialog } from '../../kit/command-dialog.tsx'
import { notify } from '../../kit/notify.tsx'
import { useTexts } from '../../texts/texts.tsx'
import type { Line, Range } from './numbers-page.tsx'

const EMPTY = { name: '', line: '', prefix: '', first: '', last: '' }

/** The digits of a number as it is printed tell how many it has. */
export function RegisterDialog({ lines, onClose }: { lines: readonly Line[]; onClose(): void }) {
  const t = useTexts()
  const register = useCommand((values: typeof EMPTY) =>
    api.POST('/api/v1/serials/ranges', {
      body: {
        name: values.name.trim(),
        line: values.line,
        prefix: values.prefix.trim(),
        digits: Math.max(1, values.first.trim().length),
        first: Number(values.first),
        last: Number(values.last),
      },
    }),
  )
  return (
    <CommandDialog
      title={t('range.new')}
      text={t('range.new.text')}
      submit={t('range.register')}
      initial={{ ...EMPTY, line: lines[0]?.code ?? '' }}
      fields={[
        {
          kind: 'text',
          name: 'name',
          label: t('product.name'),
          placeholder: t('range.name.example'),
          required: true,
        },
        {
          kind: 'select',
          name: 'line',
          label: t('product.line'),
          half: true,
          options: lines.map((line) => ({ value: line.code, label: `${line.code} · ${line.name}` })),
        },
        { kind: 'text', name: 'prefix', label: t('range.prefix'), placeholder: 'MA-', half: true },
        {
          kind: 'whole',
          name: 'first',
          label: t('range.first'),
          hint: t('range.first.hint'),
          placeholder: '00001',
          required: true,
          half: true,
        },
        {
          kind: 'whole',
          name: 'last',
          label: t('range.last'),
          placeholder: '05000',
          required: true,
          half: true,
        },
      ]}
      onSubmit={async (values) => {
        await register.mutateAsync(values)
        notify(t('done.saved'))
      }}
      onClose={onClose}
    />
  )
}

/** Numbers that nobody will use: some of them, or all that are left. */
export function VoidDialog({ range, isRest, onClose }: { range: Range; isRest: boolean; onClose(): void }) {
  const t = useTexts()
  const declare = useCommand((body: { first?: number; last?: number; reason: string }) =>
    api.POST('/api/v1/serials/ranges/{id}/void', { params: { path: { id: range.id } }, body }),
  )
  if (isRest)
    return (
      <ConfirmDialog
        title={t('range.close', { count: range.account.left })}
        text={t('range.close.text', { range: range.name })}
        submit={t('range.close', { count: range.account.left })}
        danger
        reason="required"
        onConfirm={async (reason = '') => {
          await declare.mutateAsync({ reason })
          notify(t('done.saved'))
        }}
        onClose={onClose}
      />
    )
  return (
    <CommandDialog
      title={t('range.void')}
      text={t('range.void.text', { first: range.first, last: range.last })}
      submit={t('range.void')}
      danger
      initial={{ first: '', last: '', reason: '' }}
      fields={[
        { kind: 'whole', name: 'first', label: t('range.first'), required: true, half: true },
        { kind: 'whole', name: 'last', label: t('range.last'), required: true, half: true },
        { kind: 'paragraph', name: 'reason', label: t('form.reason'), required: true },
      ]}
      onSubmit={async ({ first, last, reason }) => {
        await declare.mutateAsync({ first: Number(first), last: Number(last), reason: reason.trim() })
        notify(t('done.saved'))
      }}
      onClose={onClose}
    />
  )
}
