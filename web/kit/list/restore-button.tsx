import { Button } from '@mantine/core'
import { IconArrowBackUp } from '@tabler/icons-react'
import { type Answer, api } from '../../api/client.ts'
import { useCommand } from '../../api/queries.ts'
import { useTexts } from '../../texts/texts.tsx'
import { notify } from '../notify.tsx'
import type { Row } from './resource.ts'

type Send = (path: string, init: object) => Promise<Answer<Row>>

/** Brings a deleted record back. `path`: of its list, below `/api/v1`. */
export function RestoreButton(props: { path: string; id: string }) {
  const t = useTexts()
  const restore = useCommand(() =>
    (api.POST as unknown as Send)(`/api/v1${props.path}/{id}/restore`, {
      params: { path: { id: props.id } },
    }),
  )
  return (
    <Button
      leftSection={<IconArrowBackUp size={16} aria-hidden />}
      loading={restore.isPending}
      onClick={() => restore.mutate(undefined, { onSuccess: () => notify(t('done.restored')) })}
    >
      {t('record.restore')}
    </Button>
  )
}
