/** For the test of the generated files: the script itself is plain JavaScript. */
export function schemaTypes(document: object): string
export function outdatedFiles(): [name: string, text: string][]
