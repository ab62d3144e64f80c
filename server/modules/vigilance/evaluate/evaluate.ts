import { DETECTORS, type Detector, judgeClient, judgePiece } from '../detect/detectors.ts'
import { DAY_MS, type Scan } from '../detect/scan.ts'
import { THRESHOLDS, type Thresholds } from '../detect/thresholds.ts'
import { generateYear, HOME, SEEN_BY, type Year } from './generate-year.ts'

export interface DetectorScore {
  readonly detector: Detector
  /** Subjects that it told of, and how many of them are false indeed. */
  readonly told: number
  readonly right: number
  readonly precision: number
  /** Planted frauds that it is there for, and how many of them it told of. */
  readonly planted: number
  readonly found: number
  readonly recall: number
}

export interface Evaluation {
  readonly seeds: readonly number[]
  readonly scans: number
  readonly detectors: readonly DetectorScore[]
  /** A fraud counts as found when any detector told of it. */
  readonly together: Omit<DetectorScore, 'detector'>
}

/** What the detectors tell in a year, looked at day by day as the schedule does: by detector, the subjects. */
export function detectInYear(year: Year, thresholds: Thresholds = THRESHOLDS): Map<Detector, Set<string>> {
  const told = new Map<Detector, Set<string>>(DETECTORS.map((detector) => [detector, new Set()]))
  const ofPiece = new Map<number, Scan[]>()
  const windowMs = thresholds.windowDays * DAY_MS
  let touched = new Set<number>()
  let day = -1
  const judge = () => {
    for (const piece of touched)
      for (const { detector } of judgePiece(ofPiece.get(piece)!, HOME, thresholds))
        told.get(detector)!.add(`piece ${piece}`)
    touched = new Set()
  }
  for (const scan of year.scans) {
    const today = Math.floor(scan.atMs / DAY_MS)
    if (today !== day) judge()
    day = today
    const scans = ofPiece.get(scan.piece) ?? []
    ofPiece.set(scan.piece, [...scans.filter((one) => one.atMs > scan.atMs - windowMs), scan])
    touched.add(scan.piece)
  }
  judge()
  for (const tries of year.tries)
    if (judgeClient(tries, thresholds)) told.get('guessing')!.add(`client ${tries.client}`)
  return told
}

const share = (part: number, whole: number): number => (whole === 0 ? 1 : part / whole)

/** Precision and recall of each detector over generated years. */
export function evaluate(seeds: readonly number[], thresholds: Thresholds = THRESHOLDS): Evaluation {
  const sums = new Map(DETECTORS.map((detector) => [detector, { told: 0, right: 0, planted: 0, found: 0 }]))
  const all = { told: 0, right: 0, planted: 0, found: 0 }
  let scans = 0
  for (const seed of seeds) {
    const year = generateYear(seed)
    scans += year.scans.length + year.tries.reduce((sum, tries) => sum + tries.scans, 0)
    const told = detectInYear(year, thresholds)
    const anybody = new Set<string>()
    for (const [detector, subjects] of told) {
      const sum = sums.get(detector)!
      sum.told += subjects.size
      for (const subject of subjects) {
        anybody.add(subject)
        if (year.planted.has(subject)) sum.right++
      }
    }
    for (const [subject, plant] of year.planted) {
      for (const detector of SEEN_BY[plant]) {
        const sum = sums.get(detector)!
        sum.planted++
        if (told.get(detector)!.has(subject)) sum.found++
      }
      all.planted++
      if (anybody.has(subject)) all.found++
    }
    all.told += anybody.size
    all.right += [...anybody].filter((subject) => year.planted.has(subject)).length
  }
  const score = (sum: typeof all) => ({
    ...sum,
    precision: share(sum.right, sum.told),
    recall: share(sum.found, sum.planted),
  })
  return {
    seeds,
    scans,
    detectors: DETECTORS.map((detector) => ({ detector, ...score(sums.get(detector)!) })),
    together: score(all),
  }
}
