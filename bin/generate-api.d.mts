/** For the test of the generated files: the script itself is plain JavaScript. */
export function schemaTypes(document: object): string
export function inputRules(
  document: object,
): Record<string, Record<string, { required?: boolean; maxLength?: number }>>
export function outdatedFiles(): [name: string, text: string][]
