import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { LABEL_FORMATS, type LabelFormatKey } from '../../../shared/labels/formats.ts'
import type { PieceTemplate } from '../../../shared/labels/piece-fields.ts'
import { answerOf, api } from '../../api/client.ts'
import { useTexts } from '../../texts/texts.tsx'
import styles from './print-labels-dialog.module.css'

/** A drawing of the server as a picture of the page; `undefined` until it is there. */
export function useSvgAddress(svg: string | undefined): string | undefined {
  const [address, setAddress] = useState<string>()
  useEffect(() => {
    if (svg === undefined) return
    const made = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }))
    setAddress(made)
    return () => URL.revokeObjectURL(made)
  }, [svg])
  return address
}

/** A label of the latest piece, as it would look. */
export function LabelPicture(props: { template: PieceTemplate; format: LabelFormatKey }) {
  const t = useTexts()
  const body = { ...props.template, fields: [...props.template.fields], format: props.format }
  const label = useQuery({
    queryKey: ['label-template-preview', body],
    queryFn: () => answerOf(api.POST('/api/v1/labels/template/preview', { body: { ...body, symbol: 'qr' } })),
    placeholderData: keepPreviousData,
  })
  const address = useSvgAddress(label.data?.svg)
  const format = LABEL_FORMATS[props.format]
  return (
    <figure className={`${styles.preview} ${styles.apart}`} aria-busy={label.isPending}>
      <div className={styles.paper} style={{ aspectRatio: `${format.width} / ${format.height}` }}>
        {address && label.data ? (
          <img
            className={styles.label}
            src={address}
            alt={t('labels.preview', { number: label.data.number })}
          />
        ) : null}
      </div>
    </figure>
  )
}
