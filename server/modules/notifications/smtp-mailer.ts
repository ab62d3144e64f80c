import { createRequire } from 'node:module'
import type { Mailer } from '../../kernel/kernel.ts'

const require = createRequire(import.meta.url)
const TIMEOUT_MS = 20_000

/**
 * Sends mail over SMTP, keeping a few connections open.
 *
 * @param url `smtps://user:password@host:465` or `smtp://host:587` (which turns to TLS where the server offers it)
 * @param from sender, as `Maison Atelier <shop@maison.example>`
 */
export function smtpMailer(url: string, from: string): Mailer & { close(): void } {
  // Loaded here: an installation without SMTP, and every command line, does without.
  const nodemailer = require('nodemailer') as typeof import('nodemailer')
  const transport = nodemailer.createTransport(
    {
      url,
      pool: true,
      maxConnections: 3,
      connectionTimeout: TIMEOUT_MS,
      greetingTimeout: TIMEOUT_MS,
      socketTimeout: TIMEOUT_MS,
      // What a message says comes from data: no path or address in it may be read by the mailer.
      disableFileAccess: true,
      disableUrlAccess: true,
    },
    { from },
  )
  return {
    async send({ to, subject, text, html }) {
      await transport.sendMail({
        // As an object an address cannot become several.
        to: { name: '', address: to },
        subject,
        text,
        ...(html === undefined ? {} : { html }),
        headers: { 'auto-submitted': 'auto-generated' },
      })
    },
    close: () => transport.close(),
  }
}
