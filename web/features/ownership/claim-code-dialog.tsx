import { Button, Modal } from '@mantine/core'
import { IconPrinter } from '@tabler/icons-react'
import { useState } from 'react'
import { ErrorPanel } from '../../kit/error-panel.tsx'
import { QrCode } from '../../kit/qr-code.tsx'
import { useTexts } from '../../texts/texts.tsx'
import styles from './piece-ownership.module.css'

interface Made {
  serial: string
  product: string
  code: string
  link: string
}

/** Makes the claim code of a piece and shows it once, as it goes onto the card. */
export function ClaimCodeDialog(props: { replaces: boolean; onMake(): Promise<Made>; onClose(): void }) {
  const t = useTexts()
  const [made, setMade] = useState<Made>()
  const [error, setError] = useState<unknown>()
  const [isBusy, setBusy] = useState(false)
  const make = async () => {
    setBusy(true)
    setError(undefined)
    try {
      setMade(await props.onMake())
    } catch (thrown) {
      setError(thrown)
    } finally {
      setBusy(false)
    }
  }
  return (
    <Modal
      opened
      onClose={props.onClose}
      title={t('owner.code')}
      size="26rem"
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      <ErrorPanel error={error} />
      {made === undefined ? (
        <>
          <p>{t(props.replaces ? 'owner.code.replaces' : 'owner.code.text')}</p>
          <Button fullWidth loading={isBusy} onClick={() => void make()} data-autofocus>
            {t('owner.code.make')}
          </Button>
        </>
      ) : (
        <>
          <div className={styles.card}>
            <b>{made.product}</b>
            <QrCode text={made.link} label={t('owner.code.qr')} />
            <span className={styles.code}>{made.code}</span>
            <span className="mono">{made.serial}</span>
          </div>
          <p>{t('owner.code.once')}</p>
          <Button
            fullWidth
            variant="default"
            leftSection={<IconPrinter size={16} aria-hidden />}
            onClick={() => window.print()}
          >
            {t('action.print')}
          </Button>
        </>
      )}
    </Modal>
  )
}
