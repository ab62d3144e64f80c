/**
 * A "not found" leaves this long after the question came, or a multiple of it. Longer than a look into the registry takes; nobody who
 * types a number notices.
 */
export const PACE_MS = 5

/**
 * The beat at which failures are answered, which begins when the question arrives: nobody knows then what it will find. So the
 * time of a "not found" says nothing of its cause: how much the registry had to send, which comparison failed.
 */
export class Pace {
  readonly #timer: NodeJS.Timeout
  #waiting: (() => void) | undefined

  constructor() {
    this.#timer = setInterval(() => this.#beat(), PACE_MS)
  }

  /** The next beat. */
  next(): Promise<void> {
    return new Promise((resolve) => {
      this.#waiting = resolve
    })
  }

  stop(): void {
    clearInterval(this.#timer)
  }

  #beat(): void {
    if (!this.#waiting) return
    this.stop()
    this.#waiting()
  }
}
