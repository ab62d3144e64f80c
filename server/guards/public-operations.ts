/**
 * Operations that need no role: `public` ones need not even a sign-in. Reviewed by hand; the guard fails when a
 * declaration and this list differ. Each operation says its reason itself.
 */
export const PUBLIC_OPERATIONS: Record<string, 'public' | 'any member'> = {}
