import { createStore } from '../kit/store.ts'

/** Who waits for a new sign-in, while the session has ended under an open page. */
interface Ended {
  /** Settles all that wait: true once the same person is in again, false when they gave up. */
  settle(isIn: boolean): void
  promise: Promise<boolean>
}

/** Whether the session has ended: the page stays, and somebody signs in over it. */
export const ended = createStore<Ended | undefined>(undefined)

/** Asks for a new sign-in, once however many requests were refused; gives whether the person is in again. */
export function signedInAgain(): Promise<boolean> {
  const waiting = ended.get()
  if (waiting) return waiting.promise
  let settle: (isIn: boolean) => void = () => {}
  const promise = new Promise<boolean>((resolve) => {
    settle = (isIn) => {
      ended.set(undefined)
      resolve(isIn)
    }
  })
  ended.set({ settle, promise })
  return promise
}
