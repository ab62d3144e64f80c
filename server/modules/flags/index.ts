import { defineModule } from '../../kernel/module.ts'
import { listFlags } from './list-flags.ts'
import { setFlag } from './set-flag.ts'

export { type DeclaredFlag, declareFlag } from './declared-flags.ts'
export { isOn, isOnSql } from './is-on.ts'

/** Switches of a workshop: who set each, when and why. */
export const flagsModule = defineModule({
  name: 'flags',
  operations: [setFlag, listFlags],
  invariants: new URL('./invariants/', import.meta.url),
})
