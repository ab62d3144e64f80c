import { useState } from 'react'
import { api } from '../../api/client.ts'
import { useCommand } from '../../api/queries.ts'
import { ActionButton } from '../../kit/action-button.tsx'
import { ActionMenu } from '../../kit/action-menu.tsx'
import { notify } from '../../kit/notify.tsx'
import { useTexts } from '../../texts/texts.tsx'
import { TicketDialog } from './ticket-dialog.tsx'
import { type TicketStep, TicketStepDialog } from './ticket-steps.tsx'
import type { Ticket } from './ticket-texts.ts'

type Open = 'edit' | TicketStep

/** What a ticket waits for, first; what else it allows, in the menu. */
export function TicketActions({ ticket }: { ticket: Ticket }) {
  const t = useTexts()
  const [open, setOpen] = useState<Open>()
  const close = () => setOpen(undefined)
  const path = { params: { path: { id: ticket.id } } }
  const { actions, state } = ticket

  const reserve = useCommand(() => api.POST('/api/v1/job-tickets/{id}/reserve', path))
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
      {open !== undefined && open !== 'edit' ? (
        <TicketStepDialog ticket={ticket} step={open} onClose={close} />
      ) : null}
    </>
  )
}
