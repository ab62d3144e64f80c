import { describe, expect, it } from 'vitest'
import { labourCost, minutesBetween } from './labour.ts'

const at = (ms: number) => new Date(1_772_400_000_000 + ms)

describe('minutes of a stretch', () => {
  it('are the device’s, to the millionth, half-even', () => {
    expect(minutesBetween(at(0), at(90_000))).toBe(1_500_000n)
    // 1 ms = 16.666… millionths; 3 ms = 50; 9 ms = 150.
    expect(minutesBetween(at(0), at(1))).toBe(17n)
    expect(minutesBetween(at(0), at(3))).toBe(50n)
  })

  it('are none where the clock went back', () => {
    expect(minutesBetween(at(10), at(10))).toBe(0n)
    expect(minutesBetween(at(10), at(0))).toBe(0n)
  })
})

describe('labour', () => {
  it('costs minutes × rate ÷ 60, rounded half-even once at the currency’s exponent', () => {
    expect(labourCost(28_000_000n, '140', 'THB')).toBe(6533n)
    // 0.5 minutes at 3.00 are 0.025: to the even 0.02; at 9.00 they are 0.075: to the even 0.08.
    expect(labourCost(500_000n, '3', 'THB')).toBe(2n)
    expect(labourCost(500_000n, '9', 'THB')).toBe(8n)
    expect(labourCost(90_000_000n, '1000', 'JPY')).toBe(1500n)
    expect(labourCost(0n, '180', 'THB')).toBe(0n)
  })
})
