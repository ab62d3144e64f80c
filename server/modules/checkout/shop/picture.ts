import { z } from 'zod'
import { fileUrl } from '../../documents/index.ts'

/** A picture as the statements give it. */
export interface StoredPicture {
  f: string
  a: string | null
  t: string | null
}

export const picture = z.object({
  url: z.string().meta({ description: 'On the workshop’s host' }),
  alt: z.string().nullable(),
  altTh: z.string().nullable(),
})

export const presentPicture = (stored: StoredPicture): z.input<typeof picture> => ({
  url: fileUrl(stored.f),
  alt: stored.a,
  altTh: stored.t,
})
