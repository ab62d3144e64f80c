import { useQuery } from '@tanstack/react-query'
import type { operations } from '../api/schema.gen.ts'
import type { Field } from './form-fields.tsx'

/** What the schema of a command says of one field. */
export interface InputRule {
  required?: boolean
  maxLength?: number
}
type Rules = Readonly<Record<string, Readonly<Record<string, InputRule>>>>

/** The rules of all commands are loaded with the first form. */
const load = async (): Promise<Rules> => (await import('../api/inputs.gen.json')).default

/** The rules of a command's fields, by the field's path; none while they are on their way. */
export function useInputRules(operation: keyof operations | undefined): Readonly<Record<string, InputRule>> {
  const rules = useQuery({
    queryKey: ['input rules'],
    queryFn: load,
    enabled: operation !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: Number.POSITIVE_INFINITY,
  })
  return (operation === undefined ? undefined : rules.data?.[operation]) ?? {}
}

/** The rule of a field: by its name, or by the end of its path, as the parts of an address have it. */
const ruleOf = (rules: Readonly<Record<string, InputRule>>, name: string): InputRule | undefined =>
  rules[name] ?? Object.entries(rules).find(([path]) => path.endsWith(`.${name}`))?.[1]

/** Fields with what the schema knows of them: a form says only what the schema does not. */
export const withRules = <Values extends object>(
  fields: readonly Field<Values>[],
  rules: Readonly<Record<string, InputRule>>,
): Field<Values>[] =>
  fields.map((field) => {
    const rule = ruleOf(rules, field.name)
    if (!rule || field.kind === 'switch' || field.kind === 'custom') return field
    return {
      ...field,
      required: field.required ?? rule.required ?? false,
      ...(rule.maxLength === undefined ? {} : { maxLength: rule.maxLength }),
    }
  })
