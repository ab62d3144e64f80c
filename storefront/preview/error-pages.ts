import { type ErrorKind, errorPage } from '../views/error.ts'
import type { PreviewPage, Setting } from './setting.ts'

/** Refusals and errors. */
export function errorPages({ pick, central, at }: Setting): readonly PreviewPage[] {
  const error = (kind: ErrorKind) => ({
    kind,
    detail: null,
    items: [],
    retryAfterSeconds: null,
    requestId: '01933b7a9f4c',
  })

  const errors: PreviewPage[] = [
    { name: 'error-not-found', page: errorPage(error('not-found'), at('/shop/gone')) },
    {
      name: 'error-sold-out',
      page: errorPage(
        {
          ...error('sold-out'),
          items: [
            { name: pick('Saddle Tote, cognac', 'กระเป๋า Saddle Tote สีคอนยัค'), left: 0 },
            { name: pick('Card Holder No. 4', 'ซองใส่บัตร No. 4'), left: 1 },
          ],
        },
        at('/checkout'),
      ),
    },
    {
      name: 'error-unavailable',
      page: errorPage({ ...error('unavailable'), retryAfterSeconds: 30 }, at('/shop')),
    },
    {
      name: 'error-in-progress',
      page: errorPage({ ...error('in-progress'), retryAfterSeconds: 1 }, at('/checkout')),
    },
    ...(['order-not-found', 'invalid', 'too-many', 'closed', 'unexpected'] as const).map((kind) => ({
      name: `error-${kind}`,
      page: errorPage(error(kind), at('/shop', 0)),
    })),
    { name: 'error-central', page: errorPage({ ...error('not-found'), requestId: null }, central) },
  ]

  return errors
}
