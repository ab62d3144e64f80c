import type { FastifyInstance, FastifyReply } from 'fastify'
import { fold } from '../../../../shared/serial/fold.ts'
import { tenantOrigin } from '../../../kernel/config.ts'
import { sql } from '../../../kernel/db/sql.ts'
import { fail as kernelFail } from '../../../kernel/errors/kernel-errors.ts'
import { countRequest } from '../../../kernel/http/app.ts'
import { hostName } from '../../../kernel/http/identify.ts'
import type { Kernel } from '../../../kernel/kernel.ts'
import type { Pages } from '../../../kernel/module.ts'
import { hostMaker } from '../../serials/index.ts'
import { didDocument, didOf, didOfOrigin } from '../credential/did.ts'
import { LIST_LENGTH } from '../credential/status-list.ts'
import { CONTEXT_PATH, contextDocument, statusListCredential } from '../passport/credential.ts'
import { clean, LD_TYPE, LIMIT, VC_TYPE } from './passport-pages.ts'

interface Maker {
  code: string
  name: string
  slug: string
}

/** Who makers are, for programs: their DID documents and status lists, from the registry alone. */
export const identityPages: Pages = {
  reason: 'Whoever verifies a credential reads the keys of its maker, and what was revoked, on every host',
  register,
}

function register(app: FastifyInstance, kernel: Kernel): void {
  const makerOf = async (code: string): Promise<Maker> => {
    const [maker] = await kernel.registry.query<Maker>(
      sql`select code, name, slug from registry.maker where folded = ${clean(code)}`,
    )
    if (!maker) throw kernelFail('not_found')
    return maker
  }
  const send = (reply: FastifyReply, type: string, body: object) =>
    reply
      .header('access-control-allow-origin', '*')
      .header('cache-control', 'public, max-age=60')
      .header('content-type', type)
      .send(JSON.stringify(body))

  app.get(CONTEXT_PATH, async (_request, reply) => send(reply, LD_TYPE, contextDocument(kernel)))

  app.get<{ Params: { maker: string } }>('/makers/:maker/did.json', async (request, reply) => {
    await countRequest(kernel, LIMIT, request.ip, reply)
    const maker = await makerOf(request.params.maker)
    const did = didOf(kernel, maker.code)
    return send(
      reply,
      'application/did+json',
      didDocument(kernel, maker.code, did, [didOfOrigin(tenantOrigin(kernel.config, maker.slug))]),
    )
  })

  app.get('/.well-known/did.json', async (request, reply) => {
    await countRequest(kernel, LIMIT, request.ip, reply)
    const host = await hostMaker(kernel, hostName(request))
    if (!host) throw kernelFail('not_found')
    // The same host as somebody wrote it: a workshop's own domain is an identity of its own.
    const origin = `${kernel.config.publicScheme}://${request.headers.host}`
    return send(
      reply,
      'application/did+json',
      didDocument(kernel, host.code, didOfOrigin(origin), [didOf(kernel, host.code)]),
    )
  })

  app.get<{ Params: { maker: string; list: string } }>(
    '/makers/:maker/status/:list',
    async (request, reply) => {
      await countRequest(kernel, LIMIT, request.ip, reply)
      const maker = await makerOf(request.params.maker)
      const list = /^[1-9]\d{0,4}$/.test(request.params.list) ? Number(request.params.list) : 0
      const first = (list - 1) * LIST_LENGTH
      const [known] = await kernel.registry.query<{ has_any: boolean; revoked: number[] | null }>(
        sql`select exists (select from registry.passport where maker_folded = ${fold(maker.code)} and status_index >= ${first}::int
            and status_index < ${first + LIST_LENGTH}::int) as has_any,
          (select array_agg(status_index - ${first}::int order by status_index) from registry.passport
            where maker_folded = ${fold(maker.code)} and revoked and status_index >= ${first}::int
              and status_index < ${first + LIST_LENGTH}::int) as revoked`,
      )
      if (list === 0 || !known?.has_any) throw kernelFail('not_found')
      return send(
        reply,
        VC_TYPE,
        statusListCredential(kernel, maker, list, known.revoked ?? [], kernel.clock.now()),
      )
    },
  )
}
