import { API_PREFIX } from '../../kernel/http/prefix.ts'
import type { Pages } from '../../kernel/module.ts'
import { version } from '../../kernel/version.ts'
import { MOST_BYTES, MOST_EVENTS } from './capture/capture-events.ts'
import { PREFIX } from './own-events/own-event.ts'
import { VERSION } from './rest-binding.ts'

/** What a client asks before it speaks (REST binding, 12.3): versions, limits, and which methods an address has. */
export const optionsPages: Pages = {
  reason:
    'OPTIONS of the EPCIS binding: versions and limits, the same for everybody, before anybody signs in',
  register(app, kernel) {
    const methods = new Map<string, string[]>()
    for (const { path, method } of kernel.modules.flatMap((module) => module.operations ?? []))
      if (path.startsWith('/epcis/')) methods.set(path, [...(methods.get(path) ?? []), method])
    for (const [path, allowed] of methods) {
      const isCapture = path === '/epcis/capture'
      app.options(API_PREFIX + path, async (_request, reply) =>
        reply
          .code(204)
          .headers({
            allow: [...new Set([...allowed, 'OPTIONS'])].join(', '),
            'gs1-epcis-version': VERSION,
            'gs1-epcis-min': VERSION,
            'gs1-epcis-max': VERSION,
            'gs1-cbv-version': VERSION,
            'gs1-epc-format': 'Always_GS1_Digital_Link',
            'gs1-vendor-version': version,
            'gs1-extensions': `${PREFIX}=${kernel.config.publicUrl}/voc/`,
            ...(isCapture
              ? {
                  'gs1-epcis-capture-limit': String(MOST_EVENTS),
                  'gs1-epcis-capture-file-size-limit': String(MOST_BYTES),
                  'gs1-capture-error-behaviour': 'rollback, proceed',
                }
              : {}),
          })
          .send(),
      )
    }
  },
}
