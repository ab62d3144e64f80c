import { Button } from '@mantine/core'
import { IconPrinter } from '@tabler/icons-react'
import { lazy, Suspense, useState } from 'react'
import { useSession } from '../../session/session.tsx'
import { useTexts } from '../../texts/texts.tsx'
import type { LabelKind } from './label-texts.ts'

const PrintLabelsDialog = lazy(() => import('./print-labels-dialog.tsx'))

/** Prints labels of records: one on its page, or those that a list shows. */
export function PrintLabelsButton(props: { kind: LabelKind; ids: readonly string[]; size?: 'compact-sm' }) {
  const { kind, ids } = props
  const t = useTexts()
  const { can } = useSession()
  const [isOpen, setOpen] = useState(false)
  if (!can('labels.print') || ids.length === 0) return null
  return (
    <>
      <Button
        variant="default"
        {...(props.size ? { size: props.size } : {})}
        leftSection={<IconPrinter size={16} aria-hidden />}
        onClick={() => setOpen(true)}
      >
        {t.count('labels.print', ids.length)}
      </Button>
      {isOpen ? (
        <Suspense>
          <PrintLabelsDialog kind={kind} ids={ids} onClose={() => setOpen(false)} />
        </Suspense>
      ) : null}
    </>
  )
}
