import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { type ReactNode, useEffect, useState } from 'react'
import { LABEL_FORMATS, type LabelFormatKey } from '../../../shared/labels/formats.ts'
import type { PieceTemplate } from '../../../shared/labels/piece-fields.ts'
import { answerOf, api } from '../../api/client.ts'
import { useTexts } from '../../texts/texts.tsx'
import styles from './print-labels-dialog.module.css'

/** A drawing of the server as a picture of the page; `undefined` until it is there. */
function useSvgAddress(svg: string | undefined): string | undefined {
  const [address, setAddress] = useState<string>()
  useEffect(() => {
    if (svg === undefined) return
    const made = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }))
    setAddress(made)
    return () => URL.revokeObjectURL(made)
  }, [svg])
  return address
}

/** A label that the server drew, on paper of its form; empty paper until it is there. */
export function LabelPaper(props: {
  drawn: { svg: string; number: string } | undefined
  format: LabelFormatKey
  isPending: boolean
  /** With room around it, where nothing else stands about. */
  apart?: boolean
  children?: ReactNode
}) {
  const t = useTexts()
  const address = useSvgAddress(props.drawn?.svg)
  const format = LABEL_FORMATS[props.format]
  return (
    <figure
      className={props.apart ? `${styles.preview} ${styles.apart}` : styles.preview}
      aria-busy={props.isPending}
    >
      <div className={styles.paper} style={{ aspectRatio: `${format.width} / ${format.height}` }}>
        {address && props.drawn ? (
          <img
            className={styles.label}
            src={address}
            alt={t('labels.preview', { number: props.drawn.number })}
          />
        ) : null}
      </div>
      {props.children}
    </figure>
  )
}

/** A label of the latest piece, as it would look. */
export function LabelPicture(props: { template: PieceTemplate; format: LabelFormatKey }) {
  const body = { ...props.template, fields: [...props.template.fields], format: props.format }
  const label = useQuery({
    queryKey: ['label-template-preview', body],
    queryFn: () => answerOf(api.POST('/api/v1/labels/template/preview', { body: { ...body, symbol: 'qr' } })),
    placeholderData: keepPreviousData,
  })
  return <LabelPaper drawn={label.data} format={props.format} isPending={label.isPending} apart />
}
