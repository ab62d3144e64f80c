import { api } from '../../api/client.ts'
import { useCommand } from '../../api/queries.ts'
import { CommandDialog, ConfirmDialog } from '../../kit/command-dialog.tsx'
import { notify } from '../../kit/notify.tsx'
import { useTexts } from '../../texts/texts.tsx'
import type { Line } from './numbers-page.tsx'

const TOKENS = '{LINE} {SKU} {YYYY} {YY} {MM} {DD} {WW} {SEQ}'

/** Name and pattern of a line. */
export function LineDialog({ line, onClose }: { line: Line; onClose(): void }) {
  const t = useTexts()
  const update = useCommand((body: { name: string; legacyPattern: string }) =>
    api.PATCH('/api/v1/serials/lines/{id}', { params: { path: { id: line.id } }, body }),
  )
  return (
    <CommandDialog
      title={t('line.edit')}
      submit={t('action.save')}
      initial={{ name: line.name, legacyPattern: line.legacyPattern }}
      fields={[
        { kind: 'text', name: 'name', label: t('product.name'), required: true },
        {
          kind: 'text',
          name: 'legacyPattern',
          label: t('line.pattern'),
          hint: t('line.pattern.hint', { tokens: TOKENS, four: '{SEQ:4}' }),
          required: true,
        },
      ]}
      onSubmit={async ({ name, legacyPattern }) => {
        await update.mutateAsync({ name: name.trim(), legacyPattern: legacyPattern.trim() })
        notify(t('done.saved'))
      }}
      onClose={onClose}
    />
  )
}

/** From standard serials to the workshop's own numbers, or back: from this moment on, for pieces that have none yet. */
export function SwitchDialog({ line, onClose }: { line: Line; onClose(): void }) {
  const t = useTexts()
  const set = useCommand((why: string) =>
    api.POST('/api/v1/flags/{flag}', {
      params: { path: { flag: `FF_SERIAL_STD_${line.code}` } },
      body: { enabled: !line.standard, why },
    }),
  )
  const title = t(line.standard ? 'line.toLegacy' : 'line.toStandard')
  return (
    <ConfirmDialog
      title={title}
      text={t('line.switch.text')}
      submit={title}
      reason="required"
      onConfirm={async (reason = '') => {
        await set.mutateAsync(reason)
        notify(t('done.saved'))
      }}
      onClose={onClose}
    />
  )
}
