import { readFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join, normalize } from 'node:path'

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
}

/** As strict as the real server: nothing inline, nothing from elsewhere. */
export const CONTENT_POLICY =
  "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'"

/** Serves a written preview on 127.0.0.1; port 0 takes a free one. `framed`: its pages may show each other in frames. */
export async function servePreview(
  folder: string,
  port: number,
  { framed = false } = {},
): Promise<{ url: string; server: Server }> {
  const policy = framed
    ? CONTENT_POLICY.replace("frame-ancestors 'none'", "frame-ancestors 'self'")
    : CONTENT_POLICY
  const server = createServer(async (request, response) => {
    const path = normalize(decodeURIComponent(new URL(request.url ?? '/', 'http://preview').pathname))
    try {
      const content = await readFile(join(folder, path))
      response.writeHead(200, {
        'content-type': TYPES[extname(path)] ?? 'application/octet-stream',
        'content-security-policy': policy,
        // Whoever frames pages looks at many of one folder.
        ...(framed && extname(path) !== '.html' ? { 'cache-control': 'max-age=3600' } : {}),
      })
      response.end(content)
    } catch {
      response.writeHead(404).end()
    }
  })
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, server }
}
