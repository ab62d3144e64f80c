import { useState } from 'react'
import { api } from '../../api/client.ts'
import { useCommand } from '../../api/queries.ts'
import { ActionMenu } from '../../kit/action-menu.tsx'
import { CommandDialog, ConfirmDialog } from '../../kit/command-dialog.tsx'
import { notify } from '../../kit/notify.tsx'
import { useSession } from '../../session/session.tsx'
import { useTexts } from '../../texts/texts.tsx'
import type { Ownership } from './ownership-texts.ts'

/** What the maker puts right: a claim of the wrong person, and who an owner is that asked to be forgotten. */
export function CorrectClaim({ id, ownership }: { id: string; ownership: Ownership }) {
  const t = useTexts()
  const { can } = useSession()
  const [open, setOpen] = useState<'withdraw' | 'erase'>()
  const { owner, actions } = ownership
  const erase = useCommand((ownerId: string) =>
    api.POST('/api/v1/owners/{id}/erase', { params: { path: { id: ownerId } } }),
  )
  const offered = [
    ...(can('ownership.claim.withdraw')
      ? [{ key: 'withdraw', label: t('owner.withdraw'), action: actions.withdraw, danger: true }]
      : []),
    ...(can('ownership.owner.erase')
      ? [{ key: 'erase', label: t('owner.erase'), action: actions.erase, danger: true }]
      : []),
  ]
  if (!owner || offered.length === 0) return null
  return (
    <>
      <ActionMenu
        compact
        label={t('owner.correct')}
        actions={offered.map((one) => ({
          ...one,
          onClick: () => setOpen(one.key as 'withdraw' | 'erase'),
        }))}
      />
      {open === 'withdraw' ? <WithdrawDialog id={id} onClose={() => setOpen(undefined)} /> : null}
      {open === 'erase' ? (
        <ConfirmDialog
          title={t('owner.erase')}
          text={t('owner.erase.text', { name: owner.name })}
          submit={t('owner.erase')}
          danger
          onConfirm={async () => {
            await erase.mutateAsync(owner.id)
            notify(t('done.saved'))
          }}
          onClose={() => setOpen(undefined)}
        />
      ) : null}
    </>
  )
}

function WithdrawDialog({ id, onClose }: { id: string; onClose(): void }) {
  const t = useTexts()
  const withdraw = useCommand((values: { reason: string; email: string; name: string }) =>
    api.POST('/api/v1/serials/{id}/ownership/withdraw', {
      params: { path: { id } },
      body: {
        reason: values.reason.trim(),
        ...(values.email.trim() === ''
          ? {}
          : { next: { email: values.email.trim(), name: values.name.trim() } }),
      },
    }),
  )
  return (
    <CommandDialog
      title={t('owner.withdraw')}
      text={t('owner.withdraw.text')}
      submit={t('owner.withdraw')}
      danger
      initial={{ reason: '', email: '', name: '' }}
      fields={[
        {
          kind: 'paragraph',
          name: 'reason',
          label: t('form.reason'),
          hint: t('owner.withdraw.reason'),
          required: true,
        },
        { kind: 'email', name: 'email', label: t('owner.next.email'), hint: t('owner.next.hint') },
        {
          kind: 'text',
          name: 'name',
          label: t('owner.next.name'),
          required: true,
          when: ({ email }) => email.trim() !== '',
        },
      ]}
      onSubmit={async (values) => {
        await withdraw.mutateAsync(values)
        notify(t('done.saved'))
      }}
      onClose={onClose}
    />
  )
}
