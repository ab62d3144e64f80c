import { existsSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { fail } from '../kernel/errors/kernel-errors.ts'
import { hostOf } from '../kernel/http/identify.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { defineModule, type Module } from '../kernel/module.ts'
import { listProductImages, registerThumbnails } from './product-pictures.ts'

/** Where `npm start` and `npm test` build the pages of web/. */
const BUILT = fileURLToPath(new URL('../../dist/web/', import.meta.url))

/** Mantine writes its variables into style elements; nothing else comes from anywhere but this host. */
const POLICY = [
  "default-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' blob:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ')

const NOT_BUILT = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Touchmark</title></head>
<body style="font: 1rem/1.6 system-ui, sans-serif; max-width: 36rem; margin: 4rem auto; padding: 0 1rem">
<h1 style="font-size: 1.25rem">The desk is not built yet</h1>
<p>Whoever runs this installation builds it with <code>npm start</code>, or by itself with
<code>npx vite build web</code>. The API works meanwhile.</p>
<h1 style="font-size: 1.25rem" lang="th">ยังไม่ได้สร้างหน้าทำงาน</h1>
<p lang="th">ผู้ดูแลระบบสร้างได้ด้วย <code>npm start</code> หรือสั่งแยกด้วย <code>npx vite build web</code> ระหว่างนี้ API ยังใช้งานได้</p>
</body></html>
`

/** The desk as built into a folder: one page for every address below `/desk/`, and the files it is made of. */
export function deskOf(folder: string): Module {
  return defineModule({
    name: 'desk',
    operations: [listProductImages],
    pages: [
      {
        reason:
          'the files of the back office, the same for everybody: what it shows it asks the API for, with the session; ' +
          'and pictures of products for whoever has catalog.read',
        register: (app, kernel) => registerDesk(app, kernel, folder),
      },
    ],
  })
}

/** The back office. */
export const deskModule = deskOf(BUILT)

async function registerDesk(app: FastifyInstance, kernel: Kernel, folder: string): Promise<void> {
  await app.register(fastifyStatic, {
    root: folder,
    serve: false,
    preCompressed: true,
    suppressWarning: true,
  })
  app.addHook('onRequest', async (request, reply) => {
    const host = await hostOf(kernel, request)
    if (host?.kind !== 'tenant') throw fail('not_found')
    reply.headers({
      'content-security-policy': POLICY,
      'referrer-policy': 'same-origin',
      'cross-origin-opener-policy': 'same-origin',
    })
  })
  registerThumbnails(app, kernel)

  // `/desk` and `/desk/` are one route here, but the page's own addresses begin with the second.
  app.get('/desk', async (request, reply) => {
    const [pathname, query] = request.url.split('?', 2)
    if (pathname === '/desk/') return sendPage(reply, folder)
    return reply.redirect(query === undefined ? '/desk/' : `/desk/?${query}`, 302)
  })
  // Their names change with their content.
  app.get<{ Params: { '*': string } }>('/desk/assets/*', async (request, reply) =>
    sendFile(reply, folder, `assets/${request.params['*']}`, { maxAge: '1y', immutable: true }),
  )
  app.get('/desk/:file(^[a-z-]+\\.(?:svg|js)$)', async (request, reply) => {
    const { file } = request.params as { file: string }
    return sendFile(reply, folder, file, { maxAge: '1h' })
  })
  app.get('/desk/*', async (_request, reply) => sendPage(reply, folder))
}

/** Whatever the address: the page reads it itself. It names the assets of its build, so it is asked for every time. */
function sendPage(reply: FastifyReply, folder: string): FastifyReply {
  if (!existsSync(path.join(folder, 'index.html'))) {
    return reply
      .code(503)
      .header('retry-after', '30')
      .header('cache-control', 'no-store')
      .type('text/html; charset=utf-8')
      .send(NOT_BUILT)
  }
  return sendFile(reply, folder, 'index.html', { maxAge: 0 })
}

function sendFile(
  reply: FastifyReply,
  folder: string,
  name: string,
  options: { maxAge: string | number; immutable?: boolean },
): FastifyReply {
  // A file of an older build is gone: that is 404, never the page.
  if (!existsSync(path.join(folder, path.posix.normalize(`/${name}`)))) throw fail('not_found')
  return reply.sendFile(name, folder, options)
}
