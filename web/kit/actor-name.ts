import type { Translator } from '../texts/texts.tsx'

/** Who did something; the program itself has a name too. */
export const actorName = (t: Translator, name: string): string =>
  name === 'system' ? t('actor.system') : name
