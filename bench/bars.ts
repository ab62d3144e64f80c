import type { Measured } from './measure.ts'

/**
 * Seven inserts in one transaction, a second, on the machine on which the bars were set: 3,400–3,900 there, and the lower of them here,
 * which asks the most of a slower machine.
 */
const YARDSTICK_PER_SECOND = 3_400

/** How a figure depends on the machine: so many a second, so long, or not at all (memory, a ratio). */
type Kind = 'rate' | 'time' | 'fixed'

interface Judged {
  readonly scenario: string
  readonly figure: string
  readonly reached: number
  readonly bar: number
  readonly unit: string
  readonly isAtLeast: boolean
  readonly kind: Kind
}

type Verdict = 'met' | 'met for this machine' | 'MISSED'

/**
 * The bars of the figures that were measured, and what this machine reaches of the yardstick while they are: seven statements by hand in
 * one transaction. A machine half as fast is asked for half the rate and given twice the time; what does not depend on it stays.
 */
export class Bars {
  readonly #judged: Judged[] = []
  readonly #yardsticks = new Map<string, number[]>()
  #scenario = ''

  begin(scenario: string): void {
    this.#scenario = scenario
  }

  /** What the yardstick gave beside the scenario that was begun last, before or after it. A second. */
  yardstick(perSecond: number): void {
    const known = this.#yardsticks.get(this.#scenario)
    if (known) known.push(perSecond)
    else this.#yardsticks.set(this.#scenario, [perSecond])
  }

  rate(figure: string, reached: Measured | number, bar: number): void {
    const perSecond = typeof reached === 'number' ? reached : reached.perSecond
    this.#add({ figure, reached: perSecond, bar, unit: '/s', isAtLeast: true, kind: 'rate' })
  }

  /** Milliseconds. */
  time(figure: string, reachedMs: number, barMs: number): void {
    this.#add({ figure, reached: reachedMs, bar: barMs, unit: ' ms', isAtLeast: false, kind: 'time' })
  }

  /** Milliseconds that were asked of any machine. */
  timeAnywhere(figure: string, reachedMs: number, barMs: number): void {
    this.#add({ figure, reached: reachedMs, bar: barMs, unit: ' ms', isAtLeast: false, kind: 'fixed' })
  }

  ratio(figure: string, reached: number, bar: number): void {
    this.#add({ figure, reached, bar, unit: '', isAtLeast: true, kind: 'fixed' })
  }

  memory(figure: string, reachedMb: number, barMb: number): void {
    this.#add({ figure, reached: reachedMb, bar: barMb, unit: ' MB', isAtLeast: false, kind: 'fixed' })
  }

  #add(judged: Omit<Judged, 'scenario'>): void {
    this.#judged.push({ ...judged, scenario: this.#scenario })
  }

  /** How fast this machine was beside a scenario: 1 is the one on which the bars were set. It is not asked for more than there. */
  #speedOf(scenario: string): number {
    const found = this.#yardsticks.get(scenario) ?? []
    if (found.length === 0) return 1
    const mean = found.reduce((sum, one) => sum + one, 0) / found.length
    return Math.min(1, mean / YARDSTICK_PER_SECOND)
  }

  /** The bar of a figure on this machine. */
  #scaled({ scenario, bar, kind }: Judged): number {
    const speed = this.#speedOf(scenario)
    return kind === 'rate' ? bar * speed : kind === 'time' ? bar / speed : bar
  }

  #verdictOf(one: Judged): Verdict {
    const meets = (bar: number) => (one.isAtLeast ? one.reached >= bar : one.reached <= bar)
    return meets(one.bar) ? 'met' : meets(this.#scaled(one)) ? 'met for this machine' : 'MISSED'
  }

  /** One line a figure. */
  lines(): string[] {
    return this.#judged.map((one) => {
      const scaled =
        one.kind === 'fixed' || this.#speedOf(one.scenario) === 1
          ? ''
          : `, here ${told(this.#scaled(one))}${one.unit} at ${this.#speedOf(one.scenario).toFixed(2)} of its speed`
      const word = one.isAtLeast ? 'at least' : 'at most'
      return `${one.figure.padEnd(62)} ${`${told(one.reached)}${one.unit}`.padStart(11)}   ${word} ${told(one.bar)}${one.unit}${scaled}: ${this.#verdictOf(one)}`
    })
  }

  /** Whether a figure misses its bar even as this machine can be asked for it. */
  get isMissed(): boolean {
    return this.#judged.some((one) => this.#verdictOf(one) === 'MISSED')
  }
}

const told = (value: number): string =>
  value >= 100 ? Math.round(value).toLocaleString('en') : value.toFixed(value >= 10 ? 1 : 2)
