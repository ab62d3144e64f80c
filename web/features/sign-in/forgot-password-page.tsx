import { Anchor, Button, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { requestPasswordReset } from '../../api/auth.ts'
import { ErrorPanel } from '../../kit/error-panel.tsx'
import { useTexts } from '../../texts/texts.tsx'
import { Gate, GateForm } from './gate.tsx'

export default function ForgotPasswordPage(): ReactNode {
  const t = useTexts()
  const [email, setEmail] = useState('')
  const asked = useMutation({ mutationFn: () => requestPasswordReset(email.trim()) })
  const back = (
    <Anchor component={Link} to="/sign-in" size="sm" ta="center">
      {t('signIn.back')}
    </Anchor>
  )
  if (asked.isSuccess) {
    return (
      <Gate title={t('forgot.sent.title')} lead={t('forgot.sent.lead', { email })}>
        <GateForm onSubmit={() => {}}>{back}</GateForm>
      </Gate>
    )
  }
  return (
    <Gate title={t('forgot.title')} lead={t('forgot.lead')}>
      <GateForm onSubmit={() => asked.mutate()}>
        <ErrorPanel error={asked.error} />
        <TextInput
          label={t('signIn.email')}
          type="email"
          autoComplete="username"
          required
          autoFocus
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
        <Button type="submit" loading={asked.isPending} mt="xs">
          {t('forgot.submit')}
        </Button>
        {back}
      </GateForm>
    </Gate>
  )
}
