import { createStore } from '../kit/store.ts'

/** Whether the server answered the last time that it was asked. */
export const isReached = createStore(true)
