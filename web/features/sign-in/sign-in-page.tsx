import { Anchor, Button, Checkbox, PasswordInput, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { getRouteApi, Link, useRouter } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { signIn, verifyCode } from '../../api/auth.ts'
import { ErrorPanel } from '../../kit/error-panel.tsx'
import { useTexts } from '../../texts/texts.tsx'
import { Gate, GateForm } from './gate.tsx'

const route = getRouteApi('/sign-in')

export default function SignInPage(): ReactNode {
  const { next } = route.useSearch()
  const router = useRouter()
  const client = useQueryClient()
  const [needsCode, setNeedsCode] = useState(false)
  const enter = async () => {
    client.clear()
    // Only an address of the desk: the page that somebody was thrown out of.
    if (next?.startsWith('/') && !next.startsWith('//'))
      router.history.push(`/desk${next.replace(/^\/desk/, '')}`)
    else await router.navigate({ to: '/' })
  }
  return needsCode ? (
    <CodeStep onDone={enter} onBack={() => setNeedsCode(false)} />
  ) : (
    <PasswordStep onDone={enter} onCode={() => setNeedsCode(true)} />
  )
}

function PasswordStep(props: { onDone(): Promise<void>; onCode(): void }) {
  const t = useTexts()
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const attempt = useMutation({
    mutationFn: () => signIn(email.trim(), password),
    onSuccess: ({ needsCode }) => (needsCode ? props.onCode() : props.onDone()),
  })
  return (
    <Gate title={t('signIn.title')}>
      <GateForm onSubmit={() => attempt.mutate()}>
        <ErrorPanel error={attempt.error} />
        <TextInput
          label={t('signIn.email')}
          type="email"
          autoComplete="username"
          required
          autoFocus
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
        <PasswordInput
          label={t('signIn.password')}
          autoComplete="current-password"
          required
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          visibilityToggleButtonProps={{ 'aria-label': t('form.showPassword') }}
        />
        <Button type="submit" loading={attempt.isPending} mt="xs">
          {t('signIn.submit')}
        </Button>
        <Anchor component={Link} to="/forgot-password" size="sm" ta="center">
          {t('signIn.forgot')}
        </Anchor>
      </GateForm>
    </Gate>
  )
}

function CodeStep(props: { onDone(): Promise<void>; onBack(): void }) {
  const t = useTexts()
  const [code, setCode] = useState('')
  const [trust, setTrust] = useState(false)
  const attempt = useMutation({ mutationFn: () => verifyCode(code, trust), onSuccess: props.onDone })
  return (
    <Gate title={t('signIn.code.title')} lead={t('signIn.code.lead')}>
      <GateForm onSubmit={() => attempt.mutate()}>
        <ErrorPanel error={attempt.error} />
        <TextInput
          label={t('signIn.code')}
          autoComplete="one-time-code"
          spellCheck={false}
          required
          autoFocus
          value={code}
          onChange={(event) => setCode(event.currentTarget.value)}
        />
        <Checkbox
          label={t('signIn.trust')}
          checked={trust}
          onChange={(event) => setTrust(event.currentTarget.checked)}
        />
        <Button type="submit" loading={attempt.isPending} mt="xs">
          {t('signIn.submit')}
        </Button>
        <Button variant="subtle" size="compact-sm" onClick={props.onBack}>
          {t('signIn.again')}
        </Button>
      </GateForm>
    </Gate>
  )
}
