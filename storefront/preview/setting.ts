import type { Html } from '../html.ts'
import type { CentralContext, PageContext } from '../page.ts'
import type { Locale, Translator } from '../texts.ts'
import { shopSamples } from './shop-samples.ts'

export interface PreviewPage {
  /** File name without `.html`. */
  name: string
  page: Html
}

export type Setting = ReturnType<typeof previewSetting>

/** The workshops and the language that previews are rendered for. */
export function previewSetting(locale: Locale, t: Translator) {
  const samples = shopSamples(locale)
  const { pick } = samples
  const central: CentralContext = { locale, path: '/', t }
  const at = (path: string, cartCount = 3): PageContext => ({
    locale,
    path,
    t,
    cartCount,
    tenant: {
      name: pick('Maison Atelier', 'เมซง อาเตลิเยร์'),
      slug: 'maison-atelier',
      code: 'MA01',
      accentColour: '#8a4b22',
    },
  })
  const plain: PageContext = {
    ...at('/shop', 0),
    tenant: {
      name: pick('Siam Saddlers and Harness Makers', 'สยามอานม้าและเครื่องหนังทำมือ'),
      slug: 'siam',
      code: 'SIAM',
      logoUrl: '/preview-pictures/logo.svg',
    },
  }
  return { locale, samples, pick, central, at, plain }
}
