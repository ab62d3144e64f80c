interface Run<T> {
  readonly current: Promise<T>
  next: Promise<T> | undefined
}

const ignore = (): void => {}

/**
 * Lets callers who want the same at the same time share one piece of work. Who comes while it runs does not get its result, which
 * may be older than the question, but that of the next run, which begins when the running one is done and so after the question
 * was asked: nobody sees less than they would alone.
 */
export class SharedRuns<T> {
  readonly #runs = new Map<string, Run<T>>()

  /** Gives the result of `work`, or of the same work begun for somebody else after this call. */
  run(key: string, work: () => Promise<T>): Promise<T> {
    const known = this.#runs.get(key)
    if (!known) return this.#start(key, work)
    known.next ??= known.current.then(ignore, ignore).then(() => this.#start(key, work))
    return known.next
  }

  /** How many different things are being done now. */
  get size(): number {
    return this.#runs.size
  }

  #start(key: string, work: () => Promise<T>): Promise<T> {
    const run: Run<T> = { current: work(), next: undefined }
    this.#runs.set(key, run)
    const forget = () => {
      if (run.next === undefined) this.#runs.delete(key)
    }
    run.current.then(forget, forget)
    return run.current
  }
}
