import { Button, Modal, PasswordInput, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, type ReactNode, useState } from 'react'
import { signIn, verifyCode } from '../api/auth.ts'
import { ErrorPanel } from '../kit/error-panel.tsx'
import { useTexts } from '../texts/texts.tsx'
import { ended } from './ended.ts'
import { type Me, meQuery } from './session.tsx'
import styles from './sign-in-again.module.css'

/** Over the page whose session has ended: whoever was in signs in again and goes on where they were. */
export default function SignInAgain({ me }: { me: Me }): ReactNode {
  const t = useTexts()
  const client = useQueryClient()
  const [password, setPassword] = useState('')
  const [code, setCode] = useState('')
  const [needsCode, setNeedsCode] = useState(false)
  const enter = async () => {
    // Answers to the session that has ended may still come: they are not waited for, and would ask for another sign-in.
    await client.cancelQueries()
    const now = await client.fetchQuery({ ...meQuery(), staleTime: 0 })
    // Somebody else's page is not for whoever is in now.
    if (now.id !== me.id) return window.location.reload()
    ended.get()?.settle(true)
    await client.invalidateQueries()
  }
  const attempt = useMutation({
    mutationFn: async () => {
      if (needsCode) await verifyCode(code, false)
      else if ((await signIn(me.email ?? '', password)).needsCode) return setNeedsCode(true)
      await enter()
    },
  })
  const leave = () => {
    ended.get()?.settle(false)
    window.location.assign('/desk/sign-in')
  }
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    // The form over which this lies must not be sent.
    event.stopPropagation()
    attempt.mutate()
  }
  return (
    <Modal
      opened
      onClose={() => {}}
      withCloseButton={false}
      closeOnEscape={false}
      closeOnClickOutside={false}
      size="24rem"
      zIndex={1000}
      title={<span className={styles.title}>{t('ended.title')}</span>}
      transitionProps={{ duration: 0 }}
    >
      <form className={styles.form} onSubmit={onSubmit}>
        <p className={styles.text}>{t('ended.text', { name: me.name })}</p>
        <ErrorPanel error={attempt.error} />
        {needsCode ? (
          <TextInput
            label={t('signIn.code')}
            description={t('signIn.code.lead')}
            autoComplete="one-time-code"
            required
            data-autofocus
            value={code}
            onChange={(event) => setCode(event.currentTarget.value)}
          />
        ) : (
          <>
            <input type="hidden" autoComplete="username" value={me.email ?? ''} readOnly />
            <PasswordInput
              label={t('signIn.password')}
              autoComplete="current-password"
              required
              data-autofocus
              value={password}
              onChange={(event) => setPassword(event.currentTarget.value)}
              visibilityToggleButtonProps={{ 'aria-label': t('form.showPassword') }}
            />
          </>
        )}
        <Button type="submit" loading={attempt.isPending}>
          {t('signIn.submit')}
        </Button>
        <Button variant="subtle" color="gray" size="compact-sm" onClick={leave}>
          {t('ended.leave')}
        </Button>
      </form>
    </Modal>
  )
}
