import { Button, Modal, PasswordInput, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { enableTwoFactor, verifyCode } from '../../api/auth.ts'
import { ErrorPanel } from '../../kit/error-panel.tsx'
import { notify } from '../../kit/notify.tsx'
import { QrCode } from '../../kit/qr-code.tsx'
import { useTexts } from '../../texts/texts.tsx'
import { GateForm } from '../sign-in/gate.tsx'
import styles from './two-factor-dialog.module.css'

/** Turns on the second factor: password, then the app reads the picture, then a code of it proves that it did. */
export function TwoFactorDialog(props: { onClose(): void }) {
  const t = useTexts()
  const client = useQueryClient()
  const [password, setPassword] = useState('')
  const [code, setCode] = useState('')
  const enable = useMutation({ mutationFn: () => enableTwoFactor(password) })
  const verify = useMutation({
    mutationFn: () => verifyCode(code, false),
    onSuccess: async () => {
      await client.invalidateQueries()
      notify(t('twoFactor.done'))
      props.onClose()
    },
  })
  return (
    <Modal
      opened
      onClose={props.onClose}
      title={<strong>{t('twoFactor.title')}</strong>}
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      {enable.data === undefined ? (
        <GateForm onSubmit={() => enable.mutate()}>
          <p className={styles.text}>{t('twoFactor.text')}</p>
          <ErrorPanel error={enable.error} />
          <PasswordInput
            data-autofocus
            label={t('signIn.password')}
            autoComplete="current-password"
            required
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
            visibilityToggleButtonProps={{ 'aria-label': t('form.showPassword') }}
          />
          <Button type="submit" loading={enable.isPending}>
            {t('action.continue')}
          </Button>
        </GateForm>
      ) : (
        <GateForm onSubmit={() => verify.mutate()}>
          <p className={styles.text}>{t('twoFactor.scan')}</p>
          <QrCode text={enable.data.totpURI} label={t('twoFactor.picture')} />
          <p className={styles.secret}>
            {t('twoFactor.secret')} <code>{new URL(enable.data.totpURI).searchParams.get('secret')}</code>
          </p>
          <p className={styles.text}>{t('twoFactor.backup')}</p>
          <ul className={styles.codes}>
            {enable.data.backupCodes.map((backup) => (
              <li key={backup} className="mono">
                {backup}
              </li>
            ))}
          </ul>
          <ErrorPanel error={verify.error} />
          <TextInput
            label={t('twoFactor.code')}
            inputMode="numeric"
            autoComplete="one-time-code"
            required
            value={code}
            onChange={(event) => setCode(event.currentTarget.value)}
          />
          <Button type="submit" loading={verify.isPending}>
            {t('account.turnOn')}
          </Button>
        </GateForm>
      )}
    </Modal>
  )
}
