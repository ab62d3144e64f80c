import { gzipSync } from 'node:zlib'

/** Entries of one list: 16 KiB, the least that keeps a holder among many (Bitstring Status List v1.0, section 6.1). */
export const LIST_LENGTH = 131_072

/** The list that an index is in, from 1, and its place there. */
export const placeInList = (index: number) => ({
  list: Math.floor(index / LIST_LENGTH) + 1,
  position: index % LIST_LENGTH,
})

/** A bitstring as a credential carries it: multibase base64url of its gzip; bit 0 is the left one of the first byte. */
export function encodeList(positions: readonly number[]): string {
  const bits = new Uint8Array(LIST_LENGTH / 8)
  for (const position of positions) bits[position >> 3]! |= 0x80 >> (position & 7)
  return `u${gzipSync(bits).toString('base64url')}`
}
