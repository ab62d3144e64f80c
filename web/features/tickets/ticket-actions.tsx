import { useState } from 'react'
import { api } from '../../api/client.ts'
import { useCommand } from '../../api/queries.ts'
import { ActionButton } from '../../kit/action-button.tsx'
import { ActionMenu } from '../../kit/action-menu.tsx'
import { CommandDialog, ConfirmDialog } from '../../kit/command-dialog.tsx'
import { useFormat } from '../../kit/format.tsx'
import { notify } from '../../kit/notify.tsx'
import { useTexts } from '../../texts/texts.tsx'
import { TicketDialog } from './ticket-dialog.tsx'
import type { Ticket } from './ticket-texts.ts'

type Open = 'edit' | 'release' | 'hold' | 'resume' | 'close' | 'cancel'

/** What a ticket waits for, first; what else it allows, in the menu. */
export function TicketActions({ ticket }: { ticket: Ticket }) {
  const t = useTexts()
  const format = useFormat()
  const [open, setOpen] = useState<Open>()
  const close = () => setOpen(undefined)
  const path = { params: { path: { id: ticket.id } } }
  const { actions, state } = ticket

  const release = useCommand(() => api.POST('/api/v1/job-tickets/{id}/release', path))
  const reserve = useCommand(() => api.POST('/api/v1/job-tickets/{id}/reserve', path))
  const hold = useCommand((reason: string | undefined) =>
    api.POST('/api/v1/job-tickets/{id}/hold', { ...path, body: reason === undefined ? {} : { reason } }),
  )
  const resume = useCommand(() => api.POST('/api/v1/job-tickets/{id}/resume', path))
  const finish = useCommand((short: boolean) =>
    api.POST('/api/v1/job-tickets/{id}/close', { ...path, body: { short } }),
  )
  const cancel = useCommand((reason: string | undefined) =>
    api.POST('/api/v1/job-tickets/{id}/cancel', { ...path, body: reason === undefined ? {} : { reason } }),
  )
  const isWhole = Number(ticket.goodQuantity) >= Number(ticket.quantity)
  const sayShortages = (count: number) =>
    notify(count === 0 ? t('ticket.reserved.done') : t.count('ticket.shortages', count))

  return (
    <>
      {state === 'draft' ? (
        <ActionButton action={actions.release} onClick={() => setOpen('release')}>
          {t('ticket.release')}
        </ActionButton>
      ) : null}
      {state === 'on_hold' ? (
        <ActionButton action={actions.resume} onClick={() => setOpen('resume')}>
          {t('ticket.resume')}
        </ActionButton>
      ) : null}
      {state === 'completed' ? (
        <ActionButton action={actions.close} onClick={() => setOpen('close')}>
          {t('ticket.close')}
        </ActionButton>
      ) : null}
      {state === 'released' || state === 'in_progress' ? (
        <ActionButton variant="default" action={actions.hold} onClick={() => setOpen('hold')}>
          {t('ticket.hold')}
        </ActionButton>
      ) : null}
      <ActionMenu
        label={t('action.more')}
        actions={[
          { key: 'edit', label: t('action.edit'), action: actions.update, onClick: () => setOpen('edit') },
          {
            key: 'reserve',
            label: t('ticket.reserve'),
            action: actions.reserve,
            onClick: () =>
              reserve.mutate(undefined, {
                onSuccess: ({ shortages }) => sayShortages(shortages.length),
                onError: (problem) => notify(problem.document.title),
              }),
          },
          ...(state === 'completed'
            ? []
            : [
                {
                  key: 'close',
                  label: t('ticket.close'),
                  action: actions.close,
                  onClick: () => setOpen('close'),
                },
              ]),
          {
            key: 'cancel',
            label: t('ticket.cancel'),
            action: actions.cancel,
            danger: true,
            onClick: () => setOpen('cancel'),
          },
        ]}
      />
      {open === 'edit' ? <TicketDialog ticket={ticket} onClose={close} /> : null}
      {open === 'release' ? (
        <ConfirmDialog
          title={t('ticket.release')}
          text={t('ticket.release.text')}
          submit={t('ticket.release')}
          onConfirm={async () => {
            const { shortages } = await release.mutateAsync(undefined)
            notify(
              shortages.length === 0
                ? t('ticket.released.done')
                : t.count('ticket.shortages', shortages.length),
            )
          }}
          onClose={close}
        />
      ) : null}
      {open === 'hold' ? (
        <ConfirmDialog
          title={t('ticket.hold')}
          text={t('ticket.hold.text')}
          submit={t('ticket.hold')}
          reason="asked"
          onConfirm={async (reason) => {
            await hold.mutateAsync(reason)
            notify(t('done.saved'))
          }}
          onClose={close}
        />
      ) : null}
      {open === 'resume' ? (
        <ConfirmDialog
          title={t('ticket.resume')}
          text={t('ticket.resume.text')}
          submit={t('ticket.resume')}
          onConfirm={async () => {
            await resume.mutateAsync(undefined)
            notify(t('done.saved'))
          }}
          onClose={close}
        />
      ) : null}
      {open === 'close' ? (
        <CommandDialog
          title={t('ticket.close')}
          text={
            isWhole
              ? t('ticket.close.text')
              : t('ticket.close.short', {
                  good: format.quantity(ticket.goodQuantity),
                  of: format.quantity(ticket.quantity),
                })
          }
          submit={t('ticket.close')}
          danger={!isWhole}
          initial={{}}
          onSubmit={async () => {
            const { variance } = await finish.mutateAsync(!isWhole)
            notify(t('ticket.closed.done', { variance: format.money(variance) }))
          }}
          onClose={close}
        />
      ) : null}
      {open === 'cancel' ? (
        <ConfirmDialog
          title={t('ticket.cancel')}
          text={t('ticket.cancel.text')}
          submit={t('ticket.cancel')}
          danger
          reason="asked"
          onConfirm={async (reason) => {
            await cancel.mutateAsync(reason)
            notify(t('done.saved'))
          }}
          onClose={close}
        />
      ) : null}
    </>
  )
}
