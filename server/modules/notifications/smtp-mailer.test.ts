import { once } from 'node:events'
import { createServer, type Server, type Socket } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { smtpMailer } from './smtp-mailer.ts'

interface Received {
  from: string
  to: string[]
  data: string
}

/** The least of a mail server (RFC 5321) that takes mail, or refuses it. */
async function mailServer(refuse = false) {
  const received: Received[] = []
  const server: Server = createServer((socket: Socket) => {
    let mail: Received = { from: '', to: [], data: '' }
    let inData = false
    let buffer = ''
    socket.setEncoding('utf8')
    socket.write('220 test ready\r\n')
    socket.on('data', (chunk: string) => {
      buffer += chunk
      for (let end = buffer.indexOf('\r\n'); end >= 0; end = buffer.indexOf('\r\n')) {
        const line = buffer.slice(0, end)
        buffer = buffer.slice(end + 2)
        if (inData) {
          if (line === '.') {
            inData = false
            received.push(mail)
            mail = { from: '', to: [], data: '' }
            socket.write('250 taken\r\n')
          } else mail.data += `${line}\n`
        } else if (/^(EHLO|HELO)/i.test(line)) socket.write('250 test\r\n')
        else if (/^MAIL FROM:/i.test(line)) {
          mail.from = line.slice(10)
          socket.write('250 ok\r\n')
        } else if (/^RCPT TO:/i.test(line)) {
          mail.to.push(line.slice(8))
          socket.write(refuse ? '550 no such person\r\n' : '250 ok\r\n')
        } else if (/^DATA/i.test(line)) {
          inData = true
          socket.write('354 go on\r\n')
        } else if (/^QUIT/i.test(line)) socket.end('221 bye\r\n')
        else socket.write('250 ok\r\n')
      }
    })
    socket.on('error', () => {})
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  return { received, url: `smtp://127.0.0.1:${port}`, close: () => server.close() }
}

const closing: (() => void)[] = []
afterEach(() => {
  for (const close of closing.splice(0)) close()
})
const open = async (refuse = false) => {
  const server = await mailServer(refuse)
  const mailer = smtpMailer(server.url, 'Maison Atelier <shop@maison.example>')
  closing.push(mailer.close, server.close)
  return { server, mailer }
}

describe('mail over SMTP', () => {
  it('arrives as text and HTML, in Thai too, from the sender that was configured', async () => {
    const { server, mailer } = await open()
    await mailer.send({
      to: 'mali@example.com',
      subject: 'คำสั่งซื้อ SO2026-000001',
      text: 'ขอบคุณ',
      html: '<p>ขอบคุณ</p>',
    })
    const [mail] = server.received
    expect(mail).toMatchObject({ from: '<shop@maison.example>', to: ['<mali@example.com>'] })
    expect(mail!.data).toContain('From: Maison Atelier <shop@maison.example>')
    expect(mail!.data).toContain('multipart/alternative')
    expect(mail!.data).toMatch(/^Subject: =\?UTF-8\?/m)
    expect(mail!.data).toMatch(/^Auto-Submitted: auto-generated/m)
  })

  it('goes to one person, whatever the address looks like', async () => {
    const { server, mailer } = await open()
    await mailer.send({ to: 'a@example.com, b@example.com', subject: 's', text: 't' }).catch(() => {})
    expect(server.received.flatMap((mail) => mail.to).length).toBeLessThanOrEqual(1)
  })

  it('cannot be given further headers through a subject', async () => {
    const { server, mailer } = await open()
    await mailer.send({ to: 'a@example.com', subject: 'Hello\r\nBcc: everybody@example.com', text: 't' })
    expect(server.received[0]!.to).toEqual(['<a@example.com>'])
    expect(server.received[0]!.data).not.toMatch(/^Bcc:/m)
  })

  it('says when the server refuses', async () => {
    const { mailer } = await open(true)
    await expect(mailer.send({ to: 'nobody@example.com', subject: 's', text: 't' })).rejects.toThrow(/550/)
  })

  it('says when there is no server', async () => {
    const { server, mailer } = await open()
    server.close()
    await expect(mailer.send({ to: 'a@example.com', subject: 's', text: 't' })).rejects.toThrow(
      /ECONNREFUSED/,
    )
  })
})
