import { useQuery } from '@tanstack/react-query'
import {
  LABEL_FORMAT_KEYS,
  LABEL_FORMATS,
  type LabelFormatKey,
  labelsPerPage,
} from '../../../shared/labels/formats.ts'
import { api } from '../../api/client.ts'
import { read, useCommand } from '../../api/queries.ts'
import { CommandDialog } from '../../kit/command-dialog.tsx'
import type { Field } from '../../kit/form-fields.tsx'
import { notify } from '../../kit/notify.tsx'
import { useTexts } from '../../texts/texts.tsx'
import { LabelPaper } from './label-picture.tsx'
import { LABEL_FORMAT_TEXTS, type LabelKind } from './label-texts.ts'
import styles from './print-labels-dialog.module.css'

interface Values {
  format: LabelFormatKey
  symbol: 'qr' | 'datamatrix'
  start: string
  copies: string
  output: 'pdf' | 'png'
}

/** The paper that was printed on last: most workshops have one. */
const REMEMBERED = 'touchmark.labels'
function lastChoice(): Pick<Values, 'format' | 'symbol'> {
  const [format = '', symbol] = (localStorage.getItem(REMEMBERED) ?? '').split(' ')
  return {
    format: LABEL_FORMAT_KEYS.find((key) => key === format) ?? 'roll-50x30',
    symbol: symbol === 'datamatrix' ? 'datamatrix' : 'qr',
  }
}

export default function PrintLabelsDialog(props: {
  kind: LabelKind
  ids: readonly string[]
  onClose(): void
}) {
  const t = useTexts()
  const { kind, ids } = props
  const print = useCommand((values: Values) =>
    api.POST('/api/v1/labels', {
      body: {
        ...values,
        kind,
        ids: [...ids],
        copies: Number(values.copies),
        start: LABEL_FORMATS[values.format].sheet ? Number(values.start) : 1,
      },
    }),
  )
  const fields: Field<Values>[] = [
    {
      kind: 'select',
      name: 'format',
      label: t('labels.paper'),
      options: LABEL_FORMAT_KEYS.map((key) => ({ value: key, label: t(LABEL_FORMAT_TEXTS[key]) })),
    },
    {
      kind: 'select',
      name: 'symbol',
      label: t('labels.symbol'),
      options: [
        { value: 'qr', label: t('labels.qr') },
        { value: 'datamatrix', label: t('labels.datamatrix') },
      ],
    },
    {
      kind: 'whole',
      name: 'start',
      label: t('labels.start'),
      hint: t('labels.start.hint'),
      when: ({ format }) => LABEL_FORMATS[format].sheet !== undefined,
      half: true,
      required: true,
    },
    {
      kind: 'whole',
      name: 'copies',
      label: t('labels.copies'),
      when: ({ output }) => output === 'pdf',
      half: true,
      required: true,
    },
    {
      kind: 'select',
      name: 'output',
      label: t('labels.file'),
      when: () => ids.length === 1,
      options: [
        { value: 'pdf', label: t('labels.pdf') },
        { value: 'png', label: t('labels.png') },
      ],
    },
  ]
  return (
    <CommandDialog<Values>
      title={t('labels.title')}
      submit={t('labels.make')}
      initial={{ ...lastChoice(), start: '1', copies: '1', output: 'pdf' }}
      fields={fields}
      more={({ format, symbol }) => <Preview id={ids[0]!} kind={kind} format={format} symbol={symbol} />}
      onSubmit={async (values) => {
        const isPicture = values.output === 'png'
        const file = await print.mutateAsync(isPicture ? { ...values, copies: '1' } : values)
        localStorage.setItem(REMEMBERED, `${values.format} ${values.symbol}`)
        save(file.url, `labels.${values.output}`)
        notify(t('labels.done'))
      }}
      onClose={props.onClose}
    />
  )
}

/** The first label as it will be printed. */
function Preview(props: {
  id: string
  kind: LabelKind
  format: LabelFormatKey
  symbol: 'qr' | 'datamatrix'
}) {
  const t = useTexts()
  const { id, ...query } = props
  const label = useQuery({
    ...read('/api/v1/labels/preview/{id}', { path: { id }, query }),
    placeholderData: (before) => before,
  })
  const format = LABEL_FORMATS[props.format]
  return (
    <LabelPaper drawn={label.data} format={props.format} isPending={label.isPending}>
      <figcaption className={styles.caption}>
        {format.sheet
          ? t('labels.perSheet', { count: labelsPerPage(format), width: format.width, height: format.height })
          : t('labels.perLabel', { width: format.width, height: format.height })}
      </figcaption>
    </LabelPaper>
  )
}

/** Has the browser keep a file, as if its link had been pressed. */
function save(url: string, name: string): void {
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
}
