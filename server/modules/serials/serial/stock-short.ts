import { errorCatalogue, Problem } from '../../../kernel/errors/problem.ts'

/** The inventory's refusal: pieces are stock. */
export function stockShort(sku: string, available: number, wanted: number): Problem {
  const definition = errorCatalogue.get('stock.short')
  if (!definition) throw new Error('the inventory module is not loaded')
  return new Problem('stock.short', definition, { sku, available, wanted })
}
