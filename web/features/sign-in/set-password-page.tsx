import { Button, PasswordInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { resetPassword } from '../../api/auth.ts'
import { ErrorPanel } from '../../kit/error-panel.tsx'
import { useTexts } from '../../texts/texts.tsx'
import { Gate, GateForm } from './gate.tsx'
import { useLinkToken } from './link-token.ts'

export default function SetPasswordPage(): ReactNode {
  const t = useTexts()
  const token = useLinkToken()
  const [password, setPassword] = useState('')
  const change = useMutation({ mutationFn: () => resetPassword(token, password) })
  if (change.isSuccess) {
    return (
      <Gate title={t('setPassword.done')} lead={t('setPassword.done.lead')}>
        <GateForm onSubmit={() => {}}>
          <Button component={Link} to="/sign-in">
            {t('signIn.submit')}
          </Button>
        </GateForm>
      </Gate>
    )
  }
  return (
    <Gate title={t('setPassword.title')}>
      <GateForm onSubmit={() => change.mutate()}>
        <ErrorPanel error={change.error} />
        <PasswordInput
          label={t('setPassword.new')}
          description={t('setPassword.hint')}
          autoComplete="new-password"
          required
          autoFocus
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          visibilityToggleButtonProps={{ 'aria-label': t('form.showPassword') }}
        />
        <Button type="submit" loading={change.isPending} mt="xs">
          {t('setPassword.submit')}
        </Button>
      </GateForm>
    </Gate>
  )
}
