import { expect, it } from 'vitest'
import { modules } from '../modules.ts'

/** Reviewed by hand: what these write may be lost with the last half second before a crash. */
const REVIEWED = ['checkout.cart.create', 'checkout.cart.update']

it('no command but the reviewed ones answers before the disk has what it wrote, and each says why it may', () => {
  const declared = modules
    .flatMap((module) => module.operations ?? [])
    .filter((operation) => operation.asynchronousCommit !== undefined)
  expect(declared.map(({ name }) => name).sort()).toEqual(REVIEWED)
  for (const { asynchronousCommit } of declared) expect(asynchronousCommit!.length).toBeGreaterThan(20)
})
