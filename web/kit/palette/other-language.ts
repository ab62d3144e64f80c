import { useEffect, useState } from 'react'
import { LOCALES, type Locale, type PlainKey, type Translator, translatorOf } from '../../texts/texts.tsx'

/** In what language options are shown, and the other one that they are found by as well, once it is loaded. */
export interface Words {
  readonly t: Translator
  readonly other: Translator | undefined
  readonly locale: Locale
}

/** What an option of a text is searched by. */
export const both = ({ t, other }: Words, key: PlainKey) => ({ words: t(key), aliases: other?.(key) })

/** The texts of the other language: who knows a screen by its other name finds it too. */
export function useOtherTranslator(locale: Locale): Translator | undefined {
  const [other, setOther] = useState<Translator>()
  useEffect(() => {
    let isCurrent = true
    const one = LOCALES.find((candidate) => candidate !== locale)
    if (one)
      void translatorOf(one)
        .then((translator) => isCurrent && setOther(() => translator))
        .catch(() => {
          // Without it the palette knows one language only.
        })
    return () => {
      isCurrent = false
    }
  }, [locale])
  return other
}
