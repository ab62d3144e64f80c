import { Button, Loader, PasswordInput, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { signIn } from '../../api/auth.ts'
import { answerOf, api } from '../../api/client.ts'
import { ErrorPanel } from '../../kit/error-panel.tsx'
import { roleName } from '../../kit/role-name.ts'
import { useTexts } from '../../texts/texts.tsx'
import { Gate, GateForm } from './gate.tsx'
import { useLinkToken } from './link-token.ts'

/** Where the link of an invitation leads: who has an account proves it by its password, others make one. */
export default function JoinPage(): ReactNode {
  const t = useTexts()
  const token = useLinkToken()
  const navigate = useNavigate()
  const client = useQueryClient()
  const [name, setName] = useState('')
  const [password, setPassword] = useState('')
  const invitation = useQuery({
    queryKey: ['invitation', token],
    queryFn: () => answerOf(api.POST('/api/v1/invitations/preview', { body: { token } })),
    retry: false,
  })
  const join = useMutation({
    mutationFn: async () => {
      await answerOf(
        api.POST('/api/v1/invitations/accept', {
          body: { token, password, ...(name.trim() === '' ? {} : { name: name.trim() }) },
        }),
      )
      return await signIn(invitation.data!.email, password)
    },
    onSuccess: async ({ needsCode }) => {
      client.clear()
      if (needsCode) await navigate({ to: '/sign-in', search: {} })
      else await navigate({ to: '/' })
    },
  })
  if (invitation.isPending) {
    return (
      <Gate title={t('join.title')}>
        <Loader mt="md" />
      </Gate>
    )
  }
  if (invitation.isError) {
    return (
      <Gate title={t('join.title')}>
        <GateForm onSubmit={() => {}}>
          <ErrorPanel error={invitation.error} />
        </GateForm>
      </Gate>
    )
  }
  const { email, invitedBy, role, hasAccount, workshop } = invitation.data
  return (
    <Gate
      title={t('join.titleOf', { workshop })}
      lead={t('join.lead', { name: invitedBy, role: roleName(t, role) })}
    >
      <GateForm onSubmit={() => join.mutate()}>
        <ErrorPanel error={join.error} />
        <TextInput label={t('signIn.email')} value={email} readOnly autoComplete="username" />
        {hasAccount ? null : (
          <TextInput
            label={t('join.name')}
            autoComplete="name"
            required
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
        )}
        <PasswordInput
          label={t(hasAccount ? 'join.password' : 'setPassword.new')}
          description={hasAccount ? t('join.passwordHint') : t('setPassword.hint')}
          autoComplete={hasAccount ? 'current-password' : 'new-password'}
          required
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          visibilityToggleButtonProps={{ 'aria-label': t('form.showPassword') }}
        />
        <Button type="submit" loading={join.isPending} mt="xs">
          {t('join.submit')}
        </Button>
      </GateForm>
    </Gate>
  )
}
