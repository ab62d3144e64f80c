/** What may be kept, and how each begins: the name and the sender's word are not believed. */
const SIGNATURES: readonly { mediaType: string; matches(bytes: Buffer): boolean }[] = [
  {
    mediaType: 'image/png',
    matches: (b) => b.subarray(0, 8).equals(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])),
  },
  { mediaType: 'image/jpeg', matches: (b) => b[0] === 0xff && b[1] === 0xd8 && b[2] === 0xff },
  {
    mediaType: 'image/webp',
    matches: (b) => b.toString('latin1', 0, 4) === 'RIFF' && b.toString('latin1', 8, 12) === 'WEBP',
  },
  { mediaType: 'application/pdf', matches: (b) => b.toString('latin1', 0, 5) === '%PDF-' },
  {
    mediaType: 'image/svg+xml',
    matches: (b) => /^\s*(<\?xml[^>]*>\s*)?(<!--[\s\S]*?-->\s*)*<svg[\s>]/.test(b.toString('utf8', 0, 1000)),
  },
]

/** The media type that the bytes themselves show, or undefined for one that is not kept. */
export const mediaTypeOf = (bytes: Buffer): string | undefined =>
  SIGNATURES.find((signature) => signature.matches(bytes))?.mediaType
