import { currentLocale } from '../texts/texts.tsx'
import { answerOf } from './client.ts'

/** The routes of the sign-in are better-auth's (server/modules/identity/README.md), not operations: asked by hand. */
async function ask<Data>(path: string, body: object): Promise<Data> {
  return await answerOf<Data>(
    (async () => {
      const response = await fetch(`/api/auth${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'accept-language': currentLocale() },
        body: JSON.stringify(body),
      })
      const text = await response.text()
      let json: unknown
      try {
        json = text === '' ? null : JSON.parse(text)
      } catch {}
      return response.ok ? { data: json as Data, response } : { error: json, response }
    })(),
  )
}

/** Signs in by password; true when a code of the second factor is still to come. */
export async function signIn(email: string, password: string): Promise<{ needsCode: boolean }> {
  const answer = await ask<{ twoFactorRedirect?: boolean }>('/sign-in/email', { email, password })
  return { needsCode: answer.twoFactorRedirect === true }
}

/** The second step: six digits of the app, or one of the backup codes. */
export async function verifyCode(code: string, trustDevice: boolean): Promise<void> {
  const digits = code.replace(/\s/g, '')
  const isOfApp = /^\d{6}$/.test(digits)
  await ask(isOfApp ? '/two-factor/verify-totp' : '/two-factor/verify-backup-code', {
    code: isOfApp ? digits : code.trim(),
    trustDevice,
  })
}

export const signOut = () => ask('/sign-out', {})
export const requestPasswordReset = (email: string) => ask('/request-password-reset', { email })
export const resetPassword = (token: string, newPassword: string) =>
  ask('/reset-password', { token, newPassword })
export const changePassword = (currentPassword: string, newPassword: string) =>
  ask('/change-password', { currentPassword, newPassword })

/** Begins to set up the second factor: the address that an authenticator app reads, and codes for when it is lost. */
export const enableTwoFactor = (password: string) =>
  ask<{ totpURI: string; backupCodes: string[] }>('/two-factor/enable', { password })
export const disableTwoFactor = (password: string) => ask('/two-factor/disable', { password })
