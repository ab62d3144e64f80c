import { ActionIcon } from '@mantine/core'
import { IconTable } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTexts } from '../texts/texts.tsx'

/** Shows as a table what is a picture otherwise, and the other way round. */
export function TableToggle(props: {
  /** What is shown: the name of its section. */
  of: string
  isTable: boolean
  picture: ReactNode
  onChange(isTable: boolean): void
}) {
  const t = useTexts()
  return (
    <ActionIcon
      data-screen-only
      aria-pressed={props.isTable}
      aria-label={t('chart.asTable', { chart: props.of })}
      title={t(props.isTable ? 'chart.showChart' : 'chart.showTable')}
      onClick={() => props.onChange(!props.isTable)}
    >
      {props.isTable ? props.picture : <IconTable size={16} aria-hidden />}
    </ActionIcon>
  )
}
