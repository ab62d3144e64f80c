import { api } from '../../api/client.ts'
import { useCommand } from '../../api/queries.ts'
import { CommandDialog, ConfirmDialog } from '../../kit/command-dialog.tsx'
import { useFormat } from '../../kit/format.tsx'
import { notify } from '../../kit/notify.tsx'
import { useTexts } from '../../texts/texts.tsx'

export type TicketStep = 'release' | 'hold' | 'resume' | 'close' | 'cancel'

interface SteppedTicket {
  id: string
  quantity: string
  goodQuantity: string
}

/** Asks what a step of a ticket needs to know, and does it. The same for the page of the ticket and for the board. */
export function TicketStepDialog(props: { ticket: SteppedTicket; step: TicketStep; onClose(): void }) {
  const t = useTexts()
  const format = useFormat()
  const { ticket, step, onClose } = props
  const path = { params: { path: { id: ticket.id } } }
  const release = useCommand(() => api.POST('/api/v1/job-tickets/{id}/release', path))
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
  switch (step) {
    case 'release':
      return (
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
          onClose={onClose}
        />
      )
    case 'hold':
      return (
        <ConfirmDialog
          title={t('ticket.hold')}
          text={t('ticket.hold.text')}
          submit={t('ticket.hold')}
          reason="asked"
          onConfirm={async (reason) => {
            await hold.mutateAsync(reason)
            notify(t('done.saved'))
          }}
          onClose={onClose}
        />
      )
    case 'resume':
      return (
        <ConfirmDialog
          title={t('ticket.resume')}
          text={t('ticket.resume.text')}
          submit={t('ticket.resume')}
          onConfirm={async () => {
            await resume.mutateAsync(undefined)
            notify(t('done.saved'))
          }}
          onClose={onClose}
        />
      )
    case 'close':
      return (
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
          onClose={onClose}
        />
      )
    case 'cancel':
      return (
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
          onClose={onClose}
        />
      )
  }
}
