import { type Locale, translator } from '../texts.ts'
import { centralPages } from './central-pages.ts'
import { errorPages } from './error-pages.ts'
import { ownerPages } from './owner-pages.ts'
import { passportPages } from './passport-pages.ts'
import { type PreviewPage, previewSetting } from './setting.ts'
import { shopPages } from './shop-pages.ts'
import { verifyPages } from './verify-pages.ts'

/** Every page in every state worth looking at, in one language. */
export function previewPages(locale: Locale, t = translator(locale)): readonly PreviewPage[] {
  const setting = previewSetting(locale, t)
  return [
    ...centralPages(setting),
    ...shopPages(setting),
    ...errorPages(setting),
    ...verifyPages(setting),
    ...ownerPages(setting),
    ...passportPages(setting),
  ]
}
