// Reads the flat allotments ('80% to @a', '1/3 from @b', 'remaining kept') out of the numscript vectors.

export interface NumscriptCase {
  name: string
  numscript: string
  spec: {
    testCases: {
      variables?: Record<string, string>
      metadata?: Record<string, Record<string, string>>
      'expect.postings'?: { source: string; destination: string; amount: number }[]
    }[]
  }
}

export interface Allotment {
  name: string
  total: bigint
  weights: bigint[]
  /** What the vector expects for each line, in order. */
  theirs: bigint[]
}

interface Line {
  portion: string
  direction: 'to' | 'from' | 'kept'
  account: string
}

/** The cases that split one amount by portions in one flat block; the language's other cases split nothing. */
export function allotmentsOf(cases: readonly NumscriptCase[]): Allotment[] {
  return cases.flatMap((vector) => allotmentOf(vector) ?? [])
}

function allotmentOf({ name, numscript, spec }: NumscriptCase): Allotment | undefined {
  const test = spec.testCases[0]
  const postings = test?.['expect.postings']
  const lines = flatBlock(numscript)
  const amount = /send \[\S+ ([\d_]+|\*)\]/.exec(numscript)?.[1]
  if (!postings || !lines || amount === undefined) return undefined

  const values = new Map(Object.entries(test.variables ?? {}))
  for (const [, variable = '', of = '', key = ''] of numscript.matchAll(
    /\$(\w+) = meta\(\$(\w+), "(\w+)"\)/g,
  )) {
    values.set(variable, test.metadata?.[values.get(of) ?? '']?.[key] ?? '')
  }
  const resolve = (text: string) =>
    text.replace(/\$(\w+)/g, (_, variable: string) => values.get(variable) ?? '')

  const posted = postings.reduce((sum, posting) => sum + BigInt(posting.amount), 0n)
  const total = amount === '*' ? posted : BigInt(amount.replaceAll('_', ''))
  const theirs = lines.map(({ direction, account }) => {
    if (direction === 'kept') return total - posted
    const side = direction === 'to' ? 'destination' : 'source'
    const own = postings.filter((posting) => posting[side] === resolve(account).replace('@', ''))
    return own.reduce((sum, posting) => sum + BigInt(posting.amount), 0n)
  })
  return { name, total, weights: weightsOf(lines.map((line) => resolve(line.portion))), theirs }
}

function flatBlock(numscript: string): Line[] | undefined {
  for (const [, block = ''] of numscript.replace(/\/\/.*/g, '').matchAll(/\{([^{}]*)\}/g)) {
    const lines = block.split('\n').filter((line) => line.trim() !== '')
    const read = lines.map((line) =>
      /^\s*([\d.]+%|[$\w]+\/[$\w]+|\$\w+|remaining)\s+(to|from|kept)\s*(\S*)\s*$/.exec(line),
    )
    if (lines.length < 2 || read.includes(null)) continue
    return read.map((match) => ({
      portion: match?.[1] ?? '',
      direction: match?.[2] as Line['direction'],
      account: match?.[3] ?? '',
    }))
  }
  return undefined
}

function weightsOf(portions: readonly string[]): bigint[] {
  const fractions = portions.map((portion): [bigint, bigint] | undefined => {
    if (portion === 'remaining') return undefined
    if (!portion.endsWith('%')) {
      const [numerator = '', denominator = ''] = portion.split('/')
      return [BigInt(numerator), BigInt(denominator)]
    }
    const [whole = '', decimals = ''] = portion.slice(0, -1).split('.')
    return [BigInt(whole + decimals), 100n * 10n ** BigInt(decimals.length)]
  })
  const common = fractions.reduce((product, fraction) => product * (fraction?.[1] ?? 1n), 1n)
  const known = fractions.map((fraction) => fraction && (fraction[0] * common) / fraction[1])
  const rest = common - known.reduce<bigint>((sum, weight) => sum + (weight ?? 0n), 0n)
  return known.map((weight) => weight ?? rest)
}
