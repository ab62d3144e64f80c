import { Button, FileButton } from '@mantine/core'
import { IconCamera } from '@tabler/icons-react'
import { newId } from '../../../shared/ids.ts'
import { answerOf, api } from '../../api/client.ts'
import { useCommand } from '../../api/queries.ts'
import type { operations } from '../../api/schema.gen.ts'
import { base64Of } from '../../kit/base64.ts'
import { CommandDialog } from '../../kit/command-dialog.tsx'
import { type Field, given, orUndefined } from '../../kit/form-fields.tsx'
import { notify } from '../../kit/notify.tsx'
import { useLanguage } from '../../texts/texts.tsx'
import { nameIn } from '../products/product-texts.ts'
import styles from './log-dialog.module.css'
import { type Token, type TokenTask, WIP_EVENTS, type WipEvent } from './ticket-texts.ts'

interface Values {
  good: string
  rejected: string
  minutes: string
  note: string
  photos: File[]
}

/** One log of work. What is asked for depends on what is logged, and on the evidence that the operation wants. */
export function LogDialog(props: { token: Token; task: TokenTask; event: WipEvent; onClose(): void }) {
  const { t, locale } = useLanguage()
  const { token, task, event } = props
  const isBatch = token.kind === 'batch'
  const isComplete = event === 'complete'
  const evidence = isComplete ? task.evidence : []
  const wantsPhoto = evidence.includes('photo')
  const wantsNote = evidence.some((kind) => kind !== 'photo')
  const log = useCommand(send)
  const verb = t(WIP_EVENTS[event].verb)

  const fields: Field<Omit<Values, 'photos'>>[] = [
    {
      kind: 'decimal',
      name: 'good',
      label: t('wip.good'),
      hint: t('wip.good.hint'),
      half: true,
      when: () => isComplete && isBatch,
    },
    {
      kind: 'decimal',
      name: 'rejected',
      label: t('wip.rejected'),
      half: true,
      when: () => isBatch && ['complete', 'reject', 'rework', 'scrap'].includes(event),
    },
    {
      kind: 'decimal',
      name: 'minutes',
      label: t('wip.minutes'),
      hint: t('wip.minutes.hint'),
      required: true,
      when: () => isComplete && task.state === 'open',
    },
    {
      kind: 'paragraph',
      name: 'note',
      label: wantsNote
        ? t('wip.evidence')
        : event === 'reject' || event === 'scrap'
          ? t('form.reason')
          : t('form.note'),
      required: wantsNote || event === 'reject' || event === 'scrap',
    },
  ]
  return (
    <CommandDialog<Values>
      title={`${verb}: ${nameIn(locale, task)}`}
      text={token.serial ?? token.code}
      submit={verb}
      danger={event === 'scrap'}
      initial={{ good: '', rejected: '', minutes: task.standardMinutes, note: '', photos: [] }}
      fields={fields}
      {...(isComplete
        ? {
            more: (values: Values, change: (next: Values) => void) => (
              <Photos
                files={values.photos}
                required={wantsPhoto}
                onChange={(photos) => change({ ...values, photos })}
              />
            ),
          }
        : {})}
      onSubmit={async (values) => {
        const fileIds = await Promise.all(values.photos.map((file) => upload(file, token.id)))
        await log.mutateAsync({
          tokenId: token.id,
          taskCode: task.code,
          event,
          deviceAt: new Date().toISOString(),
          ...(fileIds.length === 0 ? {} : { fileIds }),
          ...given({
            goodQuantity: isComplete ? orUndefined(values.good) : undefined,
            rejectedQuantity: orUndefined(values.rejected),
            minutes: isComplete && task.state === 'open' ? orUndefined(values.minutes) : undefined,
            note: orUndefined(values.note),
          }),
        })
        notify(t('wip.logged'))
      }}
      onClose={props.onClose}
    />
  )
}

type LogBody = Omit<
  operations['manufacturing.wip.log']['requestBody']['content']['application/json'],
  'deviceEventId'
>

/** The key of the action is the device's event id: sent twice, it counts once. */
const send = (body: LogBody, key: string) =>
  api.POST('/api/v1/wip-logs', { body: { ...body, deviceEventId: key } })

async function upload(file: File, tokenId: string): Promise<string> {
  const content = await base64Of(file)
  const stored = await answerOf(
    api.POST('/api/v1/files', {
      body: { name: file.name || `${newId()}.jpg`, content, entity: 'work_token', entityId: tokenId },
    }),
  )
  return stored.id
}

function Photos(props: { files: readonly File[]; required: boolean; onChange(files: File[]): void }) {
  const { t } = useLanguage()
  return (
    <div className={styles.photos}>
      <FileButton
        accept="image/png,image/jpeg,image/webp"
        multiple
        onChange={(added) => props.onChange([...props.files, ...added])}
      >
        {(button) => (
          <Button {...button} variant="default" leftSection={<IconCamera size={16} aria-hidden />}>
            {t('wip.addPhoto')}
          </Button>
        )}
      </FileButton>
      <span className={styles.count}>
        {props.files.length === 0
          ? t(props.required ? 'wip.photoRequired' : 'wip.noPhotos')
          : props.files.map((file) => file.name).join(', ')}
      </span>
    </div>
  )
}
